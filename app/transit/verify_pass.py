"""Is this pass good? By its scanned code without a network, or by its number where its sale is known here.

A code is judged in the order of `Verdict`: is it one at all, is its key the city's, is its signature that key's, does
it stand on the deny list, is today one of its days. Whether a paper was copied shows where it is used, not here.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection, select

from app.identity.queries import today
from app.journal.kinds import Kinds
from app.journal.tables import chain_device
from app.payments.issued import Issued, is_serial
from app.store.prepared import Prepared
from app.transit.pass_code import SignedPass, key_id, read_code
from app.transit.passes import Denied, KnownPass, find_pass, why_denied
from app.workplace import Services


class Verdict(StrEnum):
    """What is true of a pass: the first that applies."""

    NOT_ONE = "not_one"
    UNKNOWN = "unknown"
    """A number that no sale here has; its code can still be scanned."""
    WRONG_KEY = "wrong_key"
    ALTERED = "altered"
    """Its signature is that of a pass that was sold, what it says is not."""
    FORGED = "forged"
    DENIED = "denied"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    VALID = "valid"


@dataclass(frozen=True)
class PassCheck:
    """The answer. `known`: the sale, where its fact is here; product and rider as codes, days both included."""

    verdict: Verdict
    serial: str = ""
    product: str = ""
    rider: str = ""
    first_on: date | None = None
    last_on: date | None = None
    rides: int = 0
    price_cents: int = 0
    denied: Denied | None = None
    known: KnownPass | None = None


_KEYS = Prepared(select(chain_device.c.public_key))


def verify(services: Services, typed: str) -> PassCheck:
    """Judges a code or a number, as it was scanned or typed. Raises Unavailable."""
    on, written = today(services), typed.strip()
    code = read_code(written)
    with services.read_journal() as journal:
        if code is not None:
            return _judge(journal, services.kinds, code, on)
        known = find_pass(journal, services.kinds, written)
        if known is None:
            return PassCheck(Verdict.UNKNOWN if is_serial(written) else Verdict.NOT_ONE, written[:40])
        return _judge_days(journal, _said(known), on)


def _judge(journal: Connection, kinds: Kinds, code: SignedPass, on: date) -> PassCheck:
    content = code.content
    check = PassCheck(
        Verdict.VALID,
        content.serial,
        content.product,
        content.rider,
        content.first_on,
        content.last_on,
        content.rides,
        content.price_cents,
    )
    public_key = next((row.public_key for row in _KEYS.all(journal) if key_id(row.public_key) == content.key_id), None)
    if public_key is None:
        return replace(check, verdict=Verdict.WRONG_KEY)
    known = find_pass(journal, kinds, content.serial)
    check = replace(check, known=known)
    if not code.verifies(public_key):
        return replace(check, verdict=Verdict.ALTERED if _was_signed(known, code) else Verdict.FORGED)
    return _judge_days(journal, check, on)


def _was_signed(known: KnownPass | None, code: SignedPass) -> bool:
    """Does the paper carry the signature of the pass that was sold under its number?"""
    sold = read_code(known.issued.code) if known is not None else None
    return sold is not None and sold.signature == code.signature


def _judge_days(journal: Connection, check: PassCheck, on: date) -> PassCheck:
    denied = why_denied(journal, check.serial)
    if denied is not None:
        return replace(check, verdict=Verdict.DENIED, denied=denied)
    if check.first_on is not None and on < check.first_on:
        return replace(check, verdict=Verdict.NOT_YET)
    if check.last_on is not None and on > check.last_on:
        return replace(check, verdict=Verdict.EXPIRED)
    return check


def _said(known: KnownPass) -> PassCheck:
    """What the sale says of a pass."""
    issued: Issued = known.issued
    product, _, rider = issued.product.partition("/")
    days = date.fromisoformat(issued.first_on), date.fromisoformat(issued.last_on)
    sold = read_code(issued.code)
    price_cents = sold.content.price_cents if sold is not None else 0
    return PassCheck(Verdict.VALID, issued.serial, product, rider, *days, issued.rides, price_cents, known=known)
