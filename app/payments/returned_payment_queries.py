"""What is known of returned payments: of a receipt, of an account, the newest ones, and the alerts that they raise."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, Select, bindparam, or_, select

from app.accounts.types import Alert, AlertKind
from app.identity.mapped import central_id, names_of
from app.identity.mapping_facts import Subject
from app.journal.kinds import Kinds
from app.journal.tables import fact
from app.payments.return_follow_up_tables import cash_only_lifted, return_letter
from app.payments.returned_payment_facts import OpenReturn, PaymentReturned
from app.payments.returned_payment_tables import open_return, returned_account, returned_payment
from app.store.prepared import Prepared


@dataclass(frozen=True)
class AccountReturn:
    """A return as it concerns one account; `cash_only_until` None where the rule did not ask for cash only.

    `lifted_on`: when cash only was lifted early. `letter_on`, `letter_how`: the last letter about it.
    """

    fact_id: str
    returned_on: date
    warned_until: date
    cash_only_until: date | None
    lifted_on: date | None = None
    letter_on: date | None = None
    letter_how: str = ""

    def makes_cash_only(self, on: date) -> bool:
        """Whether the account takes cash only on a day because of it."""
        return self.cash_only_until is not None and self.lifted_on is None and on <= self.cash_only_until


@dataclass(frozen=True)
class SentLetter:
    """A letter about a return. `how`: a code of the policy; `person`: who recorded it, an id."""

    how: str
    sent_on: date
    person: str


_OF_RECEIPT = (
    select(fact.c.fact_id, fact.c.envelope, fact.c.body)
    .join(returned_payment, returned_payment.c.fact_id == fact.c.fact_id)
    .where(returned_payment.c.receipt == bindparam("receipt"))
    .order_by(fact.c.fact_id)
)
_BY_ID = select(fact.c.envelope, fact.c.body).where(fact.c.fact_id == bindparam("fact_id"))
_LIFTED = (cash_only_lifted.c.account == returned_account.c.account) & (
    cash_only_lifted.c.returned == returned_account.c.fact_id
)


def _last_letter(column: ColumnElement[Any]) -> Any:
    of_return = return_letter.c.returned == returned_account.c.fact_id
    newest_first = (return_letter.c.sent_on.desc(), return_letter.c.at_us.desc())
    last = select(column).where(of_return).order_by(*newest_first).limit(1)
    return last.correlate(returned_account).scalar_subquery()


def _returns(lifted: ColumnElement[bool]) -> Select[Any]:
    return select(
        returned_account,
        cash_only_lifted.c.lifted_on,
        _last_letter(return_letter.c.sent_on).label("letter_on"),
        _last_letter(return_letter.c.how).label("letter_how"),
    ).outerjoin(cash_only_lifted, lifted)


_OF_ACCOUNT = Prepared(_returns(_LIFTED).where(returned_account.c.account == bindparam("account")))
_LETTERS = (
    select(return_letter).where(return_letter.c.returned == bindparam("returned")).order_by(return_letter.c.at_us)
)

_WAITING = (
    select(open_return)
    .outerjoin(returned_payment, returned_payment.c.trace == open_return.c.trace)
    .where(returned_payment.c.fact_id.is_(None))
)


def returns_of_receipt(journal: Connection, kinds: Kinds, receipt: str) -> list[tuple[str, PaymentReturned]]:
    """The returns of a receipt's tenders, each with its fact id."""
    rows = journal.execute(_OF_RECEIPT, {"receipt": receipt})
    bodies = [(row.fact_id, kinds.read(row.envelope, row.body).body) for row in rows]
    return [(fact_id, body) for fact_id, body in bodies if isinstance(body, PaymentReturned)]


def find_return(journal: Connection, kinds: Kinds, fact_id: str) -> PaymentReturned | None:
    """One return by its fact id."""
    row = journal.execute(_BY_ID, {"fact_id": fact_id}).first()
    body = kinds.read(row.envelope, row.body).body if row else None
    return body if isinstance(body, PaymentReturned) else None


def returns_of_account(journal: Connection, account: str) -> list[AccountReturn]:
    """Every return that concerns an account (its key as text), oldest first."""
    rows = [
        AccountReturn(
            row.fact_id,
            date.fromisoformat(row.returned_on),
            date.fromisoformat(row.warned_until),
            _day(row.cash_only_until),
            _day(row.lifted_on),
            _day(row.letter_on),
            row.letter_how or "",
        )
        for row in _rows_of(journal, account)
    ]
    return sorted(rows, key=lambda row: (row.returned_on, row.fact_id))


def _rows_of(journal: Connection, account: str) -> Sequence[Any]:
    names = names_of(journal, Subject.ACCOUNT, account)
    if len(names) == 1:
        return _OF_ACCOUNT.all(journal, account=account)
    named = {f"name_{number}": name for number, name in enumerate(names)}
    return _under_names(len(names)).all(journal, **named)


@cache
def _under_names(names: int) -> Prepared:
    """Where workstations that worked alone called the account, or another one, by one of so many names."""
    named: list[BindParameter[str]] = [bindparam(f"name_{number}") for number in range(names)]
    lifted = (cash_only_lifted.c.returned == returned_account.c.fact_id) & or_(
        *(cash_only_lifted.c.account == name for name in named)
    )
    place = (fact.c.generation, fact.c.sequence)
    meant = central_id(Subject.ACCOUNT, fact.c.workstation, returned_account.c.account, place)
    is_named = or_(*(returned_account.c.account == name for name in named))
    its_fact = _returns(lifted).join(fact, fact.c.fact_id == returned_account.c.fact_id)
    return Prepared(its_fact.where(is_named, meant == bindparam("name_0")))


def _warning(row: AccountReturn) -> Alert:
    followed = (row.letter_on, row.letter_how, row.lifted_on)
    return Alert(AlertKind.RETURNED_PAYMENT, row.returned_on, row.warned_until, "", *followed)


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None


def letters_of(journal: Connection, returned: str) -> list[SentLetter]:
    """The letters about a return (its fact), oldest first."""
    rows = journal.execute(_LETTERS, {"returned": returned})
    return [SentLetter(row.how, date.fromisoformat(row.sent_on), row.person) for row in rows]


def waiting_returns(journal: Connection) -> list[OpenReturn]:
    """What bank files left open and nobody has recorded since, oldest first; each trace once."""
    found = {row.trace: OpenReturn(*row[1:]) for row in journal.execute(_WAITING)}
    return sorted(found.values(), key=lambda row: (row.returned_on, row.trace))


def return_alerts(journal: Connection, account: str, on: date) -> tuple[Alert, ...]:
    """What our own returns say of an account on a day: cash only, or a warning before the next check."""
    rows = returns_of_account(journal, account)
    if not rows:
        return ()
    standing = [row.cash_only_until for row in rows if row.cash_only_until and row.lifted_on is None]
    until = max(standing, default=None)
    alerts = [_warning(row) for row in rows[-1:]]
    if until is not None:
        alerts.insert(0, Alert(AlertKind.CASH_ONLY, rows[-1].returned_on, until, ""))
    return tuple(alert for alert in alerts if alert.in_force(on))
