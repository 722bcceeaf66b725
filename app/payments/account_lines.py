"""What the counter needs to know of an account to take its payment: who, what is open, what is due, what to mind.

Joins the city's charges with our own postings at read time; nothing here is stored.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial

from sqlalchemy import Connection

from app.accounts import queries
from app.accounts.open_charges import (
    OpenAccount,
    OpenCharge,
    OwnPostings,
    is_prepetition,
    open_account,
    petition_date,
)
from app.accounts.types import (
    AccountKey,
    AccountSummary,
    Alert,
    AlertKind,
    Charge,
    ChargeKind,
    OutsideReceipt,
    returned_key,
)
from app.payments.allocate import Payable
from app.payments.returned_payment_queries import return_alerts
from app.store.reference import ReferenceFiles

_GROUPS = {ChargeKind.FEE: "fee", ChargeKind.LOAN: "loan", ChargeKind.DEPOSIT: "deposit"}
_NOT_SUGGESTED = ("deposit", "prepetition")


@dataclass(frozen=True)
class AccountLine:
    """An account as a line of the sale. Amounts in cents; `due_cents` ≥ 0 is what is suggested; dates ISO text.

    `balance_cents` < 0 is a credit. `as_of_us`: the moment the city's data speaks of.
    """

    account: str
    number: str
    name: str
    service_address: str
    language: str
    balance_cents: int
    due_cents: int
    due_on: str | None
    overdue_cents: int
    overdue_since: str | None
    alerts: tuple[Alert, ...]
    as_of_us: int
    payables: tuple[Payable, ...]

    @property
    def cash_only(self) -> bool:
        """Checks and cards are refused (policy `tenders`, cash_only_refuses)."""
        return any(alert.kind is AlertKind.CASH_ONLY for alert in self.alerts)


@dataclass(frozen=True, eq=False)
class _Given:
    """What the city gives of an account: all that a line needs apart from our own postings. Read once a load."""

    key: AccountKey
    summary: AccountSummary
    charges: tuple[Charge, ...]
    outside: tuple[OutsideReceipt, ...]
    alerts: tuple[Alert, ...]


def account_lines(
    journal: Connection, reference: ReferenceFiles, accounts: Sequence[str], on: date
) -> dict[str, AccountLine]:
    """The lines of accounts by key; one that the city's data does not have is left out."""
    found = {}
    for account in accounts:
        given = reference.remembered(("account", account), partial(_load, account))
        if given is not None:
            alerts = (*given.alerts, *return_alerts(journal, account, on))
            found[account] = _line(given, queries.own_postings(journal, given.key), alerts, on)
    return found


def _load(account: str, reference: Connection) -> _Given | None:
    key = queries.account_key(account)
    account_id = queries.find_account(reference, key)
    if account_id is None:
        return None
    return _Given(
        key,
        queries.account_summary(reference, account_id),
        tuple(queries.charges(reference, account_id, key)),
        tuple(queries.outside_receipts(reference, account_id)),
        tuple(queries.alerts(reference, account_id)),
    )


@lru_cache(maxsize=256)
def _line(given: _Given, own: OwnPostings, known: tuple[Alert, ...], on: date) -> AccountLine:
    """Worked out when the account is shown; the payment then only asks whether its postings are still the same."""
    summary = given.summary
    alerts = tuple(alert for alert in known if alert.in_force(on))
    petition = petition_date(alerts)
    state = open_account(given.charges, own, given.outside, petition)
    payables = _payables(state, given.key, petition, on)
    overdue = [payable for payable in payables if payable.due_on < on.isoformat()]
    return AccountLine(
        account=queries.key_text(given.key),
        number=summary.number,
        name=summary.customer_name,
        service_address=address_line(summary),
        language=summary.language,
        balance_cents=state.balance_cents,
        due_cents=max(0, sum(p.open_cents for p in payables if p.group not in _NOT_SUGGESTED) - state.credit_cents),
        due_on=max((payable.due_on for payable in payables), default=None),
        overdue_cents=sum(payable.open_cents for payable in overdue),
        overdue_since=min((payable.due_on for payable in overdue), default=None),
        alerts=alerts,
        as_of_us=summary.as_of_us,
        payables=payables,
    )


def address_line(summary: AccountSummary) -> str:
    """`1207 Pine St, Apt 3`."""
    return f"{summary.street_address}, {summary.unit}" if summary.unit else summary.street_address


def _payables(state: OpenAccount, key: AccountKey, petition: date | None, on: date) -> tuple[Payable, ...]:
    payables = [_payable(item, petition) for item in state.charges if item.open_cents]
    if state.returned_cents:
        payables.append(Payable(returned_key(key), "other", on.isoformat(), state.returned_cents))
    return tuple(payables)


def _payable(item: OpenCharge, petition: date | None) -> Payable:
    charge = item.charge
    return Payable(
        charge=charge.key,
        service_category=charge.category.value,
        due_on=charge.due_on.isoformat(),
        open_cents=item.open_cents,
        period=charge.period or None,
        description=charge.description or None,
        group="prepetition" if is_prepetition(charge, petition) else _GROUPS.get(charge.kind, ""),
    )
