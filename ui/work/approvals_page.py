"""The tab *Approvals* of the page *Work*: what waits for this person's signature, what they asked for, what is settled.

Shows and asks; `app.approvals` decides. The PIN signs; the asker stays signed in at their counter.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.approvals import own_request, settle_request
from app.approvals.inbox import Inbox, InboxRow, RequestDetail, inbox, request_detail
from app.approvals.news import mark_seen
from app.approvals.own_request import OwnRequest
from app.approvals.queries import OPEN, RequestState
from app.approvals.settle_request import RequestSettled, SettleRequest
from app.changed import Changed
from app.errors import Refused
from app.lanes import Priority
from app.payments.refund import Refunded
from app.payments.void_receipt import ReceiptVoided
from app.workplace import Services
from resources.texts import text
from ui.context import WindowContext
from ui.dates import warm_up
from ui.error_messages import sentence
from ui.operations import Failure
from ui.payments.give_back import give_back, refund_words
from ui.shell.command import Command
from ui.shell.page import Page
from ui.widgets.alert import Alert
from ui.widgets.card import Card
from ui.widgets.layout import column, hold, row
from ui.widgets.line import Line
from ui.widgets.tabs import Tabs
from ui.work.request_foot import Mode
from ui.work.request_list import RequestList
from ui.work.request_panel import RequestPanel
from ui.work.request_rows import groups_of

FOR_ME, MINE, DONE = range(3)
LIST_KEYS = ("F6", "F7", "F8")
_KINDS = {
    *("ApprovalRequested", "ApprovalGiven", "ApprovalDeclined", "ApprovalAskedBack", "ApprovalAnswered"),
    *("ApprovalWithdrawn", "PaymentVoided", "PaymentRefunded", "PaymentMoved", "TenderCorrected", "PaidIn", "PaidOut"),
    *("SafeDiscrepancyRecorded", "ShiftClosed", "ShiftAccepted", "ShiftRejected", "ShiftReopened"),
}


class ApprovalsPage(Page):
    """One intent an answer: a press again after a refusal is the same answer."""

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(text("Approvals"), parent)
        self._context = context
        self._intents: dict[tuple[str, str], str] = {}
        self._wanted = ""
        self.state: Inbox | None = None
        self.steps = self._parts()

    def _parts(self) -> Iterator[None]:
        self.names = (text("For me"), text("My requests"), text("Done"))
        self.tabs = Tabs(self.names, label=self.title)
        self.list = RequestList(name=self.title)
        yield
        self.panel = RequestPanel(self._context.operations.services.device.time_zone)
        self.outcome = Alert("good", "")
        yield
        card = Card()
        hold(card, width=360)
        card.body.addLayout(row(self.tabs, margins=(8, 0, 8, 0)))
        card.body.addWidget(Line())
        card.body.addWidget(self.list, 1)
        cards = row(card, self.panel, spacing=12)
        cards.setStretch(1, 1)
        column(self.outcome, cards, parent=self, margins=16, spacing=12).setStretch(1, 1)
        self.outcome.hide()
        self._connect()

    # -- Page

    def show_page(self) -> None:
        """Reads anew."""
        self._say_outcome("")
        self.reload()

    @property
    def is_ready(self) -> bool:
        """What there is is known."""
        return self.state is not None

    def help_name(self) -> str:
        """How an approval is asked for and given."""
        return "approvals"

    def commands(self) -> list[Command]:
        """The lists, and what can be done about the chosen request."""
        lists = [
            Command(name, key, partial(self.open_list, number))
            for number, (name, key) in enumerate(zip(self.names, LIST_KEYS, strict=True))
        ]
        steps = [
            Command(text("Next request"), "Ctrl+Down", partial(self.list.walk, 1), "arrow-down"),
            Command(text("Previous request"), "Ctrl+Up", partial(self.list.walk, -1), "arrow-up"),
        ]
        return [*self._foot_commands(), *lists, *steps]

    def step_back(self) -> bool:
        """Out of what was begun, then to the first list."""
        if self.panel.foot.step_back():
            return True
        if self.tabs.currentIndex() != FOR_ME:
            self.open_list(FOR_ME)
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk through the list, wherever the focus is."""
        steps = {Qt.Key.Key_Down.value: 1, Qt.Key.Key_Up.value: -1}
        if event.key() in steps and not event.modifiers():
            self.list.walk(steps[event.key()])
            return
        super().keyPressEvent(event)

    # -- what it does

    def open_list(self, number: int) -> None:
        """For me, My requests, Done."""
        self.tabs.setCurrentIndex(number)

    def reload(self) -> None:
        """Asks the rows."""
        session = self._context.session

        def read(services: Services) -> Inbox:
            warm_up()
            return inbox(services, session)

        self._context.operations.read_anew(self, read, self._show, self._fail)

    def approve(self, pin: str) -> None:
        """Signs the shown request with the PIN of whoever is signed in; it is carried out at once."""
        session, command = self._context.session, self._settle("give")
        self._context.operations.read(
            self,
            lambda services: settle_request.give_signed(services, session, pin, command),
            self._approved,
            self._refused,
        )

    def decline(self, reason: str, note: str) -> None:
        """Will not sign."""
        session, command = self._context.session, self._settle("decline", reason, note)
        self._write(lambda services: settle_request.decline(services, session, command).changed, text("Declined."))

    def ask_back(self, note: str) -> None:
        """Wants to know something first."""
        session, command = self._context.session, self._settle("ask_back", "", note)
        self._write(lambda services: settle_request.ask_back(services, session, command).changed, text("Asked back."))

    def answer(self, note: str) -> None:
        """Answers what was asked about one's own request."""
        session, command = self._context.session, self._own("answer", note)
        self._write(lambda services: own_request.answer(services, session, command), text("Answered."))

    def withdraw(self) -> None:
        """No longer wants it."""
        session, command = self._context.session, self._own("withdraw", "")
        self._write(lambda services: own_request.withdraw(services, session, command), text("Withdrawn."))

    # -- inside

    def _connect(self) -> None:
        foot = self.panel.foot
        self.tabs.currentChanged.connect(self._turned)
        self.list.chosen.connect(self._look)
        foot.approved.connect(self.approve)
        foot.declined.connect(self.decline)
        foot.asked_back.connect(self.ask_back)
        foot.answered.connect(self.answer)
        foot.withdrawn.connect(self.withdraw)
        foot.mode_changed.connect(self.commands_changed)
        self._context.changed.connect(self._take_change)

    def _foot_commands(self) -> list[Command]:
        foot = self.panel.foot
        send = Command(foot.approve.text() if foot.mode is Mode.SIGN else foot.send.text(), "Ctrl+Return", foot.submit)
        if foot.mode is Mode.SIGN:
            return [
                send,
                Command(text("Decline"), "Ctrl+D", partial(foot.begin, Mode.DECLINE), "close"),
                Command(text("Ask back"), "Ctrl+B", partial(foot.begin, Mode.ASK_BACK), "note"),
            ]
        if foot.mode is Mode.OWN:
            answer = Command(text("Answer"), "Ctrl+B", partial(foot.begin, Mode.ANSWER), "note", self._why_no_answer)
            return [Command(text("Withdraw"), "Ctrl+D", foot.withdrawn.emit, "close"), answer]
        return [] if foot.mode is Mode.NOTHING else [send]

    def _why_no_answer(self) -> str:
        detail = self.panel.detail
        asked = detail is not None and detail.row.request.state is RequestState.ASKED_BACK
        return "" if asked else text("Nothing was asked back")

    def _turned(self, number: int) -> None:
        """Whoever opens their own requests has seen what became of them."""
        self._show_list()
        if number == MINE:
            self._mark_seen()

    def _mark_seen(self) -> None:
        if self.state is None or not self.state.news:
            return
        session = self._context.session
        self.state = replace(self.state, news=0)
        self.tabs.set_badge(MINE, 0)
        self._context.operations.write(
            self,
            lambda services: mark_seen(services, session),
            lambda _none: self._context.announce(Changed()),
            self._fail,
            Priority.BACKGROUND,
        )

    def _show(self, state: Inbox) -> None:
        first, self.state = self.state is None, state
        self.tabs.set_badge(MINE, state.news)
        if first and state.news and not state.for_me:
            self.open_list(MINE)
        elif self.isVisible() and self.tabs.currentIndex() == MINE:
            self._mark_seen()
        self.tabs.set_badge(FOR_ME, sum(row.request.state is not RequestState.ASKED_BACK for row in state.for_me))
        self._show_list()

    def _rows(self) -> tuple[InboxRow, ...]:
        state, number = self.state, self.tabs.currentIndex()
        if state is None:
            return ()
        return (state.for_me, state.mine, state.done)[number]

    def _show_list(self) -> None:
        if self.state is None:
            return
        for_me = self.tabs.currentIndex() == FOR_ME
        self.list.set_groups(groups_of(self._rows(), self.state.now_us, by_state=for_me))
        self.commands_changed.emit()

    def _look(self, request: str) -> None:
        """Reads the chosen request; an empty list says what it is for."""
        self._wanted = request
        if not request:
            self.panel.show_nothing(*self._nothing())
            self.commands_changed.emit()
            if self.isVisible() and self.may_take_focus():
                self.setFocus()
            return
        session = self._context.session
        self._context.operations.read_anew(
            self, lambda services: request_detail(services, session, request), self._show_detail, self._fail
        )

    def _nothing(self) -> tuple[str, str]:
        return (
            (text("Nothing waits for you"), text("Requests of others appear here.")),
            (text("You asked for nothing"), text("“Ask for approval” stands where a second person is needed.")),
            (text("Nothing is settled yet"), text("What you approve or decline appears here.")),
        )[self.tabs.currentIndex()]

    def _show_detail(self, detail: RequestDetail) -> None:
        if detail.row.request.request != self._wanted:
            return
        new = self.panel.key != self._wanted
        self.panel.show_detail(detail, self._mode(detail))
        self.commands_changed.emit()
        if new and self.isVisible() and self.may_take_focus():
            self._focus_foot()

    def _focus_foot(self) -> None:
        """The PIN; where nothing is to be typed, the page, which walks through the list."""
        if self.panel.foot.mode is Mode.SIGN:
            self.panel.foot.focus_first()
        else:
            self.setFocus()

    def _mode(self, detail: RequestDetail) -> Mode:
        request = detail.row.request
        if detail.own:
            mine = (RequestState.WAITING, RequestState.ASKED_BACK)
            return Mode.OWN if request.state in mine else Mode.NOTHING
        return Mode.SIGN if request.state in OPEN else Mode.NOTHING

    def _approved(self, settled: RequestSettled) -> None:
        self._settled(text("Approved."), settled.changed, _what_now(settled.done))

    def _write(self, write: Callable[[Services], Changed], said: str) -> None:
        self._context.operations.write(self, write, partial(self._settled, said), self._refused)

    def _settled(self, said: str, changed: Changed, rest: str = "") -> None:
        self.panel.foot.show_mode(Mode.NOTHING)
        self._say_outcome(said, rest)
        self._context.announce(changed)
        self.reload()

    def _refused(self, failure: Failure) -> None:
        self.panel.foot.say(sentence(failure))
        if isinstance(failure, Refused):
            self.reload()  # somebody else may have settled it meanwhile

    def _say_outcome(self, said: str, rest: str = "") -> None:
        self.outcome.set_words(said, rest, tone="good")
        self.outcome.setVisible(bool(said))

    def _take_change(self, changed: Changed) -> None:
        if self.state is not None and changed.kinds & _KINDS:
            self.reload()

    def _fail(self, failure: Failure) -> None:
        self.panel.show_nothing(text("The requests cannot be shown"), sentence(failure), "warning")
        self.commands_changed.emit()

    def _settle(self, what: str, reason: str = "", note: str = "") -> SettleRequest:
        return SettleRequest(self._intent(what), self.panel.key, reason, note)

    def _own(self, what: str, note: str) -> OwnRequest:
        return OwnRequest(self._intent(what), self.panel.key, note)

    def _intent(self, what: str) -> str:
        key = (what, self.panel.key)
        return self._intents.setdefault(key, self._context.operations.services.ids.new_id())


def _what_now(done: object) -> str:
    """What is to be done by hand after what was approved; "" for nothing."""
    if isinstance(done, ReceiptVoided):
        return give_back(done)
    return refund_words(done.body) if isinstance(done, Refunded) else ""
