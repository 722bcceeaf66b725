"""The exceptions report has everything out of the ordinary, with its amount and the paper behind it; totals tie."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.drawers import safe_count
from app.drawers.count_drawer_facts import FoundPaper
from app.drawers.queries import drawer_content
from app.drawers.safe_count import RecordDiscrepancy
from app.payments import correct_account, correct_tender, returned_payment
from app.payments.correct_account import MovePayment
from app.payments.correct_tender import CorrectTender
from app.payments.returned_payment import ReturnPayment
from app.payments.shift_receipts import papers_in
from app.payments.tenders import Tender
from app.payments.types import AccountPayment, BackEntry, UnidentifiedPayment
from app.reports.make_report import make_report
from app.reports.report import Question, Report, ReportKind, ReportRow
from tests.factories.closing import accept, close, count, reject, reopen
from tests.factories.counter import ALVAREZ, OKAFOR, SMALL_ACCOUNT, SUPERVISOR, Counter, open_counter
from tests.factories.movements import open_drawer
from tests.factories.payments import pay
from tests.factories.policies import BentPolicies
from tests.factories.reports import DAY, ask, column, part, refund_line, total, void
from tests.factories.safe import count_safe, pieces_of, prepare, receive
from tests.factories.workstation import fake_edges

CHECK = Tender(kind="check", amount_cents=7415, number="1041", routing_number="063100277")
EVERYTHING = [
    ("void", -100),
    ("refund", -300),
    ("account_corrected", 1000),
    ("tender_corrected", 200),
    ("no_sale", 0),
    ("back_entry", 400),
    ("suspense", 600),
    ("over_short", -700),
    ("rejected", 0),
    ("reopened", 0),
    ("approval_pending", -700),
    ("returned_payment", -7415),
    ("safe_discrepancy", 500),
]


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def everything(counter: Counter) -> None:
    """A day on which everything goes wrong once."""
    ids, services, session = counter.services.ids, counter.services, counter.session
    void(counter, pay(counter, AccountPayment(ALVAREZ, 100)).receipt.fact_id)
    refund_line(counter, pay(counter, AccountPayment(ALVAREZ, 500)).receipt.fact_id, 300)
    moved = pay(counter, AccountPayment(ALVAREZ, 1000)).receipt.fact_id
    to_okafor = MovePayment(ids.new_id(), moved, 1, OKAFOR, "wrong_account", SUPERVISOR)
    correct_account.record(services, session, to_okafor)
    keyed = pay(counter, AccountPayment(ALVAREZ, 200), tenders=(Tender(kind="cash", amount_cents=500),)).receipt.fact_id
    truly = CorrectTender(ids.new_id(), keyed, 1, "money_order", "wrong_tender", "17-2201", approver=SUPERVISOR)
    correct_tender.record(services, session, truly)
    open_drawer(counter)
    written_at_us = services.clock.now_us() - 3_600_000_000
    pay(counter, AccountPayment(ALVAREZ, 400), back_entry=BackEntry("12", "345", written_at_us))
    pay(counter, UnidentifiedPayment(600, "an envelope"))
    checked = pay(counter, tenders=(CHECK,)).receipt.fact_id
    command = ReturnPayment(ids.new_id(), checked, 1, "R01", DAY, approver=SUPERVISOR)
    returned_payment.record(services, session, command)
    count_safe(counter, 500_000)
    off = count_safe(counter, 500_500).count.fact_id
    discrepancy = RecordDiscrepancy(ids.new_id(), off, "not_explained", second=SUPERVISOR)
    safe_count.record_discrepancy(services, session, discrepancy)


def close_short(counter: Counter, short_cents: int = 0) -> str:
    """Counts and closes with what the drawer holds less something, every paper in hand; gives the close."""
    services, shift = counter.services, counter.shift
    with services.read_journal() as journal:
        cash_cents = drawer_content(journal, shift).cash_cents
        listed = papers_in(journal, services.kinds, shift.shift)
    papers = [FoundPaper(each.tender, each.amount_cents, each.receipt, each.line) for each in listed]
    counted = count(counter, pieces_of(cash_cents - short_cents), *papers, shift=counter.shift.shift)
    return close(counter, counted, f"B-{counted[-4:]}").close.fact_id


def opened(counter: Counter, row: ReportRow) -> Report:
    assert isinstance(row.opens, Question)
    return make_report(counter.services, SUPERVISOR, row.opens)


def test_everything_out_of_the_ordinary_is_there(counter: Counter) -> None:
    everything(counter)
    reject(counter, close_short(counter))
    reopen(counter, close_short(counter))
    close_short(counter, 700)
    report = ask(counter, ReportKind.EXCEPTIONS)
    listed = part(report, "exceptions")
    found = list(zip(column(listed, "exception"), column(listed, "amount"), strict=True))
    assert found == EVERYTHING
    for row in part(report, "by_exception").rows:
        behind = part(opened(counter, row), "exceptions")
        assert (total(behind, "amount"), len(behind.rows)) == (row.cells[2], row.cells[1])
    without_paper = {"returned_payment", "safe_discrepancy"}
    assert all(row.opens is not None for row in listed.rows if row.cells[0] not in without_paper)
    day_close = part(ask(counter, ReportKind.DAY_CLOSE), "by_exception")
    assert column(day_close, "exception") == [kind for kind, _ in EVERYTHING]


def test_shifts_and_tenders_are_what_opens_behind_them(counter: Counter) -> None:
    """A tender put right is two rows that come to nothing together; the shift's sum is its receipts'."""
    everything(counter)
    accept(counter, close_short(counter))
    day_close = ask(counter, ReportKind.DAY_CLOSE)
    (shift,) = part(day_close, "shifts").rows
    taken = total(part(day_close, "shifts"), "amount")
    z_report = opened(counter, shift)
    heads = {head.column.name: head.value for head in z_report.heads}
    assert (heads["receipts"], heads["voids"], total(part(day_close, "shifts"), "receipts")) == (7, 1, 6)
    assert total(part(z_report, "by_tender"), "amount") == taken
    assert total(part(ask(counter, ReportKind.CASHIER_LIST), "receipts"), "amount") == taken
    for row in part(day_close, "by_tender").rows:
        assert total(part(opened(counter, row), "tenders"), "amount") == row.cells[2]
    tenders = part(ask(counter, ReportKind.TENDER_LIST), "tenders").rows
    corrected = [row.cells[-1] for row in tenders if "17-2201" in row.cells or row.cells[-1] == -200]
    assert sorted(each for each in corrected if isinstance(each, int)) == [-200, 200]


def test_a_deposit_s_row_is_what_its_shift_gave(counter: Counter) -> None:
    pay(counter)
    pay(counter, AccountPayment(ALVAREZ, 7415), tenders=(CHECK,))
    accept(counter, close_short(counter))
    receive(counter)
    prepare(counter, 7415, "D-1")
    (row,) = part(ask(counter, ReportKind.DAY_CLOSE), "deposits").rows
    assert [cell for cell in row.cells if isinstance(cell, int)][:2] == [7415, 7415]
    assert row.opens is not None


def test_rounded_cash_ties_to_the_receipts(tmp_path: Path) -> None:
    """The tender list is the receipts and what rounding gained; the ledger says that in its own line."""
    edges = replace(fake_edges(), policies=BentPolicies(cash_rounding={"enabled": True}))
    small = replace(
        SMALL_ACCOUNT, charges=tuple(replace(charge, amount_cents=7413) for charge in SMALL_ACCOUNT.charges)
    )
    counter = open_counter(tmp_path, (small,), edges=edges)
    pay(counter, AccountPayment(OKAFOR, 7413), tenders=(Tender(kind="cash", amount_cents=8000),))
    tenders = total(part(ask(counter, ReportKind.TENDER_LIST), "tenders"), "amount")
    receipts = total(part(ask(counter, ReportKind.CASHIER_LIST), "receipts"), "amount")
    ledger = {row.cells[0]: row.cells[3] for row in part(ask(counter, ReportKind.LEDGER), "ledger").rows}
    assert (tenders, receipts, ledger["cash_rounding"]) == (7415, 7413, -2)
    counter.services.close()


def test_heaps_of_cash_are_never_less_than_nothing(counter: Counter) -> None:
    """Of 3.00 and 80.00 for 74.15 the change comes out of the last."""
    heaps = tuple(Tender(kind="cash", amount_cents=cents) for cents in (300, 8000))
    pay(counter, tenders=heaps)
    assert column(part(ask(counter, ReportKind.TENDER_LIST), "tenders"), "amount") == [300, 7115]


def test_another_day_has_none(counter: Counter) -> None:
    everything(counter)
    tomorrow = DAY + timedelta(days=1)
    report = make_report(counter.services, SUPERVISOR, Question(ReportKind.EXCEPTIONS, tomorrow, tomorrow))
    assert not any(section.rows for section in report.sections)
