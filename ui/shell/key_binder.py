"""Binds the keys of commands to a window: each key once, the first command that names it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.shell.command import ENTER, Command

_REPEATING = ("Ctrl++", "Ctrl+-")


class KeyBinder:
    """Enter is never bound: it belongs to the control that has the focus, then to the page."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._shortcuts: dict[str, QShortcut] = {}
        self._commands: dict[str, Command] = {}

    def bind(self, commands: Sequence[Command]) -> None:
        """Binds these commands and no others; a key that stays bound keeps its shortcut."""
        first: dict[str, Command] = {}
        for command in commands:
            if command.key and command.key != ENTER:
                for key in _either_enter(QKeySequence(command.key).toString()):
                    first.setdefault(key, command)
        self._commands = first
        for key in [key for key in self._shortcuts if key not in first]:
            gone = self._shortcuts.pop(key)
            gone.setEnabled(False)
            gone.deleteLater()
        for key in first:
            if key not in self._shortcuts:
                self._shortcuts[key] = self._bound(key)

    def binds(self, key: str) -> bool:
        """Whether a key such as "Ctrl+K" runs a command now."""
        wanted = QKeySequence(key)
        return any(shortcut.key() == wanted for shortcut in self._shortcuts.values())

    def run(self, key: str) -> bool:
        """Runs the command of a key as if it were pressed; False when it has none."""
        if key not in self._commands:
            return False
        self._run(key)
        return True

    def _bound(self, key: str) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self._window)
        shortcut.setAutoRepeat(key in _REPEATING)
        shortcut.activated.connect(partial(self._run, key))
        return shortcut

    def _run(self, key: str) -> None:
        self._commands[key].run_if_possible()


def _either_enter(key: str) -> tuple[str, ...]:
    """Ctrl+Return is Ctrl+Enter of the number pad too: people who count and type amounts have their hand there."""
    plain = key.removesuffix("Return").removesuffix("Enter")
    return (f"{plain}Return", f"{plain}Enter") if plain != key else (key,)


def enter_command(commands: Sequence[Command]) -> Command | None:
    """The command that an Enter runs which no control wanted."""
    return next((command for command in commands if command.key == ENTER), None)
