"""Starting training over: what is thrown away, what comes instead, and a second thought before it happens."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from resources.texts import text
from ui.shell.command import Command
from ui.shell.page import Page
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, stretch

_WIDTH = 620


class StartOverPage(Page):
    """`wanted`: throw the practice city away and make another; `kept`: go back. The focus is on going back."""

    wanted = Signal()
    kept = Signal()

    def __init__(self, done: int, count: int, parent: QWidget | None = None) -> None:
        super().__init__(text("Start training over"), parent)
        self._goes = False
        self.keep = Button(text("Keep practising"), icon="arrow-left", key="Esc", size="large")
        self.start = Button(text("Start over"), icon="refresh", key="Ctrl+Enter", kind="dangerous", size="large")
        card = Card(padding=(20, 20))
        card.body.addLayout(
            column(
                Label(text("Everything that was practised is thrown away."), size=18, weight=600, wrap=True),
                Label(text("Exercises: {done} of {count} done", done=done, count=count), color="muted"),
                Label(text("Receipts, counts, notes, people and settings of the practice city go with it."), wrap=True),
                Label(text("A new practice city is made, as on the first day. It takes some seconds."), wrap=True),
                Alert("plain", text("Nothing real is touched."), icon="shield"),
                row(self.keep, stretch(), self.start, spacing=12),
                spacing=12,
            )
        )
        hold(card, width=_WIDTH)
        name = Label(self.title, size=24, weight=600)
        column(name, row(card, stretch()), stretch(), parent=self, margins=16, spacing=16)
        self.setFocusProxy(self.keep)
        self.keep.clicked.connect(self.kept)
        self.start.clicked.connect(self.go)

    @property
    def passes(self) -> bool:
        """Nobody steps back to it."""
        return True

    def help_name(self) -> str:
        """What training is, and what starting over takes away."""
        return "training"

    def commands(self) -> list[Command]:
        """Both answers; Esc keeps everything, as everywhere."""
        return [
            Command(text("Start over"), "Ctrl+Return", self.go, "refresh"),
            Command(text("Keep practising"), "", self.kept.emit, "arrow-left"),
        ]

    def show_page(self) -> None:
        """Whoever came here by mistake presses Enter."""
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def go(self) -> None:
        """Once."""
        if not self._goes:
            self._goes = True
            self.wanted.emit()
