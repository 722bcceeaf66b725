"""The part of least weight goes first, and nothing that was left out is lost."""

from pytestqt.qtbot import QtBot

from ui.payments.line_details import LineDetails

PARTS = ["1207 Pine St", "12.44 overdue since 23 Oct", "as of 10:38"]


def test_the_last_part_goes_to_the_tooltip_where_there_is_no_room(qtbot: QtBot) -> None:
    details = LineDetails()
    qtbot.addWidget(details)
    details.resize(600, 20)
    details.show_parts(PARTS)
    details.show()
    assert (details.text(), details.accessibleName()) == (" · ".join(PARTS), " · ".join(PARTS))
    wide = details.fontMetrics().horizontalAdvance(details.text())
    details.resize(wide - 10, 20)
    details.grab()
    assert details.text() == " · ".join(PARTS[:2])
    assert details.toolTip() == " · ".join(PARTS)
    details.resize(wide + 10, 20)
    details.grab()
    assert (details.text(), details.toolTip()) == (" · ".join(PARTS), "")
