"""Steps side by side: read aloud as one list, wide enough for every name."""

from pytestqt.qtbot import QtBot

from ui.theme import theme
from ui.widgets.step_row import StepRow


def test_what_is_read_aloud(qtbot: QtBot) -> None:
    steps = StepRow(["Count", "Result", "Close shift"])
    qtbot.addWidget(steps)
    assert steps.accessibleName() == "Step 1 of 3. Count. Result. Close shift"
    steps.set_at(3)
    assert steps.at == 3 and steps.accessibleName().startswith("Step 3 of 3.")


def test_it_is_painted_at_every_step_and_grows_with_the_zoom(qtbot: QtBot) -> None:
    steps = StepRow(["Count", "Result"])
    qtbot.addWidget(steps)
    steps.show()
    for at in range(3):
        steps.set_at(at)
        assert not steps.grab().isNull()
    before = steps.sizeHint().width()
    theme().apply(zoom_percent=200)
    assert steps.sizeHint().width() > before
    theme().apply(zoom_percent=100)
