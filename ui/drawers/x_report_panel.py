"""The X report as paper on the screen, with *Print* and *Save as PDF*. Printing it changes nothing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resources.texts import text
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.layout import column, row
from ui.widgets.line import Line
from ui.widgets.paper_view import Paper, PaperView


class XReportPanel(QWidget):
    """`print_wanted`, `pdf_wanted`: a button was pressed; the page's keys do the same."""

    print_wanted = Signal()
    pdf_wanted = Signal()

    def __init__(self, paper: Paper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        view = PaperView(name=text("X report"))
        view.set_paper(paper)
        self.outcome = Alert("good", "")
        self.outcome.hide()
        self.print_button = Button(text("Print"), icon="printer", key="Ctrl+P", kind="primary")
        self.pdf_button = Button(text("Save as PDF"), icon="document", key="Ctrl+S")
        buttons = row(self.print_button, self.pdf_button, spacing=8)
        buttons.setStretch(0, 1)
        buttons.setStretch(1, 1)
        below = column(self.outcome, buttons, margins=12, spacing=12)
        layout = column(view, Line(), parent=self, spacing=0)
        layout.setStretch(0, 1)
        layout.addLayout(below)
        self.print_button.clicked.connect(self.print_wanted)
        self.pdf_button.clicked.connect(self.pdf_wanted)

    def say(self, fact: str, rest: str = "", *, wrong: bool = False) -> None:
        """Says how printing or saving ended."""
        self.outcome.set_words(fact, rest, tone="bad" if wrong else "good")
        self.outcome.show()
