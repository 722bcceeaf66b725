"""F1: the keys of the page one came from, and the keys that work everywhere."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from resources.texts import text
from ui.shell.command import Command
from ui.shell.page import Page
from ui.widgets.card import Card
from ui.widgets.key_hint import KeyHint
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, scrolled, stretch
from ui.widgets.line import Line

Section = tuple[str, Sequence[Command]]


class KeysPage(Page):
    """Made anew each time it is opened; Esc goes back to the page."""

    def __init__(self, sections: Sequence[Section], parent: QWidget | None = None) -> None:
        super().__init__(text("Keys"), parent)
        content = QWidget()
        cards = row(spacing=12)
        for title, commands in sections:
            if any(command.key for command in commands):
                cards.addWidget(self._card(title, commands), 1, Qt.AlignmentFlag.AlignTop)
        head = row(Label(text("Keys"), size=24, weight=600), Label(text("Esc goes back"), color="muted"), stretch())
        head.setSpacing(12)
        column(head, cards, stretch(), parent=content, margins=16, spacing=12)
        column(scrolled(content), parent=self, spacing=0)

    def _card(self, title: str, commands: Sequence[Command]) -> Card:
        card = Card(title, heading_height=44)
        shown = [command for command in commands if command.key]
        for number, command in enumerate(shown):
            if number:
                card.body.addWidget(Line())
            card.body.addWidget(self._line(command))
        return card

    def _line(self, command: Command) -> QWidget:
        line = QWidget()
        hold(line, min_height=36)
        reason = command.reason
        name = Label(command.name, weight=500, elide=True, color="disabled" if reason else "ink")
        why = Label(reason, size=12, color="muted", elide=True, align=Qt.AlignmentFlag.AlignRight)
        content = row(name, why, KeyHint(command.key), parent=line, margins=(16, 0), spacing=12)
        content.setStretch(0 if not reason else 1, 1)
        line.setAccessibleName(f"{command.name}, {command.key}")
        return line
