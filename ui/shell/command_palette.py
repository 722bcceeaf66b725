"""Ctrl+K: every command by name, with its key; type a few letters, Enter runs it."""

import unicodedata
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resources.texts import text
from ui.shell.command import Command
from ui.shell.panel import Panel
from ui.shell.pick_list import Pick, PickList
from ui.shell.top_bar import SearchField
from ui.theme import theme
from ui.widgets.layout import column, hold

_ROWS_AT_ONCE = 11


def plain(words: str) -> str:
    """Lower case without accents, for comparing what was typed with names."""
    parts = unicodedata.normalize("NFKD", words.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def matching(commands: Sequence[Command], typed: str) -> list[Command]:
    """Commands whose names hold every typed word; those that begin with the first word come first."""
    words = plain(typed).split()
    found = [command for command in commands if all(word in plain(command.name) for word in words)]
    if not words:
        return found
    return sorted(found, key=lambda command: not plain(command.name).startswith(words[0]))


class CommandPalette(Panel):
    """Asks for the commands each time it opens; `closed` tells that the focus may go back."""

    closed = Signal()
    filtered = Signal()
    """Another number of commands is shown: another height is wanted."""

    def __init__(self, commands: Callable[[], Sequence[Command]], parent: QWidget) -> None:
        super().__init__(parent)
        self._ask = commands
        self._commands: list[Command] = []
        self._found: list[Command] = []
        self.field = SearchField(text("Type what you want to do"), name=text("Commands"), key="Esc")
        self.list = PickList(name=text("Commands"))
        column(self.field, self.list, parent=self, margins=9, spacing=8)
        hold(self, min_width=320)
        self.field.textEdited.connect(self._filter)
        self.field.moved.connect(self.list.walk)
        self.field.entered.connect(lambda: self.list.open_chosen())
        self.list.picked.connect(self._run)
        self.hide()

    def open(self) -> None:
        """Shows every command, with an empty field."""
        self._commands = [command for command in self._ask() if command.name]
        self.field.clear()
        self._filter("")
        self.show()
        self.raise_()
        self.field.setFocus()

    def close_panel(self) -> None:
        """Hides it and gives the focus back."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def wanted_height(self) -> int:
        """As high as what was found; a long list scrolls."""
        rows = min(self.list.height_wanted(), theme().px(36 * _ROWS_AT_ONCE))
        return theme().px(36 + 2 * 9 + 8) + rows + 2

    def _filter(self, typed: str) -> None:
        self._found = matching(self._commands, typed)
        picks = [self._pick(number, command) for number, command in enumerate(self._found)]
        nothing = Pick("", "search", text("No command has that name"), dull=True)
        self.list.set_picks(picks or [nothing])
        self.filtered.emit()

    def _pick(self, number: int, command: Command) -> Pick:
        reason = command.reason
        return Pick(str(number), command.icon, command.name, reason, hint=command.key, dull=bool(reason))

    def _run(self, key: str) -> None:
        command = self._found[int(key)]
        self.close_panel()
        command.run_if_possible()
