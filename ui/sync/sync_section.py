"""Sync: how this workstation stands with the city's center, what waits, who else is known; joining, exchanging now.

What goes on stands in rows, which are asked every second while somebody looks.
"""

from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.identity.permissions import Permission
from app.sync.enrol import JoinCentre, Joined, join
from app.sync.sync_page import SyncPage, sync_page
from app.sync.types import ASKED_AGAIN, Stop
from app.workplace import Services
from resources.texts import text
from ui.context import WindowContext
from ui.dates import warm_up
from ui.operations import Failure
from ui.settings.section import Section
from ui.shell.command import Command
from ui.sync.banner_facts import BannerFacts
from ui.sync.join_card import JoinCard
from ui.sync.review_card import ReviewCard
from ui.sync.stick_card import StickCard
from ui.sync.sync_rows import Fact, banner_facts, banner_words, waiting_rows, workstation_rows
from ui.sync.sync_tables import waiting_table, workstations_table
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.layout import hold, row, stretch
from ui.widgets.result_banner import ResultBanner
from ui.widgets.table_data import Row
from ui.widgets.tag import Tone

_LANE = "join"
_POLL_MS = 1000


@dataclass(frozen=True)
class _Shown:
    """The page in words."""

    page: SyncPage
    banner: tuple[Tone, str, str]
    facts: tuple[Fact, ...]
    waiting: list[Row]
    workstations: list[Row]


class SyncSection(Section):
    """One sentence of truth at the top; nothing on it has to be done for the day's work."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context)
        self.name, self.icon = text("Sync"), "sync"
        self._may = self.may(Permission.SETTINGS_CHANGE)
        self._joining, self._sure = False, False
        self.page: SyncPage | None = None
        self.state = ResultBanner("plain", text("One moment"))
        self.facts = BannerFacts()
        self.state.content.addWidget(self.facts)
        self.now_button = Button(text("Exchange now"), icon="sync", kind="primary", key="Ctrl+Return")
        self.go_on_button = Button(text("This copy goes on"), icon="arrow-right")
        self.warning = Alert("warn", "")
        self.join = JoinCard()
        self.waiting = waiting_table()
        self.workstations = workstations_table()
        self._cards = self._tables()
        self.stick = StickCard(context)
        self.review: ReviewCard | None = None
        self.exceptions_button = Button(text("Exceptions"), icon="warning")
        self._buttons = QWidget()
        row(self.now_button, self.exceptions_button, self.go_on_button, stretch(), parent=self._buttons, spacing=8)
        parts = (self.warning, self._buttons, self.join, self._cards, self.stick)
        for part in (self.state, *parts):
            self.content.addWidget(part)
        self.content.addStretch(1)
        for part in parts:
            part.hide()
        self._poll = QTimer(self, interval=_POLL_MS)
        self._poll.timeout.connect(self._ask_again)
        self.now_button.clicked.connect(self.exchange_now)
        self.go_on_button.clicked.connect(self.go_on)
        self.exceptions_button.clicked.connect(self.context.exceptions_wanted)
        self.context.exceptions_counted.connect(self._say_exceptions)
        self._say_exceptions(self.context.exceptions_waiting)
        self.join.wanted.connect(self._join)
        self.join.block("" if self._may else text("needs a supervisor"))

    # -- Section

    def show_section(self) -> None:
        """How it stands, and again every second while somebody looks."""
        self._ask()
        self._poll.start()

    def help_name(self) -> str:
        """While the review is shown, its own."""
        return "joining" if self._reviews else super().help_name()

    def commands(self) -> list[Command]:
        """Joins where it works alone or was revoked, else exchanges at once; the review's while there is one."""
        if self._may_join:
            return [Command(text("Join the center"), "Ctrl+Return", self.join.join, "network", self._why_not_join)]
        reviewing = self.review.commands() if self._reviews and self.review is not None else []
        return [
            *reviewing,
            Command(text("Exchange now"), "Ctrl+Return", self.exchange_now, "sync"),
            Command(text("Write to USB"), "Ctrl+U", self.stick.write, "stick"),
            Command(text("Take the answer"), "Ctrl+T", self.stick.take, "arrow-down"),
        ]

    # -- what can be done

    def exchange_now(self) -> None:
        """Does not wait for the next turn."""
        self.context.operations.services.sync.exchange_now()
        self._ask()

    def go_on(self) -> None:
        """A supervisor decides, with a second press, that this copy is the one that goes on."""
        worker = self.context.operations.services.sync.worker
        if not self._sure:
            self._sure = True
            self.warning.set_words(
                text("Is no other copy of this workstation at work?"),
                text("Close it first, then press again. What it has not sent would wait there for ever."),
                tone="warn",
            )
            self.warning.show()
        elif worker is not None:
            self._sure = False
            self.warning.hide()
            worker.take_over()

    # -- inside

    @property
    def _alone(self) -> bool:
        return self.page is not None and self.page.standing.centre is None

    @property
    def _may_join(self) -> bool:
        """A revoked workstation comes in again with a new code."""
        return self._alone or (self.page is not None and self.page.standing.status.stopped is Stop.REVOKED)

    @property
    def _reviews(self) -> bool:
        """After the first enrolment, until a person confirmed what is what."""
        return self._may and not self._may_join and self.page is not None and self.page.to_review > 0

    def _why_not_join(self) -> str:
        if not self._may:
            return text("Only a supervisor or an administrator changes this.")
        return text("one moment") if self._joining else ""

    def _join(self, command: JoinCentre) -> None:
        session = self.context.session

        def work(services: Services) -> Joined:
            joined = join(services, session, command)
            if not joined.start_again:
                services.sync.begin(services)
            return joined

        self._joining = True
        self.join.button.block(text("one moment"))
        self.context.operations.background(self, _LANE, work, self._joined, self._not_joined)

    def _joined(self, joined: Joined) -> None:
        self._joining = False
        self.join.code.line.clear()
        self.join.button.block("")
        self._buttons.show()
        self.now_button.setFocus()  # the card that had it goes
        if joined.start_again:
            self._say_start_again()
        self._ask()

    def _not_joined(self, failure: Failure) -> None:
        self._joining = False
        self.join.button.block("")
        self.join.fail(failure)

    def _say_start_again(self) -> None:
        self.warning.set_words(
            text("Start the program again."), text("This workstation goes on under a new number from then on.")
        )
        self.warning.show()

    def _say_exceptions(self, waiting: int) -> None:
        self.exceptions_button.setText(text("Exceptions: {count}", count=waiting) if waiting else text("Exceptions"))

    def _ask_again(self) -> None:
        if self.isVisible():
            self._ask()
        else:
            self._poll.stop()

    def _ask(self) -> None:
        self.context.operations.read_anew(self, _shown, self._show, self.fail)

    def _show(self, shown: _Shown) -> None:
        before = (self.page is None, self._may_join, self._reviews)
        self.clear_failure()
        self.page = shown.page
        standing = shown.page.standing
        self.state.set_words(*shown.banner)
        self.facts.set_facts(shown.facts)
        self.join.setVisible(self._may_join)
        self._show_review()
        self._buttons.setVisible(not self._may_join)
        stopped = standing.status.stopped
        self.go_on_button.setVisible(stopped is not None and stopped not in ASKED_AGAIN and not standing.start_again)
        self.go_on_button.block("" if self._may else text("needs a supervisor"))
        self.now_button.block(text("this copy has stopped") if self.go_on_button.isVisibleTo(self) else "")
        self._cards.setVisible(not self._alone)
        self.stick.setVisible(not self._alone)
        self.waiting.set_rows(shown.waiting)
        self.workstations.set_rows(shown.workstations)
        if before != (False, self._may_join, self._reviews):
            self.commands_changed.emit()

    def _show_review(self) -> None:
        """Made when it is first needed: once in the life of most workstations, or never."""
        if self._reviews:
            review = self.review or self._make_review()
            review.show()
            review.load()
        elif self.review is not None:
            self.review.hide()

    def _make_review(self) -> ReviewCard:
        self.review = made = ReviewCard(self.context)
        made.done.connect(self._reviewed)
        made.ready.connect(self.commands_changed)
        self.content.insertWidget(self.content.indexOf(self._cards), made)
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            made.table.setFocus()  # who has just joined goes on there
        return made

    def _reviewed(self, count: int) -> None:
        self.warning.set_words(text("{count} are recorded.", count=count), tone="good")
        self.warning.show()
        self.now_button.setFocus()
        self._ask()

    def _tables(self) -> QWidget:
        waiting = Card(text("What waits"), heading_height=44)
        waiting.body.addWidget(self.waiting)
        hold(waiting, width=270)
        known = Card(text("Workstations"), heading_height=44)
        known.body.addWidget(self.workstations)
        both = QWidget()
        cards = row(waiting, known, parent=both, spacing=12)
        cards.setStretch(1, 1)
        hold(both, height=240)
        return both


def _shown(services: Services) -> _Shown:
    warm_up()
    page, zone = sync_page(services), services.device.time_zone
    known = workstation_rows(page, services.device.code, zone)
    return _Shown(page, banner_words(page), banner_facts(page, zone), waiting_rows(page), known)
