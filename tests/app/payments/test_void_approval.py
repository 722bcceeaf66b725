"""A void as the inbox shows it: what is paid, what changes, where the cash is short."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.identity.approvable import AskedAction, Detail
from app.payments.queries import is_voided
from app.payments.tenders import Tender
from app.payments.types import AccountPayment, MiscellaneousReceipt
from app.payments.void_approval import VoidApproval
from app.payments.void_receipt import ReceiptVoided, VoidReceipt, VoidRefusal, record
from tests.factories.approvals import approve, ask, void_request
from tests.factories.counter import ALVAREZ, CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.movements import drop
from tests.factories.outcomes import refused
from tests.factories.payments import pay

CHECK = Tender(kind="check", amount_cents=5000, routing_number="021000021", number="1041")


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def asked(counter: Counter, receipt: str) -> AskedAction:
    place = (counter.shift.shift, counter.shift.business_date)
    return AskedAction("void", "action", receipt, "wrong_amount", CASHIER.person_id, *place, {})


def test_every_tender_and_every_account_is_told(counter: Counter) -> None:
    lines = (AccountPayment(ALVAREZ, 4000), MiscellaneousReceipt("369-9000", 2000))
    cash = Tender(kind="cash", amount_cents=2000)
    receipt = pay(counter, *lines, tenders=(CHECK, cash)).receipt.fact_id
    with counter.services.read_journal() as connection:
        found = VoidApproval().describe(counter.services, connection, asked(counter, receipt))
    assert [(effect.what, effect.change) for effect in found.effects] == [
        ("balance", 4000),
        ("drawer_cash", -1000),
        ("drawer_check", -5000),
        ("payments_in_shift", -1),
    ]
    assert Detail("paid_check", cents=5000) in found.details and Detail("goes_back_cash", cents=1000) in found.details
    assert found.doubts == ()


def test_without_an_account_no_balance_changes(counter: Counter) -> None:
    receipt = pay(counter, MiscellaneousReceipt("369-9000", 2000)).receipt.fact_id
    with counter.services.read_journal() as connection:
        found = VoidApproval().describe(counter.services, connection, asked(counter, receipt))
    assert [effect.what for effect in found.effects] == ["drawer_cash", "payments_in_shift"]


def test_cash_that_left_the_drawer_is_a_doubt(counter: Counter) -> None:
    receipt = pay(counter, MiscellaneousReceipt("369-9000", 50000)).receipt.fact_id
    drop(counter, {10000: 3}, "B-0001")
    with counter.services.read_journal() as connection:
        found = VoidApproval().describe(counter.services, connection, asked(counter, receipt))
    assert found.doubts == ("drawer_short",) and found.refusal is None


def test_one_that_cannot_be_voided_says_why(counter: Counter) -> None:
    receipt = pay(counter).receipt.fact_id
    record(counter.services, CASHIER, VoidReceipt("void", receipt, "wrong_amount", SUPERVISOR))
    action = asked(counter, receipt)
    with counter.services.read_journal() as connection:
        found = VoidApproval().describe(counter.services, connection, action)
        code = refused(lambda: VoidApproval().check(counter.services, connection, action))
    assert found.refusal is not None and found.refusal.code is code is VoidRefusal.ALREADY_VOIDED
    assert found.passed == ()


def test_what_was_approved_is_voided_once_in_the_asker_s_name(counter: Counter) -> None:
    receipt = pay(counter).receipt.fact_id
    request = void_request(counter, receipt)
    ask(counter, request)
    done = approve(counter, request.intent).done
    assert isinstance(done, ReceiptVoided)
    with counter.services.read_journal() as connection:
        assert is_voided(connection, receipt)
