"""Says in a window why the data cannot be opened and what to do: in use, key missing, damaged, a newer program's."""

import sys
from collections.abc import Callable
from typing import TextIO

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.errors import Refused, Unavailable
from resources.texts import text
from ui.error_messages import sentence
from ui.shell.command import Command
from ui.shell.main_window import MainWindow
from ui.shell.page import Page
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.layout import column, row, stretch


class CannotOpenPage(Page):
    """One sentence with the next step; Enter closes the program. Nothing has been changed.

    `go_on`: what else can be done where facts are missing and no copy brings them back; it asks for a second press.
    """

    def __init__(self, words: str, go_on: Callable[[], object] | None = None) -> None:
        super().__init__(text("Civic Counter cannot open its data"))
        self.words = words
        self._go_on, self._sure = go_on, False
        close = Button(text("Close"), key="Enter", kind="primary")
        close.clicked.connect(QApplication.quit)
        self._anyway = Button(text("Go on without them"), key="Ctrl+G", kind="dangerous")
        self._anyway.clicked.connect(self.go_on_anyway)
        self._anyway.setVisible(go_on is not None)
        self._warning = Label(color="muted", wrap=True, align=Qt.AlignmentFlag.AlignHCenter)
        buttons = QWidget()
        row(self._anyway, close, parent=buttons, spacing=12)
        self._state = EmptyState("warning", self.title, words, action=buttons)
        column(stretch(), self._state, self._warning, stretch(), parent=self, margins=16)

    def commands(self) -> list[Command]:
        """Enter closes."""
        commands = [Command(text("Close"), "Enter", QApplication.quit)]
        if self._go_on is not None:
            commands.append(Command(text("Go on without them"), "Ctrl+G", self.go_on_anyway))
        return commands

    @property
    def warning(self) -> str:
        """What is said below: what going on means, or why it did not work."""
        return self._warning.text()

    def say(self, words: str) -> None:
        """Why going on did not work either."""
        self._sure = False
        self._warning.setText(words)

    def go_on_anyway(self) -> None:
        """The first press says what it means, the second does it."""
        if self._go_on is None:
            return
        if self._sure:
            self._go_on()
            return
        self._sure = True
        self._warning.setText(
            text("The missing payments must be entered again from their receipts. Press once more to go on.")
        )


def say_cannot_open(
    application: QApplication, failure: Refused | Unavailable, go_on: Callable[[], object] | None = None
) -> bool:
    """Shows the page, and writes the same sentence for whoever started the program from a terminal.

    True when the person went on with `go_on`: the data can be opened now.
    """
    words = sentence(failure)
    _tell_terminal(words)
    theme()
    window = MainWindow([])
    went_on: list[bool] = []

    def do_go_on() -> None:
        if go_on is None:
            return
        try:
            go_on()
        except (Refused, Unavailable) as again:
            page.say(sentence(again))
            return
        went_on.append(True)
        application.quit()

    page = CannotOpenPage(words, do_go_on if go_on is not None else None)
    window.show_alone(page)
    window.resize(760, 420)
    window.show()
    application.exec()
    window.deleteLater()
    return bool(went_on)


def _tell_terminal(words: str) -> None:
    """A program that was started by its icon may have no terminal at all."""
    terminal: TextIO | None = sys.stderr
    if terminal is not None:
        terminal.write(words + "\n")
