"""A list under a field: walking goes around the ends and skips what cannot be opened."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.shell.pick_list import Pick, PickList, PickRow


def test_walking_skips_what_is_dull(qtbot: QtBot) -> None:
    shown = PickList(name="Results")
    qtbot.addWidget(shown)
    shown.set_picks([Pick("a", "home", "A"), Pick("b", "", "B", "locked", dull=True), Pick("c", "", "C", hint="F5")])
    shown.show()
    walked = []
    for step in (1, 1, -1):
        shown.walk(step)
        walked.append(shown.chosen.key if shown.chosen else "")
    assert walked == ["c", "a", "c"]
    assert shown.accessibleName() == "Results: C F5"
    assert shown.height_wanted() == 36 + 44 + 36
    shown.grab()


def test_a_click_opens_unless_it_is_dull(qtbot: QtBot) -> None:
    shown = PickList(name="Results")
    qtbot.addWidget(shown)
    shown.set_picks([Pick("a", "home", "A", right="157.43"), Pick("b", "", "B", dull=True)])
    shown.resize(300, 200)
    shown.show()
    rows = shown.findChildren(PickRow)
    with qtbot.waitSignal(shown.picked) as signal:
        QTest.mouseClick(rows[0], Qt.MouseButton.LeftButton)
    assert signal.args == ["a"]
    with qtbot.assertNotEmitted(shown.picked):
        QTest.mouseClick(rows[1], Qt.MouseButton.LeftButton)


def test_an_empty_list_opens_nothing(qtbot: QtBot) -> None:
    shown = PickList(name="Results")
    qtbot.addWidget(shown)
    shown.set_picks([])
    shown.walk(1)
    assert not shown.open_chosen()
