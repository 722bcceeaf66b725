"""The bar of what can be done: as few rows as there is room for, reasons where something cannot be done."""

from functools import partial

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.drawers.shift_actions import ShiftActions
from ui.shell.command import Command


def _stands_in(bar: ShiftActions, rows: int) -> bool:
    return len({button.y() for button in bar.buttons}) == rows


def test_rows_follow_the_width(qtbot: QtBot) -> None:
    done: list[str] = []
    host = QWidget()
    qtbot.addWidget(host)
    bar = ShiftActions(host)
    names = ("Pay in", "Pay out", "Safe drop", "Open without a sale")
    bar.set_commands([Command(name, f"F{number}", partial(done.append, name)) for number, name in enumerate(names, 7)])
    host.show()
    for width, rows in ((1200, 1), (460, 2), (170, 4)):
        bar.resize(width, 200)
        qtbot.waitUntil(partial(_stands_in, bar, rows))
    bar.buttons[1].click()
    assert done == ["Pay out"]


def test_what_cannot_be_done_says_why(qtbot: QtBot) -> None:
    bar = ShiftActions()
    qtbot.addWidget(bar)
    reasons = ["Suspended", ""]
    commands = [Command("Pay in", "F7", reasons.clear, why_not=lambda: reasons[0])]
    bar.set_commands(commands)
    assert bar.buttons[0].reason == "Suspended"
    before, reasons[0] = bar.buttons, ""
    bar.set_commands(commands)
    assert bar.buttons is before and bar.buttons[0].isEnabled()
    bar.set_commands([Command("Resume", "F12", reasons.clear)])
    assert [button.text() for button in bar.buttons] == ["Resume"]
