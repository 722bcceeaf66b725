"""F1: the keys of the page one came from and those that work everywhere, and beside them the page's help.

The page's own keys stand at once; those of everywhere and the help, which are much more, follow in slices.
"""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resources.help_pages import HelpLine
from resources.texts import text
from ui.shell.command import Command
from ui.shell.help_text import HelpText
from ui.shell.idle_builder import IdleBuilder
from ui.shell.page import Page
from ui.widgets.card import Card
from ui.widgets.key_hint import KeyHint
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, scrolled, stretch
from ui.widgets.line import Line

Section = tuple[str, Sequence[Command]]
_AT_ONCE = 6
"""Keys of a card that stand when the page is shown."""


class KeysPage(Page):
    """Made anew each time it is opened; Esc goes back to the page."""

    def __init__(
        self, sections: Sequence[Section], help_lines: Sequence[HelpLine] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(text("Keys"), parent)
        self._later = IdleBuilder(self)
        content = QWidget()
        column(scrolled(content), parent=self, spacing=0)  # while it is empty: a full one would be laid out twice
        shown = [(title, [one for one in commands if one.key]) for title, commands in sections]
        keys = [self._card(title, commands) for title, commands in shown if commands]
        cards = self._with_help(keys, help_lines) if help_lines else self._side_by_side(keys)
        name = text("Help and keys") if help_lines else text("Keys")
        head = row(Label(name, size=24, weight=600), Label(text("Esc goes back"), color="muted"), stretch())
        head.setSpacing(12)
        column(head, cards, stretch(), parent=content, margins=16, spacing=12)

    @property
    def passes(self) -> bool:
        """Nobody steps back to it."""
        return True

    @property
    def is_whole(self) -> bool:
        """Whether the help stands too."""
        return not self._later.busy

    def _side_by_side(self, keys: Sequence[Card]) -> QHBoxLayout:
        cards = row(spacing=12)
        for card in keys:
            cards.addWidget(card, 1, Qt.AlignmentFlag.AlignTop)
        return cards

    def _with_help(self, keys: Sequence[Card], lines: Sequence[HelpLine]) -> QHBoxLayout:
        help_card = Card(text("Help"), heading_height=44)
        self._later.add(self._adding_help(help_card, lines))
        cards = row(column(*keys, stretch(), spacing=12), column(help_card, stretch()), spacing=12)
        cards.setStretch(0, 2)
        cards.setStretch(1, 3)
        return cards

    def _adding_help(self, card: Card, lines: Sequence[HelpLine]) -> Iterator[None]:
        words = HelpText(lines)
        for _ in words.steps:
            yield
        card.body.addLayout(column(words, margins=(16, 12, 16, 16)))

    def _card(self, title: str, commands: Sequence[Command]) -> Card:
        """The first few keys now, what follows in slices."""
        card = Card(title, heading_height=44)
        steps = self._adding_keys(card, commands)
        for _ in range(_AT_ONCE):
            next(steps, None)
        self._later.add(steps)
        return card

    def _adding_keys(self, card: Card, commands: Sequence[Command]) -> Iterator[None]:
        for number, command in enumerate(commands):
            if number:
                card.body.addWidget(Line())
            card.body.addWidget(self._line(command))
            yield

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
