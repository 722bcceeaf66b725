"""The whole page of one account in one answer: the account of every picture, and the oracle of the domain rules."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.accounts.import_reference import import_reference
from app.accounts.open_charges import AGE_BUCKETS
from app.accounts.types import AlertKind, ServiceCategory
from app.identity.access_log import read_access_log
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.payments.account_activity import ActivityKind
from app.payments.types import AccountPayment
from app.reports.account_page import AccountPage, AccountPageRefusal, account_page
from tests.factories.city import SMALL_DISK, CsvSet
from tests.factories.city_counter import RETURNED_RECEIPT, open_city_counter
from tests.factories.counter import ALVAREZ, Counter, NewAccount, NewCharge, open_counter
from tests.factories.outcomes import refused
from tests.factories.payments import pay


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    """Only read by the tests that use it."""
    counter = open_city_counter(tmp_path_factory.mktemp("city"))
    yield counter
    counter.services.close()


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def _page(counter: Counter, account: str = ALVAREZ) -> AccountPage:
    return account_page(counter.services, counter.session, account)


def _agrees(page: AccountPage) -> bool:
    open_cents = sum(ages.total_cents for ages in page.ages)
    newest = page.activity[0].balance_cents if page.activity else 0
    return page.balance_cents == open_cents + page.returned_cents - page.credit_cents == newest


def test_the_account_of_every_picture(city: Counter) -> None:
    page = _page(city)
    assert (page.summary.customer_name, page.summary.number) == ("Alvarez, Maria", "10-004512-7")
    assert (page.balance_cents, page.overdue_cents, page.overdue_since) == (15743, 1244, date(2026, 10, 23))
    assert [alert.kind for alert in page.alerts] == [AlertKind.CASH_ONLY, AlertKind.LIFE_SUPPORT]
    assert page.ages[0].category is ServiceCategory.ELECTRIC
    assert dict(zip(AGE_BUCKETS, page.ages[0].cents, strict=True)) == {
        "not_due": 5886,
        "1-30": 1244,
        "31-60": 0,
        "61+": 0,
    }
    assert len(page.ages) == 7 and len(page.months) == 13 and len(page.bills) == 13 and len(page.notes) == 2
    assert (page.last_read_on, page.next_read_on) == (date(2026, 10, 30), date(2026, 12, 1))
    assert [row.key for row in page.activity if row.undone] == [RETURNED_RECEIPT]
    assert _agrees(page)


def test_every_account_of_the_city_agrees_with_itself(city: Counter) -> None:
    with city.services.read() as reading:
        accounts = reading.reference.exec_driver_sql("SELECT external_id FROM account").scalars().all()
    pages = [_page(city, f"cis/{account}") for account in accounts]
    assert len(pages) == 12
    assert [page.account for page in pages if not _agrees(page)] == []
    for page in pages:
        assert sum(detail.open_cents for detail in page.bills) == sum(ages.total_cents for ages in page.ages)


def test_the_oracle_after_a_payment(counter: Counter) -> None:
    pay(counter, AccountPayment(ALVAREZ, 20000))
    page = _page(counter)
    open_cents = {ages.category.value: ages.total_cents for ages in page.ages}
    assert open_cents == {"electric": 13104, "water": 2215, "sewer": 3441}
    november, october = page.bills
    assert (november.counted_cents, november.open_cents, october.open_cents) == (22760, 18760, 0)
    assert page.balance_cents == 18760 and page.overdue_cents == 0 and page.overdue_since is None
    assert page.activity[0].kind is ActivityKind.BILL and page.counters == {"A2/1": "Counter A2"}
    assert _agrees(page)


def test_an_overpaid_account_shows_its_credit(counter: Counter) -> None:
    pay(counter, AccountPayment(ALVAREZ, 50000))
    page = _page(counter)
    assert (page.balance_cents, page.credit_cents) == (-11240, 11240)
    assert page.ages == () and _agrees(page)


def test_opening_balances_previous_balances_and_returns_beyond_what_was_paid(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    rows = CsvSet()
    rows.add("opening_balances", "A1", "water", 1500, "2026-09-30")
    rows.add_bill("B1", "A1", "2026-11-23", electric=4000)
    rows.add("charges", "B1", 2, "other", "previous_balance", 1500, "", "")
    rows.add("receipts", "R1", "A1", "2026-11-10", "web", -700, "")
    import_reference(rows.write(tmp_path / "csv"), tmp_path, counter.services.reference.key, settings=SMALL_DISK)
    page = _page(counter, "cis/A1")
    assert (page.balance_cents, page.returned_cents, page.overdue_since) == (6200, 700, date(2026, 9, 30))
    bill, opening = page.bills
    assert [(line.charge.kind.value, line.open_cents) for line in bill.lines] == [
        ("charge", 4000),
        ("previous_balance", None),
    ]
    assert (bill.counted_cents, opening.bill, opening.open_cents) == (4000, None, 1500)
    assert page.activity[-1].kind is ActivityKind.OPENING
    assert page.last_read_on is None and page.next_read_on is None
    assert _agrees(page)
    counter.services.close()


def test_looking_is_logged_once_and_only_with_leave(counter: Counter) -> None:
    _page(counter)
    nobody = replace(counter.session, permissions=frozenset({Permission.PAYMENT_TAKE}))
    assert refused(lambda: account_page(counter.services, nobody, ALVAREZ)) is IdentityRefusal.NOT_PERMITTED
    counter.services.lanes.stop()
    looks = read_access_log(counter.services, counter.session)
    assert [(entry.subject_kind, entry.subject_key) for entry in looks] == [("account", ALVAREZ)]


@pytest.mark.parametrize("account", ["cis/none", "", "no slash", "other/100045127", "x" * 5000])
def test_an_unknown_account_has_no_page(counter: Counter, account: str) -> None:
    assert refused(lambda: _page(counter, account)) is AccountPageRefusal.ACCOUNT_UNKNOWN


def test_alerts_that_are_over_are_not_shown(tmp_path: Path) -> None:
    account = NewAccount(
        "1", "10-000001-5", "Ng, Li", "1 Oak St", (NewCharge(ServiceCategory.WATER, 1, "2026-11-23"),), True
    )
    counter = open_counter(tmp_path, (account,))
    assert [alert.kind for alert in _page(counter, "cis/1").alerts] == [AlertKind.CASH_ONLY]
    counter.services.clock.advance(110 * 86_400)  # type: ignore[attr-defined] # the test's own clock
    assert _page(counter, "cis/1").alerts == ()
    counter.services.close()
