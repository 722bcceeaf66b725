"""Random days: every report ties to Σ postings, and whatever stands behind a sum adds up to it."""

import random
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.errors import Refused
from app.journal.tables import posting
from app.payments.queries import last_receipts
from app.reports.make_report import make_report
from app.reports.report import LISTED, Question, Report, ReportKind, ReportRow, Section
from tests.app.drawers.test_safe_properties import Days
from tests.factories.counter import SUPERVISOR, Counter, open_counter
from tests.factories.reports import part, refund_line, total, void

FIRST, LAST = date(2026, 11, 1), date(2026, 12, 31)
STEPS = 50
FIGURES = {
    "by_tender": ("amount", "tenders", "amount"),
    "by_cashier": ("amount", "receipts", "amount"),
    "by_exception": ("amount", "exceptions", "amount"),
    "by_person": ("difference", "closes", "difference"),
    "by_drawer": ("difference", "closes", "difference"),
    "ledger": ("net", "postings", "net"),
}
"""Section → the figure of its rows, and the section and column behind that add up to it."""


class UndoingDays(Days):
    """Days on which receipts are voided and refunded too."""

    def pay(self) -> None:
        super().pay()
        with self.counter.services.read_journal() as journal:
            receipts = last_receipts(journal, self.counter.shift.shift)
        receipt = self.random.choice(receipts).fact_id
        with suppress(Refused):  # voided already, or nothing left of it
            if self.random.random() < 0.3:
                void(self.counter, receipt)
            elif self.random.random() < 0.3:
                refund_line(self.counter, receipt, self.random.randint(1, 500))


def asked(counter: Counter, kind: ReportKind) -> Report:
    return make_report(counter.services, SUPERVISOR, Question(kind, FIRST, LAST))


def figure(section: Section, row: ReportRow, name: str) -> object:
    return row.cells[[column.name for column in section.columns].index(name)]


def open_every_sum(counter: Counter, report: Report) -> int:
    """Opens each row that is a sum; gives how many."""
    opened = 0
    for section in report.sections:
        if section.name not in FIGURES:
            continue
        name, behind, column = FIGURES[section.name]
        for row in section.rows:
            assert isinstance(row.opens, Question)
            found = make_report(counter.services, SUPERVISOR, row.opens)
            assert total(part(found, behind), column) == figure(section, row, name), (section.name, row)
            opened += 1
    return opened


@pytest.mark.parametrize("seed", range(6))
def test_reports_tie_to_the_postings(tmp_path: Path, seed: int) -> None:
    counter = open_counter(tmp_path)
    days = UndoingDays(counter, seed)
    days.random = random.Random(seed)
    for _ in range(STEPS):
        days.step()
    sums = select(posting.c.ledger_account, func.sum(posting.c.amount_cents)).group_by(posting.c.ledger_account)
    with counter.services.read_journal() as journal:
        books = {account: int(cents) for account, cents in journal.execute(sums)}
    ledger = part(asked(counter, ReportKind.LEDGER), "ledger")
    assert {row.cells[0]: row.cells[3] for row in ledger.rows} == books
    assert sum(open_every_sum(counter, asked(counter, kind)) for kind in LISTED) > 20
    over_short = asked(counter, ReportKind.OVER_SHORT)
    elsewhere = [total(section, "difference") for section in over_short.sections if section.name == "elsewhere"]
    closes = total(part(over_short, "closes"), "difference")
    assert isinstance(closes, int)
    assert closes + sum(each for each in elsewhere if isinstance(each, int)) == -books.get("over_short", 0)
    tenders = part(asked(counter, ReportKind.TENDER_LIST), "tenders")
    receipts = part(asked(counter, ReportKind.CASHIER_LIST), "receipts")
    assert total(tenders, "amount") == total(receipts, "amount")
    counter.services.close()
