"""From the last key of a payment to the first byte that reaches the printer, through the whole window.

A stub is scanned, Enter accepts the exact cash, Enter takes it: that last key is where the clock starts. It stops when
a printer on the loopback network has its first byte: with a drawer to open that is the drawer's pulse, without one the
receipt itself. The key goes through Qt, the payment through the writer lane into the encrypted journal (durable), the
job through the print queue and the printer's lane. The printer is a process of its own.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Self

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent

from app.accounts.demo_city.people import account_number
from app.config import KICK_DRAWER, PRINTER
from app.demo import demo_session, make_demo
from app.device_settings import change_setting
from app.identity.demo_people import BRANDT
from app.identity.queries import people_to_sign_in, today
from app.identity.sign_in import sign_in
from app.payments.preview import find_lines
from app.reports.device_state import device_state
from app.workplace import Services
from tests.benchmarks.measure import Measure, percentile
from tests.factories.policies import without_cash_limit
from ui.program import Program
from ui.run_window import make_application
from ui.tour.cast import stub_code
from ui.tour.complaints import Complaints
from ui.tour.eyes import Eyes
from ui.tour.hands import Hands
from ui.tour.passing import let_pass

PAYMENTS = 110
WARM_UP = 4
FIRST_BYTE_MS_MAX = 50.0
ROOT = Path(__file__).parents[2]
_ANSWERS_WITHIN_SECONDS = 5.0
_UNWATCHED_MS = 200
"""Nobody looks at the window meanwhile: looking takes Python away from the lanes."""


def run(payments: int = PAYMENTS) -> Iterator[Measure]:
    """Receipts alone, then receipts with the drawer."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="civic-counter-bench-byte-") as folder, _Printer() as printer:
        services = replace(make_demo(Path(folder) / "data"), policies=without_cash_limit())
        alone, drawer = _measure(services, printer, payments)
    yield Measure("last key to the receipt's first byte, median", percentile(alone, 0.5), "ms")
    yield Measure("last key to the receipt's first byte, p99", percentile(alone, 0.99), "ms", FIRST_BYTE_MS_MAX)
    yield Measure("last key to the drawer's pulse, p99", percentile(drawer, 0.99), "ms", FIRST_BYTE_MS_MAX)


class _Printer:
    """The fake printer in another process."""

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "tests.benchmarks.printer_here"]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        self.address = f"network:127.0.0.1:{int(self._line())}"
        return self

    def __exit__(self, *_failure: object) -> None:
        self._process.communicate(timeout=10)

    def first_byte_at(self) -> float:
        """When the first byte of the next job came; waits for it."""
        return float(self._line())

    def _line(self) -> str:
        if self._process.stdout is None:
            raise RuntimeError("the printer says nothing")
        return self._process.stdout.readline()


def _measure(services: Services, printer: _Printer, payments: int) -> tuple[list[float], list[float]]:
    """Milliseconds of each payment without and with a drawer."""
    application, complaints = make_application(), Complaints()
    brandt = next(person for person in people_to_sign_in(services) if person.display_name == BRANDT.display_name)
    session = sign_in(services, brandt.person_id, BRANDT.pin)
    change_setting(services, session, PRINTER, printer.address)
    change_setting(services, session, KICK_DRAWER, False)
    program = Program(application, services, device_state(services))
    try:
        program.window.resize(1366, 768)
        program.start_as(demo_session(services))
        counter = _Counter(program, printer)
        alone = [counter.pay(jobs=1) for _ in range(WARM_UP + payments)][WARM_UP:]
        change_setting(services, session, KICK_DRAWER, True)
        return alone, [counter.pay(jobs=2) for _ in range(payments)]
    finally:
        program.window.hide()
        program.close()
        complaints.end()


class _Counter:
    """Somebody at the keys who has a line of customers with bills to pay."""

    def __init__(self, program: Program, printer: _Printer) -> None:
        self._program, self._printer = program, printer
        self._hands, self._eyes = Hands(lambda: program.window), Eyes(lambda: program.window)
        self._customers = _customers(program.services)

    def pay(self, jobs: int) -> float:
        """Milliseconds from the last key to the first byte; `jobs`: how many go to the printer."""
        self._hands.scan(next(self._customers))
        self._until(lambda: self._eyes.focus.startswith("Cash tendered") and bool(self._eyes.line("Cash tendered")))
        self._hands.press("Enter")
        self._until(lambda: self._eyes.focus.startswith("Take payment"))
        begun = time.perf_counter()
        self._post_enter()
        let_pass(_UNWATCHED_MS)
        self._until(lambda: self._eyes.reads("Receipt printed"))
        return (min(self._printer.first_byte_at() for _ in range(jobs)) - begun) * 1000

    def _post_enter(self) -> None:
        """The last key, which the event loop takes as it takes a person's: `QTest.keyClick` would keep Python from the
        lanes while Qt lays out and paints what the key changed."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
            QCoreApplication.postEvent(self._program.window.windowHandle(), event)

    def _until(self, condition: Callable[[], bool]) -> None:
        until = time.monotonic() + _ANSWERS_WITHIN_SECONDS
        while not condition():
            if time.monotonic() > until:
                raise TimeoutError("the window does not go on")
            let_pass(5)


def _customers(services: Services) -> Iterator[str]:
    """The stubs of accounts that owe something and take any tender."""
    on = today(services)
    for sequence in range(1, 5_000):
        key = f"cis/{account_number(sequence).replace('-', '')}"
        line = find_lines(services, (key,), on).get(key)
        if line is not None and line.due_cents > 0 and not line.alerts:
            yield stub_code(line)
