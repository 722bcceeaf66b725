"""The first run: a computer becomes a workstation, or a lost one comes back; one question after the other.

    page = FirstRunPage(folder)                       # or FirstRunPage(folder, services=unfinished)
    page.finished.connect(lambda run: open_window(run.services, run.session))
    window.show_alone(page)
    page.let_go()                                     # the window closes before the end: ends lanes and files

Enter goes on, Esc goes back; nothing that was typed is lost. Until the PIN is chosen, or a center let this computer in,
nothing is written. Then the workstation stands, and whoever stops later goes on with the settings. Shows and asks;
`app` decides.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.bootstrap import Edges
from app.clock import SystemClock, local_date
from app.identity.permissions import Session
from app.identity.rules import SecretRules, secret_rules
from app.lanes import Lanes
from app.policies import Policies
from app.safekeeping.restore_workstation import RestoreRefusal
from app.workplace import Services
from printing.spool import Spool
from resources.texts import text, use_language
from ui.error_messages import sentence
from ui.identity.first_run_card import FirstRunCard
from ui.identity.first_run_draft import FirstRunDraft
from ui.identity.first_run_finish import PrinterStep
from ui.identity.first_run_people import PasswordStep, PinStep, WhoStep
from ui.identity.first_run_questions import LanguageStep
from ui.identity.first_run_restore import CodeStep, CopyStep
from ui.identity.first_run_sequence import keys_of, last_step, marks_until, plain_step
from ui.identity.first_run_step import Step
from ui.identity.first_run_work import (
    FirstRun,
    Found,
    bring_back_workstation,
    find,
    let_in,
    make_workstation,
)
from ui.operations import Crossing, Failure, Operations
from ui.progress import Progress
from ui.shell.command import Command
from ui.shell.page import Page
from ui.shell.product_mark import PRODUCT, ProductMark
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, stretch

T = TypeVar("T")

_LANE = "first-run"


class FirstRunPage(Page):
    """Emits `finished(FirstRun)`: open services and the administrator's session."""

    finished = Signal(object)

    def __init__(
        self,
        folder: Path,
        edges: Edges | None = None,
        *,
        services: Services | None = None,
        found: Found | None = None,
    ) -> None:
        """`services`: a workstation where nobody can sign in yet; `found`: what stands there."""
        super().__init__(text("First run"))
        self._folder, self._edges, self._services = folder, edges, services
        found = found or Found()
        self._administrators = found.administrators
        self.draft = FirstRunDraft(restoring=bool(found.administrators), of_centre=found.of_centre)
        self.session: Session | None = None
        self._lanes: Lanes | None = None
        self._spool: Spool | None = None
        self._busy, self._handed_over = False, False
        self._steps: dict[str, Step] = {}
        self._floor = ("who" if found.administrators else "name") if services is not None else "language"
        self.at = self._floor
        self.card = self._new_card()
        self._middle = row(stretch(), self.card, stretch())
        column(self._head(), stretch(7), self._middle, stretch(8), parent=self, spacing=0)

    # -- Page

    def help_name(self) -> str:
        """What the questions are for."""
        return "first-run"

    def commands(self) -> list[Command]:
        """Enter goes on."""
        commands = [Command(text("Continue"), "Enter", self.go_on)]
        step = self._steps.get(self.at)
        if isinstance(step, PrinterStep):
            commands.append(Command(text("Print a test page"), "Ctrl+T", step.sample.print_page, "printer"))
        return commands

    def step_back(self) -> bool:
        """Esc: the question before; nothing is lost."""
        keys = keys_of(self.draft)
        number = keys.index(self.at)
        if self._busy or self.step.step_back() or number == 0 or self.at == self._floor:
            return True
        self._show(keys[number - 1])
        return True

    def take_scan(self, scan: str) -> bool:
        """The recovery code may be scanned from its sheet."""
        return self.step.take_scan(scan)

    def show_page(self) -> None:
        """The question that is asked now."""
        self._show(self.at)

    # -- what the program uses

    @property
    def step(self) -> Step:
        """The question that is asked."""
        return self._steps[self.at]

    def go_on(self) -> None:
        """Enter: the next entry of this question, else the next question."""
        if self._busy or self.step.why_not() or self.step.next_entry() or not self.step.take():
            return
        if self.at == "language":
            self._speak(self.draft.language)
        if self.at == "code" and self._services is None:
            self._bring_back()
        elif self.at == "centre" and self._services is None:
            self._join()
        elif self.at == "pin" and self.session is None:
            self._set_up()
        else:
            self._next()

    def let_go(self) -> None:
        """Ends what runs and closes the files; not needed after `finished`."""
        self._end_work()
        if self._services is not None and not self._handed_over:
            self._services.close()

    # -- inside: the sequence

    def _next(self) -> None:
        keys = keys_of(self.draft)
        number = keys.index(self.at)
        if number + 1 < len(keys):
            self._show(keys[number + 1])
        else:
            self._finish()

    def _show(self, key: str) -> None:
        step = self._steps.get(key)
        if step is None:
            step = self._steps[key] = self._make(key)
            step.wanted.connect(self.go_on)
            step.state_changed.connect(self._refresh)
            step.ready.connect(self.card.on_button.setFocus)
        self.at = key
        can_go_back = key != self._floor and keys_of(self.draft).index(key) > 0
        self.card.show_step(step, can_go_back=can_go_back)
        self._mark()
        step.open()
        self.commands_changed.emit()

    def _refresh(self) -> None:
        if self.at in self._steps:
            self.card.refresh(self.step)
            focus = QApplication.focusWidget()
            if focus is None or focus is self.card.back_button or not focus.isEnabled():
                self.setFocus()

    def _make(self, key: str) -> Step:
        if key in ("password", "pin"):
            return (PasswordStep if key == "password" else PinStep)(self.draft, self._rules())
        if key == "who":
            return WhoStep(self.draft, self._administrators)
        return plain_step(key, self.draft) or self._make_last(key)

    def _make_last(self, key: str) -> Step:
        if self._services is None or self.session is None:
            raise RuntimeError(f"{key} comes after the workstation is set up")
        step = last_step(key, self.draft, Operations(self._services), self.session)
        if isinstance(step, PrinterStep):
            self._spool = spool = Spool(self._services)
            step.sample.queued.connect(spool.wake)
        return step

    def _rules(self) -> SecretRules:
        policies = self._edges.policies if self._edges else Policies()
        clock = self._edges.clock if self._edges else SystemClock()
        return secret_rules(policies, local_date(clock.now_us(), self.draft.time_zone or "UTC"))

    def _mark(self) -> None:
        printer = self._steps.get("printer")
        words = printer.form.short_words if isinstance(printer, PrinterStep) else ""
        marks, at = marks_until(self.step.part, self.draft, self._services, words)
        self.card.marks.set_marks(marks, at)

    def _speak(self, language: str) -> None:
        """The rest of the questions in another language."""
        use_language(language)
        self.title = text("First run")
        self._steps = {}
        old = self.card
        self.card = self._new_card()
        self._middle.replaceWidget(old, self.card)
        old.hide()
        old.deleteLater()
        self._steps["language"] = LanguageStep(self.draft)
        self._steps["language"].wanted.connect(self.go_on)

    # -- inside: the work

    def _set_up(self) -> None:
        if self._services is not None:
            self._let_in()
            return
        self._start(text("Setting up this workstation"))
        folder, draft, edges = self._folder, self.draft, self._edges
        self._run(lambda: make_workstation(folder, draft, edges), self._has_services)

    def _has_services(self, services: Services) -> None:
        self._services = services
        self._let_in()

    def _let_in(self) -> None:
        services, draft = self._services, self.draft
        if services is None:
            raise RuntimeError("nobody can be let in before there is a workstation")
        self._start(text("Setting up this workstation"))
        self._run(lambda: let_in(services, draft), self._is_in)

    def _is_in(self, session: Session) -> None:
        self._stop()
        self.session = session
        self._floor = "printer"
        self._next()

    def _join(self) -> None:
        """The center's code holds for ten minutes: the workstation stands before its administrator is asked for."""
        self._start(text("Joining the center"))
        folder, draft, edges = self._folder, self.draft, self._edges
        self._run(lambda: make_workstation(folder, draft, edges), self._is_let_in)

    def _is_let_in(self, services: Services) -> None:
        self._stop()
        self._services = services
        self._floor = "name"
        self._next()

    def _bring_back(self) -> None:
        progress = Progress(self)
        progress.moved.connect(lambda _, share: self.card.strip.set_progress(round(share * 1000), 1000))
        self._start(text("Bringing the workstation back"))
        folder, draft, edges = self._folder, self.draft, self._edges
        self._run(lambda: bring_back_workstation(folder, draft, edges, progress), self._is_back)

    def _is_back(self, services: Services) -> None:
        self._services = services
        self._run(lambda: find(services), self._knows_what_is_back)

    def _knows_what_is_back(self, found: Found) -> None:
        self._stop()
        self._administrators, self.draft.of_centre = found.administrators, found.of_centre
        self._floor = "who"
        self._next()

    def _start(self, words: str) -> None:
        self._busy = True
        self.card.say("")
        self.card.on_button.block(text("one moment"))
        self.card.strip.begin(words)

    def _stop(self) -> None:
        self._busy = False
        self.card.strip.end()
        self._refresh()

    def _run(self, work: Callable[[], T], on_success: Callable[[T], None]) -> None:
        if self._lanes is None:
            self._lanes = Lanes()
            self._crossing = Crossing(None, self._lanes)
        self._crossing.background(self, _LANE, lambda _: work(), on_success, self._failed)

    def _failed(self, failure: Failure) -> None:
        self._stop()
        copy, code = self._steps.get("copy"), self._steps.get("code")
        if failure.code is RestoreRefusal.SEVERAL_WORKSTATIONS and isinstance(copy, CopyStep):
            self._show("copy")
            sets = failure.values.get("sets")
            copy.offer(sets if isinstance(sets, tuple) else ())
        elif failure.code is RestoreRefusal.FRAME_DAMAGED and isinstance(code, CodeStep):
            code.offer_salvage()
        self.card.say(sentence(failure))

    def _finish(self) -> None:
        services, session = self._services, self.session
        if services is None or session is None:
            raise RuntimeError("the wizard is not through yet")
        self._end_work()
        self._handed_over = True
        self.finished.emit(FirstRun(services, session))

    def _end_work(self) -> None:
        if self._spool is not None:
            self._spool.stop()
        if self._lanes is not None:
            self._lanes.stop()

    # -- inside: looks

    def _head(self) -> QWidget:
        head = QWidget()
        mark, name = ProductMark(32), Label(PRODUCT, size=15, weight=600)
        row(mark, name, stretch(), parent=head, margins=(24, 16, 24, 0), spacing=12)
        hold(head, height=48)
        return head

    def _new_card(self) -> FirstRunCard:
        card = FirstRunCard()
        card.back.connect(self.step_back)
        card.go_on.connect(self.go_on_by_button)
        return card

    def go_on_by_button(self) -> None:
        """The button goes on at once, wherever the cursor stands."""
        self.card.on_button.setFocus()
        self.go_on()
