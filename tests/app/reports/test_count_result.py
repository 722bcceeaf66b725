"""What stands after a stored count: by tender, likely causes, where the cash came from; for whoever may see it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.config import PRINTER
from app.device_settings import change_setting
from app.drawers.count_drawer import CountRefusal
from app.drawers.count_drawer_facts import ByTender, CountPurpose
from app.drawers.likely_cause import CauseKind, Fit
from app.identity.permissions import Permission
from app.payments.tenders import Tender
from app.payments.types import AccountPayment
from app.reports.count_result import CashLine, count_result, over_short_history
from tests.factories.closing import close, count, reject
from tests.factories.counter import CASHIER, OKAFOR, SUPERVISOR, Counter, open_counter
from tests.factories.movements import drop, pay_out
from tests.factories.outcomes import refused
from tests.factories.payments import pay
from tests.factories.policies import ON, BentPolicies
from tests.factories.reports import refund_line
from tests.factories.workstation import fake_edges

CHECK = Tender(kind="check", amount_cents=7415, routing_number="021000021", number="1042")
BLIND = replace(CASHIER, permissions=frozenset(Permission) - {Permission.DRAWER_SEE_EXPECTED})


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def test_a_count_that_is_right_needs_nobody(counter: Counter) -> None:
    result = count_result(counter.services, CASHIER, count(counter, {2000: 10}))
    assert result.count is not None and result.count.difference == ByTender()
    assert (result.causes, result.needs_approval, result.approvers) == ((), False, ())
    assert (result.goes.float_cents, result.goes.bagged) == (20000, ByTender())
    assert (result.purpose, result.seen) == (CountPurpose.CLOSE, True)


def test_papers_print_where_a_printer_is_set_up(counter: Counter) -> None:
    before = count_result(counter.services, CASHIER, count(counter, {2000: 10}))
    change_setting(counter.services, SUPERVISOR, PRINTER, "network:192.168.1.40:9100")
    after = count_result(counter.services, CASHIER, count(counter, {2000: 10}))
    assert (before.prints, after.prints) == (False, True)


def test_what_went_back_in_cash_has_its_own_line(counter: Counter) -> None:
    refund_line(counter, pay(counter).receipt.fact_id, 1000)
    cash = count_result(counter.services, CASHIER, count(counter, {2000: 10})).cash
    assert cash[1:] == (CashLine("taken", 0, 7415), CashLine("PaymentRefunded", 1, -1000))


def test_the_cash_is_explained_from_the_float_on(counter: Counter) -> None:
    pay(counter)
    drop(counter, {2000: 2}, "B-1")
    pay_out(counter, 500)
    result = count_result(counter.services, CASHIER, count(counter, {2000: 10}))
    lines = (CashLine("float", 1, 20000), CashLine("taken", 0, 7415))
    assert result.cash[:2] == lines and set(result.cash[2:]) == {
        CashLine("SafeDropped", 1, -4000),
        CashLine("PaidOut", 1, -500),
    }
    assert sum(line.cents for line in result.cash) == 22915 and result.dropped_cents == 4000


def test_a_check_not_in_hand_is_the_likeliest_cause(counter: Counter) -> None:
    pay(counter, AccountPayment(OKAFOR, 7415), tenders=(CHECK,))
    result = count_result(counter.services, CASHIER, count(counter, {2000: 10}))
    (cause,) = [cause for cause in result.causes if cause.fit is Fit.BEST]
    assert cause.kind is CauseKind.NOT_IN_HAND and list(result.receipts) == list(cause.receipts)
    assert result.papers == {"check": 1, "money_order": 0}
    assert result.needs_approval and result.alone_cents == 500


def test_who_may_not_see_it_learns_nothing(tmp_path: Path) -> None:
    hidden = BentPolicies(cash_control={"show_result_after_count": False})
    counter = open_counter(tmp_path, edges=replace(fake_edges(), policies=hidden))
    result = count_result(counter.services, BLIND, count(counter, {2000: 9}))
    assert (result.seen, result.count, result.causes, result.cash) == (False, None, (), ())
    assert (result.receipts, result.needs_approval, result.approvers) == ({}, False, ())
    assert count_result(counter.services, CASHIER, result.count_id).seen
    counter.services.close()


def test_only_the_last_close_of_a_shift_is_history(counter: Counter) -> None:
    for pieces in ({2000: 9}, {2000: 10, 5: 1}):
        counted = count(counter, pieces, shift=counter.shift.shift)
        reject(counter, close(counter, counted, "", approver=None).close.fact_id)
    with counter.services.read_journal() as journal:
        history = over_short_history(journal, CASHIER.person_id, ON)
    assert (history.times, history.cents) == (1, 5)


def test_what_was_never_counted_has_no_result(counter: Counter) -> None:
    assert refused(lambda: count_result(counter.services, CASHIER, "nothing")) is CountRefusal.NO_SHIFT
