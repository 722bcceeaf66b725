"""The day close of a shift with 1,000 receipts: at most 2 s to make, and with its words for the screen."""

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from app.payments.tenders import Tender
from app.payments.types import AccountPayment
from app.reports.report import ReportKind
from printing.reports.save_report import FileKind, report_file
from tests.benchmarks.measure import Measure
from tests.factories.closing import close_balanced
from tests.factories.counter import OKAFOR, Counter, open_counter
from tests.factories.payments import pay
from tests.factories.reports import ask
from ui.reports.report_rows import shown_report

RECEIPTS = int(os.environ.get("BENCH_DAY_CLOSE_RECEIPTS", "1000"))
SECONDS_MAX = 2.0


def run() -> Iterator[Measure]:
    """Takes the receipts, every fourth by check, closes the shift, and asks as the page does."""
    with tempfile.TemporaryDirectory() as folder:
        counter = open_counter(Path(folder))
        for number in range(RECEIPTS):
            cents = 100 + number % 500
            check = Tender(kind="check", amount_cents=cents, number=f"{number}", routing_number="063100277")
            pay(counter, AccountPayment(OKAFOR, cents), tenders=(check,) if number % 4 == 0 else ())
        close_balanced(counter)
        begun = time.perf_counter()
        report = ask(counter, ReportKind.DAY_CLOSE)
        made = time.perf_counter() - begun
        shown_report(report, "en")
        shown = time.perf_counter() - begun
        yield Measure(f"day close of {RECEIPTS:,} receipts", made, "s", SECONDS_MAX)
        yield Measure("the same, with its words for the screen", shown, "s", SECONDS_MAX)
        yield from _files(counter)
        counter.services.close()


def _files(counter: Counter) -> Iterator[Measure]:
    """The longest list in each kind of file; for information."""
    report = ask(counter, ReportKind.CASHIER_LIST)
    for kind in FileKind:
        begun = time.perf_counter()
        report_file(report, kind, "en")
        yield Measure(f"cashier's list as {kind.value}", time.perf_counter() - begun, "s")
