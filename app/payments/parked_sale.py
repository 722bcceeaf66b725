"""Sales that are not receipts yet: the one in progress, which survives a crash, and those set aside for later.

A draft is working state, no money: it is removed when its payment is recorded, and expires by policy `parked_sales`.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import msgspec
from sqlalchemy import Connection, bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from app.clock import MICROSECONDS
from app.drawers.queries import Shift
from app.errors import Refused
from app.identity.permissions import Session
from app.payments.tables import sale_draft
from app.policies import Policy
from app.store.prepared import Prepared
from app.workplace import Services


class ParkRefusal(StrEnum):
    """Why a sale is not set aside or taken up, in the order in which it is tested."""

    NOTHING_ENTERED = "nothing_entered"
    TOO_LARGE = "too_large"
    TOO_MANY_PARKED = "too_many_parked"
    NOT_THERE = "not_there"


class DraftLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """One entered line. `kind`: "account", "miscellaneous", "suspense"; `key`: account key or ledger code; cents."""

    kind: str
    amount_cents: int
    key: str = ""
    description: str = ""
    directed: dict[str, int] = {}


class Draft(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was entered so far; `label` is how the list of parked sales names it."""

    lines: tuple[DraftLine, ...]
    label: str = ""
    payor_name: str = ""


@dataclass(frozen=True)
class ParkedSale:
    """A sale set aside: `intent` stays the id of its payment-to-be. Instants UTC µs."""

    intent: str
    draft: Draft
    person: str
    parked_at_us: int
    expires_at_us: int


_decoder = msgspec.json.Decoder(Draft)
_REMOVE = Prepared(delete(sale_draft).where(sale_draft.c.intent == bindparam("intent")))


def keep(services: Services, session: Session, shift: Shift, intent: str, draft: Draft) -> None:
    """Stores the sale in progress, so that nothing entered is lost. Raises Refused(TOO_LARGE)."""
    _store(services, session, shift, intent, draft, "open")


def park(services: Services, session: Session, shift: Shift, intent: str, draft: Draft) -> None:
    """Sets the sale aside for later. Raises Refused(ParkRefusal)."""
    if not draft.lines:
        raise Refused(ParkRefusal.NOTHING_ENTERED)
    _store(services, session, shift, intent, draft, "parked")


def resume(services: Services, session: Session, intent: str) -> Draft:
    """Takes a parked sale up again as the one in progress. Raises Refused(NOT_THERE) when it expired or was taken."""
    with services.plain_work() as work:
        row = work.connection.execute(
            sale_draft.update()
            .where(
                sale_draft.c.intent == intent,
                sale_draft.c.state == "parked",
                sale_draft.c.expires_at_us > services.clock.now_us(),
            )
            .values(state="open", person=session.person_id)
            .returning(sale_draft.c.content)
        ).first()
        if row is None:
            raise Refused(ParkRefusal.NOT_THERE)
        work.commit()
    return _decoder.decode(row.content)


def discard(services: Services, intent: str) -> None:
    """Forgets a sale that was cleared."""
    with services.plain_work() as work:
        remove(work.connection, intent)
        work.commit()


def remove(connection: Connection, intent: str) -> None:
    """Removes the draft in the caller's transaction: its payment is recorded."""
    _REMOVE.run(connection, intent=intent)


def parked(connection: Connection, now_us: int) -> list[ParkedSale]:
    """Sales set aside that have not expired, oldest first."""
    rows = connection.execute(
        select(sale_draft)
        .where(sale_draft.c.state == "parked", sale_draft.c.expires_at_us > now_us)
        .order_by(sale_draft.c.changed_at_us)
    )
    return [ParkedSale(r.intent, _decoder.decode(r.content), r.person, r.changed_at_us, r.expires_at_us) for r in rows]


def in_progress(connection: Connection, person: str) -> ParkedSale | None:
    """The sale that a person had on the screen when the program last ended; None when there was none."""
    row = connection.execute(
        select(sale_draft)
        .where(sale_draft.c.state == "open", sale_draft.c.person == person)
        .order_by(sale_draft.c.changed_at_us.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    return ParkedSale(row.intent, _decoder.decode(row.content), row.person, row.changed_at_us, row.expires_at_us)


def _store(services: Services, session: Session, shift: Shift, intent: str, draft: Draft, state: str) -> None:
    policy = services.policies.at("parked_sales", date.fromisoformat(shift.business_date))
    content, now_us = msgspec.json.encode(draft), services.clock.now_us()
    if len(content) > policy.values["content_bytes_max"]:
        raise Refused(ParkRefusal.TOO_LARGE, limit_bytes=policy.values["content_bytes_max"])
    row = {
        "intent": intent,
        "shift": shift.shift,
        "person": session.person_id,
        "state": state,
        "content": content,
        "changed_at_us": now_us,
        "expires_at_us": now_us + policy.values["expires_after_seconds"] * MICROSECONDS,
    }
    with services.plain_work() as work:
        _remove_expired(work.connection, now_us)
        if state == "parked":
            _refuse_too_many(work.connection, policy)
        work.connection.execute(
            insert(sale_draft).values(row).on_conflict_do_update(index_elements=["intent"], set_=row)
        )
        work.commit()


def _refuse_too_many(connection: Connection, policy: Policy) -> None:
    waiting = connection.scalar(select(func.count()).where(sale_draft.c.state == "parked")) or 0
    if waiting >= policy.values["parked_max"]:
        raise Refused(ParkRefusal.TOO_MANY_PARKED, limit=policy.values["parked_max"])


def _remove_expired(connection: Connection, now_us: int) -> None:
    connection.execute(delete(sale_draft).where(sale_draft.c.expires_at_us <= now_us))
