"""The right column of the account page: what can be done now, what is at the address, the latest note."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.accounts.types import ServiceCategory
from app.reports.account_page import AccountPage
from resources.texts import text
from ui.accounts.words import service_name
from ui.dates import day_words
from ui.shell.command import Command
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.figures import Figure, Figures
from ui.widgets.label import Label

_METERS_SHOWN = 6
_NOTE_SHOWN = 280


class ActionsCard(Card):
    """One button a command, the first one primary; a command that cannot run now says why in its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=12, spacing=8, parent=parent)
        self.setAccessibleName(text("What can be done"))
        self.buttons: list[Button] = []

    def show_commands(self, commands: Sequence[Command]) -> None:
        """Shows these commands; made once, then only freed or blocked."""
        if len(self.buttons) != len(commands):
            self._make(commands)
        for button, command in zip(self.buttons, commands, strict=True):
            button.block(command.reason)

    def set_across(self, across: bool) -> None:
        """Side by side instead of below each other: for a card as wide as the page."""
        directions = QBoxLayout.Direction
        self.body.setDirection(directions.LeftToRight if across else directions.TopToBottom)

    def _make(self, commands: Sequence[Command]) -> None:
        for number, command in enumerate(commands):
            button = Button(
                command.name,
                icon=command.icon,
                key=command.key,
                kind="plain" if number else "primary",
                spread=True,
            )
            button.clicked.connect(command.run_if_possible)
            self.buttons.append(button)
            self.body.addWidget(button)


class AddressCard(Card):
    """Meters, and when they are read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(text("At this address"), dense=True, padding=(16, 8), parent=parent)
        self.figures = Figures()
        self.body.addWidget(self.figures)

    def show_account(self, page: AccountPage) -> None:
        """Shows the address's usage points; those without a meter are not metered and are left out."""
        meters = [point for point in page.usage_points if point.meter_number]
        rows = [Figure(_meter_name(point.category), point.meter_number) for point in meters[:_METERS_SHOWN]]
        if len(meters) > _METERS_SHOWN:
            rows.append(Figure(text("More meters"), str(len(meters) - _METERS_SHOWN)))
        if not meters:
            rows.append(Figure(text("No meter"), "–"))
        if page.last_read_on:
            rows.append(Figure(text("Last read"), day_words(page.last_read_on)))
        if page.next_read_on:
            rows.append(Figure(text("Next read"), day_words(page.next_read_on)))
        if page.summary.dwelling_units > 1:
            rows.append(Figure(text("Dwelling units"), str(page.summary.dwelling_units)))
        self.figures.set_rows(rows)


def _meter_name(category: ServiceCategory) -> str:
    return text("{service} meter", service=service_name(category))


class NoteCard(Card):
    """The newest note, or how to write the first."""

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self._count = Label(color="muted")
        super().__init__(text("Latest note"), right=self._count, dense=True, padding=(16, 12), spacing=4, parent=parent)
        self._words = Label(wrap=True)
        self._who = Label(color="muted", wrap=True)
        self.body.addWidget(self._words)
        self.body.addWidget(self._who)
        self.body.addStretch(1)

    def show_account(self, page: AccountPage) -> None:
        """Shows the newest note."""
        self._count.setText(text("1 of {count}", count=len(page.notes)) if page.notes else "")
        if not page.notes:
            self._words.setText(text("No notes yet."))
            self._who.setText(text("Write what the next person should know."))
            return
        note = page.notes[0]
        words = note.text if note.text is not None else text("This note was erased.")
        self._words.setText(words if len(words) <= _NOTE_SHOWN else f"{words[:_NOTE_SHOWN].rstrip()} …")
        place = text("at the counter") if note.fact_id else ""
        self._who.setText(", ".join(part for part in (note.author, day_words(note.written_on), place) if part))
