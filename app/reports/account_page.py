"""Everything that the page of one account shows, read at one moment: who, what is owed and since when, what happened.

Joins the city's data with our own facts at read time; no balance is stored. Looking is logged, because it shows
private data (reliability rules, Security). Amounts in cents, ages in days overdue.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

import msgspec
from sqlalchemy import Connection

from app.accounts import queries
from app.accounts.contact_details import ContactDetail, contact_details, with_details
from app.accounts.notes import AccountNote, account_notes
from app.accounts.open_charges import AGE_BUCKETS, OpenAccount, by_service_and_age, open_account, petition_date
from app.accounts.types import (
    OWN_BILL,
    AccountKey,
    AccountSummary,
    Agreement,
    Alert,
    Bill,
    Charge,
    ChargeKind,
    OutsideReceipt,
    ServiceCategory,
    UsagePoint,
)
from app.errors import Refused
from app.identity.access_log import note_look
from app.identity.permissions import Permission, Session, require
from app.identity.queries import list_people, today
from app.identity.workstation import load_place
from app.payments.account_activity import Activity, activity, own_entries
from app.payments.returned_payment_queries import return_alerts
from app.reports.account_months import Month, months
from app.workplace import Reading, Services


class AccountPageRefusal(StrEnum):
    """Why there is no page."""

    ACCOUNT_UNKNOWN = "account_unknown"


class ServiceAges(msgspec.Struct, frozen=True):
    """What is open of one service; `cents` in the order of AGE_BUCKETS: not due, 1–30, 31–60, 61 days and more."""

    category: ServiceCategory
    cents: tuple[int, ...]

    @property
    def total_cents(self) -> int:
        """All ages together."""
        return sum(self.cents)


class BillLine(msgspec.Struct, frozen=True):
    """One line of a bill. `open_cents` is None for what cannot be open: credits and lines that are only shown."""

    charge: Charge
    open_cents: int | None


class BillDetail(msgspec.Struct, frozen=True):
    """A bill with its lines; `counted_cents`: without the previous balance.

    `bill` is None of an opening balance, and of the charges that our own facts raised (`raised_here`).
    """

    bill: Bill | None
    lines: tuple[BillLine, ...]
    counted_cents: int
    open_cents: int
    raised_here: bool = False


class AccountPage(msgspec.Struct, frozen=True):
    """One account. `account` is its key as text; `on` the office's calendar day; `as_of_us` stands in `summary`.

    `balance_cents` = Σ `ages` + `returned_cents` − `credit_cents`. `activity` and `notes` newest first; `months`
    oldest first. `people` and `counters` name who and where: person id → name, `A2/1` → name of the counter.
    """

    account: str
    on: date
    time_zone: str
    summary: AccountSummary
    contact: tuple[ContactDetail, ...]
    alerts: tuple[Alert, ...]
    balance_cents: int
    overdue_cents: int
    overdue_since: date | None
    credit_cents: int
    returned_cents: int
    ages: tuple[ServiceAges, ...]
    months: tuple[Month, ...]
    bills: tuple[BillDetail, ...]
    activity: tuple[Activity, ...]
    outside: tuple[OutsideReceipt, ...]
    notes: tuple[AccountNote, ...]
    usage_points: tuple[UsagePoint, ...]
    agreements: tuple[Agreement, ...]
    people: dict[str, str]
    counters: dict[str, str]

    @property
    def last_read_on(self) -> date | None:
        """When a meter at this address was last read."""
        return max((point.last_read_on for point in self.usage_points if point.last_read_on), default=None)

    @property
    def next_read_on(self) -> date | None:
        """When a meter at this address is read next."""
        return min((point.next_read_on for point in self.usage_points if point.next_read_on), default=None)


def account_page(services: Services, session: Session, account: str) -> AccountPage:
    """The page of an account (its key as text). Raises Refused(NOT_PERMITTED or ACCOUNT_UNKNOWN) or Unavailable."""
    require(session, Permission.ACCOUNT_SEE)
    key = queries.account_key(account)
    with services.read() as reading:
        account_id = queries.find_account(reading.reference, key)
        if account_id is None:
            raise Refused(AccountPageRefusal.ACCOUNT_UNKNOWN, account=account[:80])
        page = _page(services, reading, key, account_id)
    note_look(services, session, "account", account)
    return page


def _page(services: Services, reading: Reading, key: AccountKey, account_id: int) -> AccountPage:
    reference, journal = reading.reference, reading.journal
    account, on, time_zone = queries.key_text(key), today(services), services.device.time_zone
    charges, own = queries.charges(reference, account_id, key), queries.own_postings(journal, key)
    outside = queries.outside_receipts(reference, account_id)
    bills = queries.bills(reference, account_id)
    alerts = _alerts(reading, account_id, account, on)
    state = open_account(charges, own, outside, petition_date(alerts))
    agreements = queries.agreements(reference, account_id)
    summary = queries.account_summary(reference, account_id)
    contact = contact_details(journal, summary)
    rows = activity(bills, charges, outside, own_entries(journal, services.kinds, account), time_zone)
    overdue = [item for item in state.charges if item.open_cents and item.charge.due_on < on]
    return AccountPage(
        account=account,
        on=on,
        time_zone=time_zone,
        summary=with_details(summary, contact),
        contact=contact,
        alerts=alerts,
        balance_cents=state.balance_cents,
        overdue_cents=sum(item.open_cents for item in overdue),
        overdue_since=min((item.charge.due_on for item in overdue), default=None),
        credit_cents=state.credit_cents,
        returned_cents=state.returned_cents,
        ages=service_ages(state, agreements, on),
        months=months(rows, on),
        bills=bill_details(bills, [*charges, *own.charges], state),
        activity=tuple(rows),
        outside=tuple(outside),
        notes=tuple(account_notes(journal, reference, account_id, account, time_zone)),
        usage_points=tuple(queries.usage_points(reference, account_id)),
        agreements=tuple(agreements),
        people={person.person_id: person.display_name for person in list_people(journal)},
        counters=_counters(journal, rows),
    )


def _alerts(reading: Reading, account_id: int, account: str, on: date) -> tuple[Alert, ...]:
    known = (*queries.alerts(reading.reference, account_id), *return_alerts(reading.journal, account, on))
    return tuple(alert for alert in known if alert.in_force(on))


def service_ages(state: OpenAccount, agreements: Iterable[Agreement], on: date) -> tuple[ServiceAges, ...]:
    """One row a service that the account takes on a day or owes for, in the order of the categories."""
    table = by_service_and_age(state, on)
    taken = {each.category for each in agreements if each.ends_on is None or each.ends_on >= on}
    return tuple(
        ServiceAges(category, tuple(table.get(category, {}).get(bucket, 0) for bucket in AGE_BUCKETS))
        for category in ServiceCategory
        if category in taken or category in table
    )


def bill_details(bills: Sequence[Bill], charges: Sequence[Charge], state: OpenAccount) -> tuple[BillDetail, ...]:
    """Each bill with its lines and what is open of them, in the bills' order.

    The charges that our own facts raised stand before them, an opening balance behind them.
    """
    open_cents = {item.charge.key: item.open_cents for item in state.charges}
    by_bill: dict[str, list[Charge]] = {}
    for charge in charges:
        by_bill.setdefault(charge.bill_external_id, []).append(charge)
    found = [_detail(bill, by_bill.get(bill.external_id, []), open_cents) for bill in bills]
    if OWN_BILL in by_bill:
        found.insert(0, msgspec.structs.replace(_detail(None, by_bill[OWN_BILL], open_cents), raised_here=True))
    if "" in by_bill:
        found.append(_detail(None, by_bill[""], open_cents))
    return tuple(found)


def _detail(bill: Bill | None, charges: Sequence[Charge], open_cents: dict[str, int]) -> BillDetail:
    lines = tuple(BillLine(charge, open_cents.get(charge.key)) for charge in sorted(charges, key=_line_place))
    counted = sum(charge.amount_cents for charge in charges if charge.kind is not ChargeKind.PREVIOUS_BALANCE)
    return BillDetail(bill, lines, counted, sum(line.open_cents or 0 for line in lines))


def _line_place(charge: Charge) -> tuple[int, str]:
    return charge.line, charge.key


def _counters(journal: Connection, rows: Iterable[Activity]) -> dict[str, str]:
    places = {(row.workstation, row.generation) for row in rows if row.workstation}
    return {f"{code}/{generation}": load_place(journal, code, generation).counter for code, generation in places}
