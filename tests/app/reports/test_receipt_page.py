"""A receipt to be looked at: by those who may, and never unseen."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.identity.access_log import read_access_log
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.reports.receipt_page import ReceiptPageRefusal, receipt_page
from tests.factories.counter import Counter, open_counter
from tests.factories.outcomes import refused
from tests.factories.payments import pay


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


@pytest.mark.parametrize("permission", [Permission.RECEIPT_REPRINT, Permission.ACCOUNT_SEE])
def test_whoever_reprints_or_sees_accounts_may_look(counter: Counter, permission: Permission) -> None:
    recorded = pay(counter)
    session = replace(counter.session, permissions=frozenset({permission}))
    assert receipt_page(counter.services, session, recorded.receipt.fact_id).number == "A2-000001"
    counter.services.lanes.stop()
    looks = read_access_log(counter.services, counter.session)
    assert [(look.subject_kind, look.subject_key) for look in looks] == [("receipt", recorded.receipt.fact_id)]


def test_nobody_else(counter: Counter) -> None:
    session = replace(counter.session, permissions=frozenset({Permission.PAYMENT_TAKE}))
    assert refused(lambda: receipt_page(counter.services, session, "any")) is IdentityRefusal.NOT_PERMITTED


def test_a_fact_that_is_no_receipt(counter: Counter) -> None:
    shift = counter.shift.shift
    assert refused(lambda: receipt_page(counter.services, counter.session, shift)) is ReceiptPageRefusal.RECEIPT_UNKNOWN
