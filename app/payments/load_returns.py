"""Posting a bank's file of returned payments: each entry finds the check that it gives back, and is posted just once.

A file that is read at all is posted entry by entry; a second load of it, or of one that overlaps, posts nothing again,
because the id of each return is made from the bank's own trace. What fits no check of this city stays in a list until
somebody records it by hand (`returned_payment`), naming the trace.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select, true

from app.changed import Changed
from app.errors import Refused
from app.identity.permissions import Permission, Session, require
from app.identity.queries import today
from app.ids import stable_id
from app.journal.append import Author, is_recorded
from app.journal.kinds import Kinds
from app.journal.tables import private_data
from app.payments import returned_payment
from app.payments.facts import PaymentTaken
from app.payments.nacha_returns import ReturnEntry, ReturnFile, read_returns
from app.payments.queries import read_payment
from app.payments.returned_payment import ReturnPayment, ReturnRefusal
from app.payments.returned_payment_facts import OpenReturn, ReturnFileLoaded
from app.payments.tables import Part, receipt
from app.payments.tenders import Tender
from app.workplace import Services

_AMOUNTS_AT_ONCE = 500
_AGAIN = (ReturnRefusal.ALREADY_RETURNED, ReturnRefusal.INTENT_TAKEN)


@dataclass(frozen=True)
class ReturnsLoaded:
    """What became of a file: fact ids of what it posted, how many stood there already, what fits no check.

    `again`: this very file was loaded before. `notices`: notifications of change, which move no money.
    """

    posted: tuple[str, ...]
    already: int
    unmatched: tuple[OpenReturn, ...]
    notices: int
    changed: Changed
    again: bool = False


def load_returns(services: Services, session: Session, content: bytes) -> ReturnsLoaded:
    """Reads and posts a file. Not on the writer lane. Raises Refused(NachaRefusal, NOT_PERMITTED), Unavailable."""
    require(session, Permission.PAYMENT_RETURN)
    file = read_returns(content)
    loaded = stable_id("file", hashlib.sha256(content).hexdigest())
    with services.read_journal() as journal:
        if is_recorded(journal, loaded):
            return ReturnsLoaded((), len(file.entries), (), file.notices, Changed(), again=True)
        found = _find_all(journal, services.kinds, file.entries)
    posted, already, unmatched, changed = [], 0, [], Changed()
    for entry in file.entries:
        open_return, place = _open(entry, file), found.get(entry.trace)
        outcome = _post(services, session, open_return, place) if place else None
        if outcome is None:
            unmatched.append(open_return)
        elif outcome.again:
            already += 1
        else:
            posted.append(outcome.fact_id)
            changed = changed | outcome.changed
    return services.lanes.write_now(lambda: _keep(services, session, loaded, file, posted, already, unmatched, changed))


@dataclass(frozen=True)
class _Outcome:
    """Of one entry that found its check."""

    fact_id: str
    changed: Changed
    again: bool


def _post(services: Services, session: Session, found: OpenReturn, place: tuple[str, int]) -> _Outcome | None:
    """None where it must wait for a person: a reason or a day that the rules do not take."""
    receipt, tender = place
    returned_on = date.fromisoformat(found.returned_on)
    command = ReturnPayment(
        stable_id("return", found.trace), receipt, tender, found.reason, returned_on, trace=found.trace
    )
    try:
        done = services.lanes.write_now(lambda: returned_payment.record(services, session, command))
    except Refused as refusal:
        return _Outcome("", Changed(), again=True) if refusal.code in _AGAIN else None
    return _Outcome(done.fact_id, done.changed, done.again)


def _keep(
    services: Services,
    session: Session,
    loaded: str,
    file: ReturnFile,
    posted: list[str],
    already: int,
    unmatched: list[OpenReturn],
    changed: Changed,
) -> ReturnsLoaded:
    """The file's own fact, so that it is known as loaded and what it left open is not forgotten."""
    with services.unit_of_work() as work:
        again = is_recorded(work.connection, loaded)
        if not again:
            body = ReturnFileLoaded(
                created_on=file.created_on.isoformat(),
                entries=len(file.entries),
                posted=tuple(posted),
                unmatched=tuple(unmatched),
            )
            work.append(body, Author(session.person_id, None, today(services).isoformat()), fact_id=loaded)
            work.commit()
        return ReturnsLoaded(tuple(posted), already, tuple(unmatched), file.notices, changed | work.changed, again)


def _open(entry: ReturnEntry, file: ReturnFile) -> OpenReturn:
    return OpenReturn(entry.trace, entry.reason, entry.amount_cents, entry.number, file.created_on.isoformat())


def _find_all(journal: Connection, kinds: Kinds, entries: Sequence[ReturnEntry]) -> dict[str, tuple[str, int]]:
    """Trace → receipt and place of the one check with this amount, number and bank; none where several fit or none."""
    by_amount = _checks_by_amount(journal, {entry.amount_cents for entry in entries})
    found = {}
    for entry in entries:
        fitting = [
            (fact_id, line)
            for fact_id, line in by_amount.get(entry.amount_cents, ())
            if entry.number and _fits(journal, kinds, entry, fact_id, line)
        ]
        if len(fitting) == 1:
            found[entry.trace] = fitting[0]
    return found


_TENDER = Part(receipt.c.tenders)


def _checks_by_amount(journal: Connection, amounts: set[int]) -> dict[int, list[tuple[str, int]]]:
    """Every check of one of these amounts: receipt and place on it; one walk over the tenders for a whole file."""
    wanted = sorted(amounts)
    found: dict[int, list[tuple[str, int]]] = {}
    for at in range(0, len(wanted), _AMOUNTS_AT_ONCE):
        part = wanted[at : at + _AMOUNTS_AT_ONCE]
        rows = (
            select(receipt.c.fact_id, _TENDER.n.label("line"), _TENDER.value.label("amount_cents"))
            .select_from(receipt)
            .join(_TENDER.rows, true())
            .where(_TENDER.kind == "check", _TENDER.value.in_(part))
        )
        for row in journal.execute(rows):
            found.setdefault(row.amount_cents, []).append((row.fact_id, row.line))
    return found


def _fits(journal: Connection, kinds: Kinds, entry: ReturnEntry, receipt: str, line: int) -> bool:
    payment = read_payment(journal, kinds, receipt)
    tenders = payment.body.tenders if payment and isinstance(payment.body, PaymentTaken) else ()
    return any(
        (tender.number or "").lstrip("0") == entry.number and _is_of(journal, tender, entry.routing_number)
        for tender in tenders[line - 1 : line]
    )


def _is_of(journal: Connection, tender: Tender, routing_number: str) -> bool:
    """Is the check drawn on this bank? Where the number was erased, nobody can say no."""
    value = journal.scalar(select(private_data.c.value).where(private_data.c.digest == tender.routing_number))
    return value in (None, "", routing_number)
