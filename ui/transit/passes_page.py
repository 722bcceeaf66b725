"""Passes: scan one or type its number, and see whether it is good; replace a lost one; which one is the cheapest.

A scan of a pass anywhere in the program comes here. What is sold goes into the sale on the counter page.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.changed import Changed
from app.identity.permissions import Permission, may
from app.transit.look_up_pass import LookedUp, look_up
from app.transit.verify_pass import Verdict
from resources.texts import text
from ui.context import WindowContext
from ui.error_messages import sentence
from ui.operations import Failure
from ui.shell.command import Command
from ui.shell.page import Page
from ui.transit.pass_adviser import PassAdviser
from ui.transit.pass_figures import pass_figures
from ui.transit.verdict_words import verdict_words
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.current_stack import CurrentStack
from ui.widgets.empty_state import EmptyState
from ui.widgets.figures import Figures
from ui.widgets.layout import column, hold, row, stretch
from ui.widgets.line_edit import LineEdit
from ui.widgets.result_banner import ResultBanner

_ADVISER_WIDTH, _FIGURES_WIDTH = 440, 560


class PassesPage(Page):
    """F6 goes to the number, Enter verifies it; F7 replaces a lost pass, Ctrl+Return opens its receipt."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(text("Passes"))
        self.context = context
        self.found: LookedUp | None = None
        self.number = LineEdit(text("Scan the pass, or type its number"), name=text("Pass"), icon="scan")
        self.steps = self._build()

    def _build(self) -> Iterator[None]:
        self.banner, self.figures = ResultBanner("plain", ""), Figures()
        hold(self.figures, max_width=_FIGURES_WIDTH)
        self.verify_button = Button(text("Verify"), icon="search", key="Enter", kind="primary")
        self.replace_button = Button(text("Replace a lost pass"), icon="pass", key="F7")
        self.receipt_button = Button(text("Open its receipt"), icon="receipt", key="Ctrl+Return")
        self._nothing = EmptyState(
            "pass",
            text("Is this pass good?"),
            text("Scan it: that needs no network. Or type the number under its code."),
        )
        yield
        shown = QWidget()
        actions = row(self.replace_button, self.receipt_button, stretch(), spacing=8)
        column(self.banner, self.figures, actions, stretch(), parent=shown, margins=(16, 4, 16, 16), spacing=12)
        self._below = CurrentStack(self._nothing, shown)
        self._shown = shown
        left = Card(text("Verify a pass"), title_size=18)
        left.body.addLayout(row(self.number, self.verify_button, margins=(16, 12, 16, 12), spacing=8))
        left.body.addWidget(self._below, 1)
        yield
        services = self.context.operations.services
        self.adviser = PassAdviser(services.policies, self.context.now_us, services.place.time_zone)
        hold(self.adviser, width=_ADVISER_WIDTH)
        body = row(left, self.adviser, spacing=12)
        body.setStretch(0, 1)
        body.setAlignment(self.adviser, Qt.AlignmentFlag.AlignTop)
        column(body, parent=self, margins=16)
        self._connect()

    def _connect(self) -> None:
        self.verify_button.clicked.connect(self.verify)
        self.replace_button.clicked.connect(self.replace)
        self.receipt_button.clicked.connect(self.open_receipt)
        self.adviser.wanted.connect(self.context.pass_wanted)
        self.context.changed.connect(self._changed)

    # -- Page

    def help_name(self) -> str:
        """How passes are sold, verified, replaced."""
        return "passes"

    def show_page(self) -> None:
        """The cursor stands in the number; what was found is judged anew."""
        if self.may_take_focus():
            self.begin()
        self._again()

    def commands(self) -> list[Command]:
        """Verifying, replacing, the cheapest."""
        adviser = self.adviser
        return [
            Command(text("Verify"), "Enter", self._enter, "search"),
            Command(text("Verify another pass"), "F6", self.begin, "scan"),
            Command(text("Replace a lost pass"), "F7", self.replace, "pass", self._no_paper),
            Command(text("Open its receipt"), "Ctrl+Return", self.open_receipt, "receipt", self._no_receipt),
            Command(text("Which pass is the cheapest?"), "F8", adviser.focus_first, "scale"),
            Command(text("Put the cheapest into the sale"), "F9", adviser.take, "plus", adviser.why_not),
        ]

    def take_scan(self, scan: str) -> bool:
        """Whatever is scanned here is verified."""
        self.number.setText(scan)
        self.verify()
        return True

    # -- what the program uses

    def begin(self) -> None:
        """Another pass."""
        self.number.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.number.selectAll()

    def verify(self) -> None:
        """Judges what stands in the field."""
        typed = self.number.text()
        if typed.strip():
            self.context.operations.read(self, lambda services: look_up(services, typed), self._show, self._failed)

    def replace(self) -> None:
        """A new paper joins the sale; the old number is denied when it is paid."""
        if self.found is not None and not self._no_paper():
            title = text("New paper for a lost pass")
            self.context.pass_wanted.emit(self.found.replacement, self.found.fee_cents, title)

    def open_receipt(self) -> None:
        """Where it is voided or refunded."""
        known = self.found.check.known if self.found is not None else None
        if known is not None:
            self.context.receipt_wanted.emit(known.receipt)

    # -- inside

    def _enter(self) -> None:
        if self.adviser.holds_focus():
            self.adviser.take()
        else:
            self.verify()

    def _again(self) -> None:
        if self.found is not None:
            self.verify()

    def _changed(self, changed: Changed) -> None:
        """A void, a refund, a new paper: what is shown may hold no more."""
        if changed.kinds and self.isVisible():
            self._again()

    def _show(self, found: LookedUp) -> None:
        self.found = found
        words = verdict_words(found.check)
        self.banner.set_words(words.tone, words.sentence, words.step)
        self.figures.set_rows(pass_figures(found))
        known = found.check.known is not None
        self.receipt_button.setVisible(known)
        self.replace_button.setVisible(known)
        self.replace_button.block(self._no_paper())
        self._below.setCurrentWidget(self._shown)
        self.number.selectAll()
        self.commands_changed.emit()

    def _failed(self, failure: Failure) -> None:
        self.found = None
        self.banner.set_words("bad", text("This cannot be shown"), sentence(failure))
        self.figures.set_rows([])
        self._below.setCurrentWidget(self._shown)

    def _no_receipt(self) -> str:
        known = self.found is not None and self.found.check.known is not None
        return "" if known else text("Verify a pass first")

    def _no_paper(self) -> str:
        """Why no new paper is made, in few words; "" when it can."""
        if self._no_receipt() or self.found is None:
            return text("Verify a pass first")
        if not may(self.context.session, Permission.TRANSIT_SELL):
            return text("Your role does not allow it")
        genuine = self.found.check.verdict in (Verdict.VALID, Verdict.NOT_YET)
        return "" if genuine and self.found.no_paper is None else text("It holds no more")
