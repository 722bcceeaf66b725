"""Receipt numbers: gap-free per workstation and generation, taken inside the payment's own transaction.

People say `A2-000318`; the paper's code carries `A2-1-000318-K7QF`: workstation, generation, number, and four signs of
the fact's id, so that a cloned or restored workstation can never give two receipts one number unseen.
"""

import re

from sqlalchemy import Connection, bindparam, func, select

from app.journal.append import Device, JournalWork
from app.journal.fact import Fact
from app.payments.facts import PaymentTaken
from app.payments.tables import receipt
from app.store.prepared import Prepared

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's Base32: no letters that look like digits."""

_HIGHEST = Prepared(
    select(func.max(receipt.c.number)).where(
        receipt.c.workstation == bindparam("workstation"), receipt.c.generation == bindparam("generation")
    )
)
_SPOKEN = re.compile(r"([A-Z][A-Z0-9]{1,5})(?:-(\d{1,4}))?-(\d{1,9})", re.ASCII | re.IGNORECASE)
_FULL = re.compile(r"([A-Z][A-Z0-9]{1,5})-(\d{1,4})-(\d{6,9})-([0-9A-Z]{4})", re.ASCII | re.IGNORECASE)


def next_number(work: JournalWork) -> int:
    """The number after the highest of this device; the surrounding transaction keeps it ours."""
    return 1 + work.follow("receipt number", (receipt,), lambda at: highest(at, work.device), _number_after)


def highest(connection: Connection, device: Device) -> int:
    """The last number that a device gave in its generation, 0 before the first."""
    return int(_HIGHEST.scalar(connection, workstation=device.code, generation=device.generation) or 0)


def _number_after(last: int, fact: Fact) -> int:
    return fact.body.number if isinstance(fact.body, PaymentTaken) else last


def spoken(workstation: str, generation: int, number: int) -> str:
    """`A2-000318`; from the second generation on `A2-2-000318`."""
    middle = f"{generation}-" if generation > 1 else ""
    return f"{workstation}-{middle}{number:06d}"


def full(workstation: str, generation: int, number: int, fact_id: str) -> str:
    """`A2-1-000318-K7QF`."""
    return f"{workstation}-{generation}-{number:06d}-{check_signs(fact_id)}"


def check_signs(fact_id: str) -> str:
    """The last twenty bits of the fact's id as four signs."""
    bits = int(fact_id.replace("-", "")[-5:], 16)
    return "".join(ALPHABET[bits >> shift & 31] for shift in (15, 10, 5, 0))


def parse(text: str) -> tuple[str, int, int] | None:
    """(workstation, generation, number) of either way of writing; None when it is not a receipt number."""
    found = _FULL.fullmatch(text.strip()) or _SPOKEN.fullmatch(text.strip())
    if found is None:
        return None
    return found[1].upper(), int(found[2] or 1), int(found[3])


def belongs_to(text: str, fact_id: str) -> bool:
    """Does a number, as it was written, fit this fact? Only a full one, with its four signs, can fail to."""
    found = _FULL.fullmatch(text.strip())
    return found is None or found[4].upper() == check_signs(fact_id)
