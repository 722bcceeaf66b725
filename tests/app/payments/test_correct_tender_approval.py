"""A tender correction by way of the inbox; a routing number never stands in the request's fact."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.approvals.queries import RequestState
from app.approvals.request_approval import asking
from app.bootstrap import check
from app.identity.approvable import Detail
from app.payments.correct_tender import Corrected, CorrectTender, CorrectTenderRefusal
from app.payments.correct_tender_approval import action_of
from app.payments.tenders import TenderRefusal
from app.payments.types import AccountPayment
from tests.app.payments.test_refund import taken
from tests.app.payments.test_returned_payment import ACCOUNTS
from tests.factories.approvals import approve, ask, ask_for, changes, described, state_of
from tests.factories.closing import close_balanced
from tests.factories.counter import OKAFOR, Counter, open_counter
from tests.factories.ledger import ledger, stored_bytes
from tests.factories.outcomes import refused


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path, ACCOUNTS)
    yield counter
    counter.services.close()


def wanted(counter: Counter, receipt: str, routing: str = "021000021", tender: int = 1) -> CorrectTender:
    return CorrectTender(
        counter.services.ids.new_id(), receipt, tender, "check", "wrong_tender", "1041", routing_number=routing
    )


def test_it_is_expected_as_the_other_tender_once_it_is_signed(counter: Counter) -> None:
    receipt = taken(counter, AccountPayment(OKAFOR, 7415))
    request = ask_for(counter, action_of(wanted(counter, receipt)))
    found = described(counter, request)
    assert changes(found) == [("drawer_cash", -7415), ("drawer_check", 7415)]
    assert [(detail.what, detail.tender) for detail in found.details if detail.tender] == [
        ("entered_as", "cash"),
        ("truly_was", "check"),
    ]
    assert Detail("number", words="1041") in found.details
    assert isinstance(approve(counter, request).done, Corrected)
    assert ledger(counter.services)["drawer/A2/check"] == 7415
    assert check(counter.services, thorough=True) == ()


def test_the_routing_number_stands_beside_the_facts_only(counter: Counter) -> None:
    receipt = taken(counter, AccountPayment(OKAFOR, 7415))
    request = ask_for(counter, action_of(wanted(counter, receipt)))
    approve(counter, request)
    assert b"021000021" not in stored_bytes(counter.services, "private_data")


def test_a_number_that_is_none_is_refused_before_anybody_is_asked(counter: Counter) -> None:
    receipt = taken(counter, AccountPayment(OKAFOR, 7415))
    rows = [
        (wanted(counter, receipt, tender=2), CorrectTenderRefusal.TENDER_UNKNOWN),
        (wanted(counter, receipt, "021000022"), TenderRefusal.ROUTING_NUMBER_WRONG),
    ]
    for command, code in rows:
        asked = asking(counter.services.ids.new_id(), action_of(command))
        assert refused(lambda a=asked: ask(counter, a)) is code  # type: ignore[misc] # bound now


def test_it_expires_with_its_shift(counter: Counter) -> None:
    request = ask_for(counter, action_of(wanted(counter, taken(counter, AccountPayment(OKAFOR, 7415)))))
    close_balanced(counter)
    assert state_of(counter, request) is RequestState.EXPIRED
    refusal = described(counter, request).refusal
    assert refusal is not None and refusal.code is CorrectTenderRefusal.SHIFT_OVER
