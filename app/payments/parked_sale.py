"""Sales that are not receipts yet: the one in progress, which survives a crash, and those set aside for later.

A draft is working state, no money: it is removed when its payment is recorded, and expires by policy `parked_sales`.
What it holds is what was typed, so a card number is refused here too: none may be kept anywhere.
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
from app.identity.permissions import Permission, Session, require
from app.journal.append import is_recorded
from app.payments.tables import sale_draft
from app.payments.tenders import refuse_card_number
from app.store.prepared import Prepared
from app.workplace import Services


class ParkRefusal(StrEnum):
    """Why a sale is not set aside or taken up, in the order in which it is tested (after the permission)."""

    NOTHING_ENTERED = "nothing_entered"
    NOT_READABLE = "not_readable"
    TOO_LARGE = "too_large"
    CARD_NUMBER_TYPED = "card_number_typed"
    TOO_MANY_PARKED = "too_many_parked"
    NOT_THERE = "not_there"


class DraftLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """One entered line. `kind` as on a receipt; `key`: account key, ledger code, what was chosen; cents."""

    kind: str
    amount_cents: int
    key: str = ""
    description: str = ""
    directed: dict[str, int] = msgspec.field(default_factory=dict)


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
    """Stores the sale in progress, so that nothing entered is lost; one that is recorded by now stays a receipt.

    Raises Refused(ParkRefusal).
    """
    _store(services, session, shift, intent, draft, "open")


def park(services: Services, session: Session, shift: Shift, intent: str, draft: Draft) -> None:
    """Sets the sale aside for later. Raises Refused(ParkRefusal)."""
    require(session, Permission.PAYMENT_TAKE)
    if not draft.lines:
        raise Refused(ParkRefusal.NOTHING_ENTERED)
    _store(services, session, shift, intent, draft, "parked")


def resume(services: Services, session: Session, intent: str) -> Draft:
    """Takes a parked sale up again as the one in progress. Raises Refused(NOT_THERE) when it expired or was taken."""
    require(session, Permission.PAYMENT_TAKE)
    now_us = services.clock.now_us()
    with services.plain_work() as work:
        row = work.connection.execute(
            sale_draft.update()
            .where(
                sale_draft.c.intent == intent,
                sale_draft.c.state == "parked",
                sale_draft.c.expires_at_us > now_us,
            )
            .values(state="open", person=session.person_id, changed_at_us=now_us)
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


def in_progress(connection: Connection, person: str, now_us: int) -> ParkedSale | None:
    """The sale that a person had on the screen when the program last ended; None when there was none of late."""
    row = connection.execute(
        select(sale_draft)
        .where(sale_draft.c.state == "open", sale_draft.c.person == person, sale_draft.c.expires_at_us > now_us)
        .order_by(sale_draft.c.changed_at_us.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    return ParkedSale(row.intent, _decoder.decode(row.content), row.person, row.changed_at_us, row.expires_at_us)


def _store(services: Services, session: Session, shift: Shift, intent: str, draft: Draft, state: str) -> None:
    require(session, Permission.PAYMENT_TAKE)
    policy = services.policies.at("parked_sales", date.fromisoformat(shift.business_date))
    content, now_us = _content(draft, policy.values["content_bytes_max"]), services.clock.now_us()
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
        if is_recorded(work.connection, intent):
            return
        _remove_expired(work.connection, now_us)
        if state == "parked":
            _refuse_too_many(work.connection, intent, policy.values["parked_max"])
        work.connection.execute(
            insert(sale_draft).values(row).on_conflict_do_update(index_elements=["intent"], set_=row)
        )
        work.commit()


def _content(draft: Draft, bytes_max: int) -> bytes:
    """The draft as it is stored. Raises Refused: NOT_READABLE for half a surrogate pair."""
    try:
        content = msgspec.json.encode(draft)
    except UnicodeEncodeError as error:
        raise Refused(ParkRefusal.NOT_READABLE) from error
    if len(content) > bytes_max:
        raise Refused(ParkRefusal.TOO_LARGE, limit_bytes=bytes_max)
    try:
        refuse_card_number(draft.payor_name, *(line.description for line in draft.lines))
    except Refused as refusal:
        raise Refused(ParkRefusal.CARD_NUMBER_TYPED) from refusal
    return content


def _refuse_too_many(connection: Connection, intent: str, parked_max: int) -> None:
    others = select(func.count()).where(sale_draft.c.state == "parked", sale_draft.c.intent != intent)
    if (connection.scalar(others) or 0) >= parked_max:
        raise Refused(ParkRefusal.TOO_MANY_PARKED, limit=parked_max)


def _remove_expired(connection: Connection, now_us: int) -> None:
    connection.execute(delete(sale_draft).where(sale_draft.c.expires_at_us <= now_us))
