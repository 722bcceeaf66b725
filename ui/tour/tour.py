"""A tour on its way: hands, eyes and camera at the running window; what each step did, checked and took.

A step is a function of the tour. It types with `hands` and says what must be true with `sees`, `sees_not` and `holds`;
the first thing that is not so ends the step, which is then listed as wrong, and the tour goes on with the next one.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

import msgspec
from PySide6.QtWidgets import QWidget

from app.payments.queries import copies_made, find_receipt
from app.workplace import Services
from ui.program import Program
from ui.shell.page import Page
from ui.tour.camera import Camera
from ui.tour.cast import Cast
from ui.tour.complaints import Complaints
from ui.tour.disagreement import Disagreement
from ui.tour.expected import Expected
from ui.tour.eyes import Eyes
from ui.tour.hands import Hands
from ui.tour.passing import let_pass
from ui.tour.tour_clock import TourClock
from ui.tour.watchdog import Watchdog

PATIENCE_SECONDS = 10.0
_LOOK_AGAIN_MS = 15


@dataclass(frozen=True)
class Step:
    """One thing that a person does at the counter; `page`: name of the page to be pictured in every look, or ""."""

    name: str
    act: Callable[["Tour"], None]
    page: str = ""


class Done(msgspec.Struct):
    """What became of a step. `checks`: what was found true; `wrong`: what was not, "" when the step went well."""

    number: int
    name: str
    typed: str = ""
    checks: list[str] = []
    wrong: str = ""
    milliseconds: int = 0
    picture: str = ""


class Tour:
    """What steps get. `expected` collects what the second process verifies; `clock`: the tour's own, if it has one."""

    def __init__(
        self,
        program: Program,
        cast: Cast,
        camera: Camera,
        watchdog: Watchdog,
        complaints: Complaints,
        clock: TourClock | None = None,
    ) -> None:
        self.complaints, self._clock = complaints, clock
        self.program, self.cast, self.camera, self.watchdog = program, cast, camera, watchdog
        self.hands, self.eyes = Hands(self._window), Eyes(self._window)
        self.expected = Expected()
        self.done: list[Done] = []
        watchdog.during = self._doing

    @property
    def services(self) -> Services:
        """The workstation's, for what a scan line or an account number is made from."""
        return self.program.services

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self.program.window.current_page

    def copies(self, number: str) -> int:
        """How often a receipt was printed again, as the journal has it."""
        with self.services.read_journal() as journal:
            fact_id = find_receipt(journal, number)
            return copies_made(journal, fact_id) if fact_id else 0

    def hours_pass(self, hours: float) -> None:
        """Nobody touches a key meanwhile; where the clock is the machine's own it cannot be said."""
        if self._clock is None:
            raise Disagreement("a clock that can be moved on")
        self._clock.move_on(hours)

    # -- what steps say

    def sees(self, *wanted: str, root: QWidget | None = None) -> None:
        """All of this is to be read in the window, now or in a moment. Raises Disagreement."""
        for words in wanted:
            self.holds(f"reads “{words}”", lambda words=words: self.eyes.reads(words, root))  # type: ignore[misc]  # bound

    def sees_not(self, words: str) -> None:
        """This is not, or in a moment no longer, to be read. Raises Disagreement."""
        self.holds(f"no “{words}”", lambda: not self.eyes.reads(words))

    def holds(self, what: str, condition: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
        """Something else is true, now or in a moment. Raises Disagreement."""
        until = time.monotonic() + seconds
        while not self._asked(condition):
            if time.monotonic() > until:
                raise Disagreement(what)
            let_pass(_LOOK_AGAIN_MS)
        self.done[-1].checks.append(what)

    # -- running

    def run(self, steps: Sequence[Step], tell: Callable[[Done], None] = lambda _done: None, first: int = 1) -> None:
        """Takes every step, also after one that went wrong; tells each as it is done. `first`: number of the first."""
        for number, step in enumerate(steps, first):
            self._take(number, step)
            tell(self.done[-1])

    def _take(self, number: int, step: Step) -> None:
        done = Done(number, step.name)
        self.done.append(done)
        begun = time.monotonic()
        try:
            step.act(self)
        except Disagreement as disagreement:
            done.wrong = f"expected: {disagreement}"
        done.milliseconds = round((time.monotonic() - begun) * 1000)
        done.typed = self.hands.take_typed()
        done.wrong = "; ".join(part for part in (done.wrong, *self.complaints.take()) if part)
        done.picture = self.camera.take_step(number, step.name)
        if step.page:
            self.camera.take_page(step.page)
        if done.wrong:
            self._recover()

    def _recover(self) -> None:
        """Back to an empty counter page, so that the next step can be taken."""
        with suppress(Disagreement):
            self.hands.press("Esc", "Esc", "Esc", "F3", "Ctrl+Backspace")
        self.hands.take_typed()

    def _asked(self, condition: Callable[[], bool]) -> bool:
        with self.watchdog.paused():
            return condition()

    def _doing(self) -> str:
        if not self.done:
            return "starting"
        last = self.hands.typed[-1:]
        return " · ".join([f"step {self.done[-1].number} {self.done[-1].name}", *last])

    def _window(self) -> QWidget:
        return self.program.window
