"""Passes that counters handed over: by their number, and which of them hold no more. Reads only.

What denies a pass follows from facts, by joins: its receipt is void, its line was given back, the bank gave the payment
back, or a new paper replaced a lost one. So the deny list needs no upkeep, comes with the facts of other counters, and
a replacement that is void itself gives the lost pass its validity back.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, bindparam, exists, or_, select

from app.journal.kinds import Kinds
from app.payments import tables as receipts
from app.payments.facts import PaidLine, PaymentTaken
from app.payments.issued import Issued
from app.payments.queries import read_payment
from app.payments.returned_payment_tables import returned_payment
from app.payments.undo_tables import undone_line
from app.store.prepared import Prepared

SOLD_AS = "pass"
"""The kind of a line that sold a pass."""


class Denied(StrEnum):
    """Why a pass holds no more, the first that applies."""

    VOIDED = "voided"
    REFUNDED = "refunded"
    REPLACED = "replaced"
    RETURNED = "returned"


@dataclass(frozen=True)
class KnownPass:
    """A pass of which the fact is here. `receipt`: its fact id; `place`: of its line on it, from 1."""

    receipt: str
    place: int
    line: PaidLine
    issued: Issued


_THING, _VOID = receipts.issued_thing, receipts.receipt_void
_NEWER, _NEWER_VOID, _NEWER_UNDONE = _THING.alias("newer"), _VOID.alias("newer_void"), undone_line.alias("newer_undone")
_FOUND = Prepared(
    select(_THING.c.receipt, _THING.c.line).where(_THING.c.serial == bindparam("serial"), _THING.c.kind == SOLD_AS)
)
_REASONS = {
    Denied.VOIDED: exists().where(_VOID.c.receipt == _THING.c.receipt),
    Denied.REFUNDED: exists().where(
        undone_line.c.receipt == _THING.c.receipt, undone_line.c.line == _THING.c.line, undone_line.c.what == "refund"
    ),
    Denied.REPLACED: exists().where(
        _NEWER.c.replaces == _THING.c.serial,
        ~exists().where(_NEWER_VOID.c.receipt == _NEWER.c.receipt),
        ~exists().where(
            _NEWER_UNDONE.c.receipt == _NEWER.c.receipt,
            _NEWER_UNDONE.c.line == _NEWER.c.line,
            _NEWER_UNDONE.c.what == "refund",
        ),
    ),
    Denied.RETURNED: exists().where(returned_payment.c.receipt == _THING.c.receipt),
}
_STANDING = select(_THING.c.serial, *(reason.label(name.value) for name, reason in _REASONS.items()))
_DENIED = Prepared(_STANDING.where(_THING.c.serial == bindparam("serial"), _THING.c.kind == SOLD_AS))
_DENY_LIST = Prepared(_STANDING.where(_THING.c.kind == SOLD_AS, or_(*_REASONS.values())).order_by(_THING.c.serial))


def find_pass(journal: Connection, kinds: Kinds, serial: str) -> KnownPass | None:
    """A pass by its number, small letters too; None for one whose fact is not here."""
    found = _FOUND.first(journal, serial=serial.strip().upper())
    fact = read_payment(journal, kinds, found.receipt) if found else None
    if found is None or fact is None or not isinstance(fact.body, PaymentTaken):
        return None
    line = fact.body.lines[found.line - 1]
    return KnownPass(found.receipt, found.line, line, line.issued) if line.issued is not None else None


def why_denied(journal: Connection, serial: str) -> Denied | None:
    """Why a pass holds no more; None for one that does, or that is not known here."""
    row = _DENIED.first(journal, serial=serial)
    return _reason(row) if row is not None else None


def deny_list(journal: Connection) -> list[tuple[str, Denied]]:
    """Every pass of known facts that holds no more, by its number: what readers on buses are given."""
    found = ((row.serial, _reason(row)) for row in _DENY_LIST.all(journal))
    return [(serial, reason) for serial, reason in found if reason is not None]


def _reason(row: Any) -> Denied | None:
    return next((name for name in Denied if getattr(row, name.value)), None)
