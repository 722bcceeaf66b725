"""A card attempt is stored before the cashier says "take the card now", so that no crash can hide a taken card.

The terminal stands outside this program. At start each open attempt asks whether the terminal approved it; "unknown"
stays as an exception in card clearing until the terminal's batch settles it. Is it in the batch, a sale of whoever has
the drawer takes it up as its tender; is it not, somebody who may correct payments closes it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Update, bindparam, insert, or_, select, update

from app.drawers.queries import Shift, open_shift
from app.errors import Refused
from app.identity.permissions import Permission, Session, require
from app.identity.queries import today
from app.payments.tables import card_attempt
from app.payments.tenders import Tender, TenderRefusal
from app.workplace import Services


class AttemptState(StrEnum):
    """Where an attempt stands. Only "used" ones are in a receipt."""

    OPEN = "open"
    APPROVED = "approved"
    DECLINED = "declined"
    UNKNOWN = "unknown"
    USED = "used"


class AttemptRefusal(StrEnum):
    """Why an attempt is not stored or settled, in the order in which it is tested (after the permission)."""

    AMOUNT_NOT_POSITIVE = "amount_not_positive"
    AMOUNT_TOO_LARGE = "amount_too_large"
    NO_SHIFT = "no_shift"
    SHIFT_SUSPENDED = "shift_suspended"
    NOT_WAITING = "not_waiting"


@dataclass(frozen=True)
class Attempt:
    """One card attempt: for which sale (`intent`), how much (cents), since when (UTC µs)."""

    attempt: str
    intent: str
    person: str
    amount_cents: int
    started_at_us: int
    state: AttemptState


_ANSWERS = (AttemptState.APPROVED, AttemptState.DECLINED, AttemptState.UNKNOWN)
_MOVE = (
    update(card_attempt)
    .where(card_attempt.c.attempt == bindparam("which"))
    .values(state=bindparam("new_state"), settled_at_us=bindparam("at_us"))
)
_USE = _MOVE.where(card_attempt.c.state.in_(("open", "approved", "unknown")))
_ANSWER = _MOVE.where(card_attempt.c.state.in_(("open", "approved"))).values(settled_by=bindparam("by"))
_CLEAR_UP = _MOVE.where(card_attempt.c.state == "unknown").values(settled_by=bindparam("by"))
_TAKE_UP = _CLEAR_UP.values(intent=bindparam("sale"))


def begin(services: Services, session: Session, intent: str, amount_cents: int) -> Attempt:
    """Stores that a card is about to be taken; only then may the cashier use the terminal. Raises Refused."""
    require(session, Permission.PAYMENT_TAKE)
    if amount_cents <= 0:
        raise Refused(AttemptRefusal.AMOUNT_NOT_POSITIVE)
    limit_cents = services.policies.at("tenders", today(services)).values["payment_cents_max"]
    if amount_cents > limit_cents:
        raise Refused(AttemptRefusal.AMOUNT_TOO_LARGE, limit_cents=limit_cents)
    with services.plain_work() as work:
        shift = open_shift(work.connection, services.device.code)
        if shift is None:
            raise Refused(AttemptRefusal.NO_SHIFT)
        if shift.suspended:
            raise Refused(AttemptRefusal.SHIFT_SUSPENDED, drawer=shift.drawer)
        attempt = Attempt(
            services.ids.new_id(), intent, session.person_id, amount_cents, services.clock.now_us(), AttemptState.OPEN
        )
        work.connection.execute(
            insert(card_attempt).values(
                attempt=attempt.attempt,
                intent=intent,
                shift=shift.shift,
                person=session.person_id,
                amount_cents=amount_cents,
                started_at_us=attempt.started_at_us,
                state=AttemptState.OPEN,
            )
        )
        work.commit()
    return attempt


def settle(services: Services, session: Session, attempt: str, state: AttemptState) -> None:
    """What the terminal said, by this cashier's word: approved, declined or unknown. Raises Refused(NOT_WAITING)."""
    require(session, Permission.PAYMENT_TAKE)
    if state not in _ANSWERS:
        raise ValueError(f"a cashier cannot say that an attempt is {state}")
    with services.plain_work() as work:
        answer = _word(services, session, attempt, state)
        _move(work.connection, _ANSWER, answer)
        work.commit()


def take_up(services: Services, session: Session, attempt: str, intent: str) -> Attempt:
    """The batch has it, so the sale `intent` takes it as its tender. Raises Refused(NOT_PERMITTED or NOT_WAITING).

    Its own sale may have been paid in cash meanwhile, or be gone: a sale has one receipt, the card goes to another one.
    """
    require(session, Permission.PAYMENT_TAKE)
    with services.plain_work() as work:
        answer = _word(services, session, attempt, AttemptState.APPROVED)
        _move(work.connection, _TAKE_UP, {**answer, "sale": intent})
        row = work.connection.execute(select(card_attempt).where(card_attempt.c.attempt == attempt)).one()
        work.commit()
    return _read(row)


def close_unknown(services: Services, session: Session, attempt: str) -> None:
    """The batch does not have it: nothing was charged. Raises Refused(NOT_PERMITTED or NOT_WAITING)."""
    require(session, Permission.PAYMENT_CORRECT)
    with services.plain_work() as work:
        _move(work.connection, _CLEAR_UP, _word(services, session, attempt, AttemptState.DECLINED))
        work.commit()


def use(connection: Connection, intent: str, tenders: Sequence[Tender], at_us: int) -> None:
    """Binds each card tender to its stored attempt, in the payment's own transaction.

    Raises Refused(CARD_NOT_ATTEMPTED) for one without an attempt of the same sale and amount.
    """
    for tender in tenders:
        if tender.kind != "card":
            continue
        found = connection.execute(
            select(card_attempt.c.intent, card_attempt.c.amount_cents, card_attempt.c.state).where(
                card_attempt.c.attempt == tender.attempt
            )
        ).first()
        fits = found is not None and (found.intent, found.amount_cents) == (intent, tender.amount_cents)
        if tender.attempt is None or not fits:
            raise Refused(TenderRefusal.CARD_NOT_ATTEMPTED)
        try:
            _move(connection, _USE, {"which": tender.attempt, "new_state": AttemptState.USED, "at_us": at_us})
        except Refused as refusal:
            raise Refused(TenderRefusal.CARD_NOT_ATTEMPTED) from refusal


def unsettled(connection: Connection) -> list[Attempt]:
    """Attempts whose outcome this program does not know yet, oldest first: each asks the cashier."""
    rows = connection.execute(
        select(card_attempt).where(card_attempt.c.state.in_(("open", "approved"))).order_by(card_attempt.c.attempt)
    )
    return [_read(row) for row in rows]


def exceptions(connection: Connection, shift: Shift | None = None) -> list[Attempt]:
    """Attempts that nobody could say the outcome of: to be settled against the card batch total.

    With `shift` those begun in it, and those of earlier ones that were answered in it.
    """
    asked = select(card_attempt).where(card_attempt.c.state == AttemptState.UNKNOWN).order_by(card_attempt.c.attempt)
    if shift is not None:
        answered = card_attempt.c.settled_at_us >= shift.opened_at_us
        asked = asked.where(or_(card_attempt.c.shift == shift.shift, answered))
    rows = connection.execute(asked)
    return [_read(row) for row in rows]


def _word(services: Services, session: Session, attempt: str, state: AttemptState) -> dict[str, object]:
    """Who says now how an attempt ended."""
    return {"which": attempt, "new_state": state, "at_us": services.clock.now_us(), "by": session.person_id}


def _move(connection: Connection, change: Update, values: dict[str, object]) -> None:
    if connection.execute(change, values).rowcount != 1:
        raise Refused(AttemptRefusal.NOT_WAITING, attempt=values["which"])


def _read(row: Any) -> Attempt:
    return Attempt(row.attempt, row.intent, row.person, row.amount_cents, row.started_at_us, AttemptState(row.state))
