"""Commands are found by any part of their name, accents or not."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.shell.command import Command
from ui.shell.command_palette import CommandPalette, matching

COMMANDS = [
    Command("Print the receipt", "Ctrl+P", list),
    Command("Imprimir en español", "", list),
    Command("Receipts of today", "Ctrl+H", list),
    Command("Take payment", "Enter", list, why_not=lambda: "Nothing to pay"),
]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("", [command.name for command in COMMANDS]),
        ("rec", ["Receipts of today", "Print the receipt"]),
        ("RECEIPT print", ["Print the receipt"]),
        ("espanol", ["Imprimir en español"]),
        ("zzz", []),
    ],
)
def test_any_part_of_the_name_finds(typed: str, names: list[str]) -> None:
    assert [command.name for command in matching(COMMANDS, typed)] == names


def test_what_cannot_run_says_why_and_nothing_says_so(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    palette = CommandPalette(lambda: COMMANDS, window)
    window.show()
    palette.open()
    shown = {pick.title: (pick.detail, pick.dull) for pick in palette.list.picks}
    assert shown["Take payment"] == ("Nothing to pay", True)
    palette.field.setText("zzz")
    palette.field.textEdited.emit("zzz")
    assert [pick.title for pick in palette.list.picks] == ["No command has that name"]
    assert not palette.list.open_chosen()


def test_it_is_as_high_as_what_was_found(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    palette = CommandPalette(lambda: COMMANDS, window)
    heights: list[int] = []
    palette.filtered.connect(lambda: heights.append(palette.wanted_height()))
    palette.open()
    palette.field.textEdited.emit("espanol")
    assert heights[0] - heights[1] == sum(row.sizeHint().height() for row in palette.list._rows) * 3 + 8
