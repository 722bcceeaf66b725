"""Open conflicts between counters as a page shows them: the account's number and name, where and when it happened."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from app.accounts import queries as accounts
from app.errors import Unavailable
from app.identity.permissions import Permission, Session, may, require
from app.journal.chain import read_envelope
from app.journal.tables import activity, fact
from app.payments import receipt_numbers
from app.payments.facts import PaymentTaken
from app.store.database import StoreFailure
from app.sync.conflicts import Conflict, open_conflicts
from app.sync.enrol import kept_centre
from app.workplace import Reading, Services


@dataclass(frozen=True)
class Part:
    """One of the facts that make a conflict. `receipt_number` of a payment that stands here, "" otherwise.

    `at_us` None: it happened in an office of which only sums come here.
    """

    fact_id: str
    workstation: str
    at_us: int | None = None
    receipt_number: str = ""


@dataclass(frozen=True)
class OpenConflict:
    """`account_number` and `customer_name` as the city's data say, "" where the account is not in them any more."""

    conflict: Conflict
    account_number: str
    customer_name: str
    parts: tuple[Part, ...]

    @property
    def since_us(self) -> int | None:
        """When it became one: its newest part."""
        return max((part.at_us for part in self.parts if part.at_us is not None), default=None)

    @property
    def where(self) -> tuple[str, ...]:
        """The workstations that took part."""
        return tuple(dict.fromkeys(part.workstation for part in self.parts))


def exceptions_page(services: Services, session: Session) -> tuple[OpenConflict, ...]:
    """What nobody has settled yet, the newest first. Raises Refused(NOT_PERMITTED), Unavailable."""
    require(session, Permission.PAYMENT_CORRECT)
    with services.read() as reading:
        found = [_open(reading, services, conflict) for conflict in open_conflicts(reading, services.kinds)]
    return tuple(sorted(found, key=lambda each: (-(each.since_us or 0), each.conflict.key)))


def exceptions_waiting(services: Services, session: Session) -> int:
    """How many of them this person may settle; none where no centre is. Reads every posting: for a background lane."""
    if not may(session, Permission.PAYMENT_CORRECT):
        return 0
    with services.read_journal() as connection:
        if kept_centre(connection) is None:
            return 0
    try:
        with services.read() as reading:
            return len(open_conflicts(reading, services.kinds))
    except Unavailable as failure:
        if failure.code is StoreFailure.NOT_SET_UP:  # the city's data are not here yet
            return 0
        raise


def _open(reading: Reading, services: Services, conflict: Conflict) -> OpenConflict:
    number, name = _account(reading, conflict.account)
    parts = (_part(reading.journal, services, fact_id) for fact_id in conflict.facts)
    ordered = sorted(parts, key=lambda part: (part.at_us is None, part.at_us or 0))
    return OpenConflict(conflict, number, name, tuple(ordered))


def _account(reading: Reading, account: str) -> tuple[str, str]:
    row = accounts.find_account(reading.reference, accounts.account_key(account)) if account else None
    summary = accounts.account_summary(reading.reference, row) if row is not None else None
    return (summary.number, summary.customer_name) if summary is not None else ("", "")


def _part(journal: Connection, services: Services, fact_id: str) -> Part:
    row = journal.execute(select(fact.c.envelope, fact.c.body).where(fact.c.fact_id == fact_id)).first()
    envelope = read_envelope(row.envelope) if row is not None else None
    if row is None or envelope is None:
        elsewhere = select(activity.c.workstation).where(activity.c.fact_id == fact_id).limit(1)
        return Part(fact_id, journal.scalar(elsewhere) or "")
    body = services.kinds.read(row.envelope, row.body).body
    place = (envelope.workstation, envelope.generation)
    number = receipt_numbers.spoken(*place, body.number) if isinstance(body, PaymentTaken) else ""
    return Part(fact_id, envelope.workstation, envelope.recorded_at_us, number)
