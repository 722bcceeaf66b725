"""Says in a window why the data cannot be opened and what to do: in use, key missing, damaged, a newer program's."""

import sys

from PySide6.QtWidgets import QApplication

from app.errors import Refused, Unavailable
from resources.texts import text
from ui.error_messages import sentence
from ui.shell.command import Command
from ui.shell.main_window import MainWindow
from ui.shell.page import Page
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import column, stretch


class CannotOpenPage(Page):
    """One sentence with the next step; Enter closes the program. Nothing has been changed."""

    def __init__(self, words: str) -> None:
        super().__init__(text("Civic Counter cannot open its data"))
        close = Button(text("Close"), key="Enter", kind="primary")
        close.clicked.connect(QApplication.quit)
        column(stretch(), EmptyState("warning", self.title, words, action=close), stretch(), parent=self)

    def commands(self) -> list[Command]:
        """Enter closes."""
        return [Command(text("Close"), "Enter", QApplication.quit)]


def say_cannot_open(application: QApplication, failure: Refused | Unavailable) -> int:
    """Shows the page, and writes the same sentence for whoever started the program from a terminal; gives 1."""
    words = sentence(failure)
    sys.stderr.write(words + "\n")
    theme()
    window = MainWindow([])
    window.show_alone(CannotOpenPage(words))
    window.resize(760, 420)
    window.show()
    application.exec()
    return 1
