"""Where a sequence stands is read aloud in words, with the answers so far."""

from pytestqt.qtbot import QtBot

from ui.widgets.step_marks import Mark, StepMarks


def test_it_is_read_aloud(qtbot: QtBot) -> None:
    marks = StepMarks()
    qtbot.addWidget(marks)
    marks.set_marks([Mark("Language", "English"), Mark("Office"), Mark("Printer")], at=1)
    marks.resize(marks.sizeHint())
    marks.show()
    assert marks.accessibleName() == "Step 2 of 3. Language: English. Office. Printer"
    assert not marks.grab().isNull()
