"""Binds the keys of commands to a window: each key once, the first command that names it."""

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.shell.command import ENTER, Command

_REPEATING = ("Ctrl++", "Ctrl+-")


class KeyBinder:
    """Enter is never bound: it belongs to the control that has the focus, then to the page."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._shortcuts: list[QShortcut] = []

    def bind(self, commands: Sequence[Command]) -> None:
        """Binds these commands and no others."""
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        first: dict[str, Command] = {}
        for command in commands:
            if command.key and command.key != ENTER:
                for key in _either_enter(QKeySequence(command.key).toString()):
                    first.setdefault(key, command)
        self._shortcuts = [self._bound(key, command) for key, command in first.items()]

    def binds(self, key: str) -> bool:
        """Whether a key such as "Ctrl+K" runs a command now."""
        wanted = QKeySequence(key)
        return any(shortcut.key() == wanted for shortcut in self._shortcuts)

    def _bound(self, key: str, command: Command) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self._window)
        shortcut.setAutoRepeat(key in _REPEATING)
        shortcut.activated.connect(lambda: command.run_if_possible())  # a bound method would not keep the command
        return shortcut


def _either_enter(key: str) -> tuple[str, ...]:
    """Ctrl+Return is Ctrl+Enter of the number pad too: people who count and type amounts have their hand there."""
    plain = key.removesuffix("Return").removesuffix("Enter")
    return (f"{plain}Return", f"{plain}Enter") if plain != key else (key,)


def enter_command(commands: Sequence[Command]) -> Command | None:
    """The command that an Enter runs which no control wanted."""
    return next((command for command in commands if command.key == ENTER), None)
