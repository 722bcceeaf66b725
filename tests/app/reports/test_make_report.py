"""Every report by its question: who may ask, what is refused, what stands behind each row, what is left out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from app.identity.mapping_facts import Subject
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.reports.make_report import DAYS_MAX, ReportRefusal, choices, make_report
from app.reports.report import LISTED, Paper, PaperKind, Question, ReportKind
from tests.factories.closing import accept, close, close_balanced, count
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.ledger import ledger
from tests.factories.mapped import same_at_the_centre
from tests.factories.outcomes import refused
from tests.factories.payments import pay
from tests.factories.reports import DAY, a_bit_of_everything, ask, column, part, refund_line, total

BLIND = replace(SUPERVISOR, permissions=SUPERVISOR.permissions - {Permission.DRAWER_SEE_EXPECTED})


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    a_bit_of_everything(counter)
    yield counter
    counter.services.close()


def test_refusals_in_order(counter: Counter) -> None:
    nobody = replace(CASHIER, permissions=frozenset())
    backwards = Question(ReportKind.LEDGER, DAY, DAY - timedelta(days=1))
    assert refused(lambda: make_report(counter.services, nobody, backwards)) is IdentityRefusal.NOT_PERMITTED
    assert refused(lambda: choices(counter.services, nobody)) is IdentityRefusal.NOT_PERMITTED
    long = Question(ReportKind.LEDGER, DAY, DAY + timedelta(days=DAYS_MAX))
    assert [refused(partial(make_report, counter.services, CASHIER, each)) for each in (backwards, long)] == [
        ReportRefusal.DAYS_BACKWARDS,
        ReportRefusal.TOO_MANY_DAYS,
    ]
    assert refused(lambda: ask(counter, ReportKind.ENTRY, of="nothing")) is ReportRefusal.ENTRY_UNKNOWN


def test_the_day_close_says_everything_of_the_day(counter: Counter) -> None:
    report = ask(counter, ReportKind.DAY_CLOSE)
    names = [section.name for section in report.sections]
    assert names == ["shifts", "by_tender", "deposits", "by_exception", "ledger"]
    assert (total(part(report, "shifts"), "receipts"), total(part(report, "shifts"), "amount")) == (4, 18665)
    assert column(part(report, "by_tender"), "amount") == [13665, 5000]
    assert column(part(report, "by_exception"), "exception") == ["void"]
    rows = part(report, "ledger").rows
    assert {row.cells[0]: row.cells[3] for row in rows if row.cells[3]} == ledger(counter.services)
    assert total(part(report, "ledger"), "net") == 0


def test_the_x_report_is_the_open_shift(counter: Counter) -> None:
    report = ask(counter, ReportKind.X)
    assert {head.column.name: head.value for head in report.heads}["receipts"] == 5
    assert column(part(report, "expected"), "expected") == [20000 + 13665 - 2000, 5000, 0, 0]
    assert [row.cells[1] for row in part(report, "movements").rows] == ["SafeDropped"]
    opens = part(report, "expected").rows[0].opens
    assert isinstance(opens, Question) and opens.of == "drawer/A2/cash"
    behind = make_report(counter.services, SUPERVISOR, opens)
    assert total(part(behind, "postings"), "net") == 31665
    whole = part(report, "expected").total
    assert whole is not None and isinstance(whole.opens, Question)
    posted = {
        row.cells[0]: row.cells[3]
        for row in part(make_report(counter.services, SUPERVISOR, whole.opens), "ledger").rows
    }
    assert (posted["drawer/A2/cash"], posted["drawer/A2/check"]) == (31665, 5000)
    assert part(ask(counter, ReportKind.Z), "shifts").rows == ()


def test_a_refund_in_cash_is_a_movement_that_opens_its_slip(counter: Counter) -> None:
    refund_line(counter, pay(counter).receipt.fact_id, 1000)
    moved = part(ask(counter, ReportKind.X), "movements").rows[-1]
    assert (moved.cells[1], moved.cells[3]) == ("PaymentRefunded", -1000)
    assert isinstance(moved.opens, Paper) and moved.opens.kind is PaperKind.UNDO_SLIP


def test_the_z_report_is_of_a_closed_shift(counter: Counter) -> None:
    close(counter, count(counter, {1000: 31, 5: 133}), "B-2", approver=SUPERVISOR)
    report = ask(counter, ReportKind.Z)
    heads = {head.column.name: head.value for head in report.heads}
    assert (heads["z_number"], heads["bag"], heads["state"]) == (1, "B-2", "closed")
    assert column(part(report, "expected"), "difference") == [0, -5000, 0, 0]
    whole = part(report, "expected").total
    assert (
        whole is not None and isinstance(whole.opens, Paper) and part(report, "expected").rows[0].opens == whole.opens
    )
    assert {row.cells[0]: row.cells[3] for row in part(report, "ledger").rows}["drawer/A2/cash"] == 0
    over_short = ask(counter, ReportKind.OVER_SHORT)
    assert column(part(over_short, "by_person"), "short") == [-5000]
    opens = part(over_short, "closes").rows[0].opens
    assert isinstance(opens, Question) and make_report(counter.services, SUPERVISOR, opens).heads == report.heads


def test_under_a_blind_count_an_open_drawer_is_left_out(counter: Counter) -> None:
    for kind in LISTED:
        report = ask(counter, kind, BLIND)
        assert report.hidden_shifts == 1 and not any(section.rows for section in report.sections)
    opened = ask(counter, ReportKind.ENTRY, BLIND, of=counter.shift.shift)
    assert part(opened, "postings").rows == ()
    close_balanced(counter)
    assert ask(counter, ReportKind.DAY_CLOSE, BLIND).hidden_shifts == 0
    assert part(ask(counter, ReportKind.ENTRY, BLIND, of=counter.shift.shift), "postings").rows


def test_lists_are_narrowed_to_a_person_and_open_the_receipt(counter: Counter) -> None:
    everybody, nobody = ask(counter, ReportKind.CASHIER_LIST), ask(counter, ReportKind.CASHIER_LIST, person="person-x")
    receipts = part(everybody, "receipts")
    assert (len(receipts.rows), total(receipts, "amount"), total(receipts, "voided")) == (5, 18665, 9900)
    assert receipts.rows[0].opens == Paper(PaperKind.RECEIPT, receipts.rows[0].key)
    assert nobody.sections[0].rows == () and nobody.person_name == "—"
    assert len(ask(counter, ReportKind.CASHIER_LIST, person=CASHIER.person_id).sections[0].rows) == 5
    assert ask(counter, ReportKind.LEDGER, drawer="B9").sections[0].rows == ()


def test_the_tender_list_names_every_check(counter: Counter) -> None:
    checks = part(ask(counter, ReportKind.TENDER_LIST, of="check"), "tenders")
    assert column(checks, "number") == ["1041"] and total(checks, "amount") == 5000
    assert total(part(ask(counter, ReportKind.TENDER_LIST), "tenders"), "amount") == 18665


def test_a_shift_accepted_is_listed_with_its_state(counter: Counter) -> None:
    close_balanced(counter)
    found = part(ask(counter, ReportKind.OVER_SHORT), "closes").rows[0].key
    accept(counter, found)
    assert column(part(ask(counter, ReportKind.DAY_CLOSE), "shifts"), "state") == ["accepted"]


def test_choices_are_the_drawers_and_the_day(counter: Counter) -> None:
    found = choices(counter.services, SUPERVISOR)
    assert (found.drawers, found.on) == (("A2",), DAY)


def test_an_entry_without_a_paper_shows_its_postings(counter: Counter) -> None:
    report = ask(counter, ReportKind.ENTRY, of=counter.shift.shift)
    assert [row.cells for row in part(report, "postings").rows] == [("drawer/A2/cash", "", 20000), ("safe", "", -20000)]


def test_a_person_whom_the_city_knows_by_another_id_is_one(counter: Counter) -> None:
    """Asked for under either id; what was taken under both is one row."""
    same_at_the_centre(counter.services, Subject.PERSON, CASHIER.person_id, "city-reyes")
    for person in (CASHIER.person_id, "city-reyes"):
        report = ask(counter, ReportKind.CASHIER_LIST, person=person)
        assert total(part(report, "receipts"), "amount") == 18665
        assert len(part(ask(counter, ReportKind.X, person=person), "expected").rows) == 4
    assert not part(ask(counter, ReportKind.CASHIER_LIST, person="city-brandt"), "receipts").rows


def test_over_and_short_is_of_one_person_too(counter: Counter) -> None:
    close_balanced(counter)
    same_at_the_centre(counter.services, Subject.PERSON, CASHIER.person_id, "city-reyes")
    by_person = part(ask(counter, ReportKind.OVER_SHORT, person="city-reyes"), "by_person")
    assert [row.key for row in by_person.rows] == ["city-reyes"]


def test_the_total_of_sums_opens_what_they_were_made_of(counter: Counter) -> None:
    close_balanced(counter)
    report = ask(counter, ReportKind.OVER_SHORT)
    for name in ("by_person", "by_drawer"):
        opened = part(report, name).total
        assert opened is not None and isinstance(opened.opens, Question)
        behind = make_report(counter.services, SUPERVISOR, opened.opens)
        assert [section.name for section in behind.sections] == ["closes"]
        assert total(part(behind, "closes"), "difference") == total(part(report, name), "difference")
    receipts = ask(counter, ReportKind.CASHIER_LIST, of="receipts")
    assert [section.name for section in receipts.sections] == ["receipts"]
