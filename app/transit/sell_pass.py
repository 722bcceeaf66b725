"""Selling a transit pass, or a new paper for a lost one, as a line of a payment; and when its money may go back.

A pass is sold for days, so that paper says when it holds and whoever looks at it needs no network. The price is the
policy's of the day it is sold; what the sale shows must be that price. Refusals come in the order of `PassRefusal`.
"""

from datetime import date, timedelta
from enum import StrEnum

import msgspec
from sqlalchemy import Connection

from app.errors import Refused
from app.identity.permissions import Permission
from app.journal.append import JournalWork
from app.payments.facts import PaidLine
from app.payments.issued import Issued
from app.payments.sold_things import Sold, Wanted
from app.policies import Policies
from app.transit.pass_code import PassContent, key_id, write_code
from app.transit.pass_products import PassChoice, PassRules, Product, Replacement, pass_rules, read_choice
from app.transit.passes import KnownPass, find_pass, why_denied


class PassRefusal(StrEnum):
    """Why a pass is not sold, not replaced or not refunded, in the order in which it is tested."""

    CHOICE_UNKNOWN = "choice_unknown"
    NOT_FOR_THIS_RIDER = "not_for_this_rider"
    BEGINS_IN_THE_PAST = "begins_in_the_past"
    BEGINS_TOO_LATE = "begins_too_late"
    SERIAL_UNKNOWN = "serial_unknown"
    HOLDS_NO_MORE = "holds_no_more"
    OVER = "over"
    PRICE_CHANGED = "price_changed"
    REFUND_IN_PART = "refund_in_part"
    BEGUN = "begun"


class PassSeller:
    """The seller of lines of the kind "pass"."""

    permission = Permission.TRANSIT_SELL

    def sell(self, work: JournalWork, policies: Policies, wanted: Wanted) -> Sold:
        """The pass with its signed code. Raises Refused(PassRefusal)."""
        rules, choice = pass_rules(policies, wanted.on), read_choice(wanted.choice)
        if choice is None:
            raise Refused(PassRefusal.CHOICE_UNKNOWN)
        if isinstance(choice, Replacement):
            return _replace(work, rules, wanted, find_replaceable(work, choice.serial, wanted.on))
        return _sell(work, rules, wanted, choice)

    def refuse_refund(self, journal: Connection, line: PaidLine, amount_cents: int, on: date) -> None:
        """Whole, before its first day, while it holds. Raises Refused(PassRefusal)."""
        if line.issued is None:
            return
        if why_denied(journal, line.issued.serial) is not None:
            raise Refused(PassRefusal.HOLDS_NO_MORE, serial=line.issued.serial)
        if amount_cents != line.amount_cents:
            raise Refused(PassRefusal.REFUND_IN_PART, amount_cents=line.amount_cents)
        if line.issued.replaces is None and date.fromisoformat(line.issued.first_on) <= on:
            raise Refused(PassRefusal.BEGUN, first_on=date.fromisoformat(line.issued.first_on))


def price_of(rules: PassRules, choice: PassChoice, on: date) -> int:
    """Cents. Raises Refused(PassRefusal) for what is not sold so on that day."""
    product = _product(rules, choice)
    if choice.first_on < on:
        raise Refused(PassRefusal.BEGINS_IN_THE_PAST)
    if choice.first_on > on + timedelta(days=rules.days_ahead_max):
        raise Refused(PassRefusal.BEGINS_TOO_LATE, days=rules.days_ahead_max)
    return product.prices[choice.rider]


def find_replaceable(work: JournalWork, serial: str, on: date) -> KnownPass:
    """A lost pass that still holds. Raises Refused(PassRefusal)."""
    return replaceable(find_pass(work.connection, work.kinds, serial), work.connection, serial, on)


def replaceable(known: KnownPass | None, journal: Connection, serial: str, on: date) -> KnownPass:
    """The same pass. Raises Refused(PassRefusal) for one that is not known, denied or over."""
    if known is None:
        raise Refused(PassRefusal.SERIAL_UNKNOWN, serial=serial[:40])
    if why_denied(journal, known.issued.serial) is not None:
        raise Refused(PassRefusal.HOLDS_NO_MORE, serial=known.issued.serial)
    if date.fromisoformat(known.issued.last_on) < on:
        raise Refused(PassRefusal.OVER, last_on=date.fromisoformat(known.issued.last_on))
    return known


def _product(rules: PassRules, choice: PassChoice) -> Product:
    product = rules.products.get(choice.product)
    if product is None or choice.rider not in rules.riders:
        raise Refused(PassRefusal.CHOICE_UNKNOWN)
    if choice.rider not in product.prices:
        raise Refused(PassRefusal.NOT_FOR_THIS_RIDER)
    return product


def _sell(work: JournalWork, rules: PassRules, wanted: Wanted, choice: PassChoice) -> Sold:
    product = _product(rules, choice)
    _refuse_price(price_of(rules, choice, wanted.on), wanted)
    last_on = product.last_on(choice.first_on)
    content = PassContent(
        key_id(work.device.signer.public_bytes),
        wanted.serial,
        product.code,
        choice.rider,
        choice.first_on,
        last_on,
        wanted.amount_cents,
        product.rides,
    )
    issued = Issued(
        serial=wanted.serial,
        product=f"{product.code}/{choice.rider}",
        media=product.media,
        names=dict(product.names),
        holder=dict(rules.riders[choice.rider].names),
        code=write_code(content, work.device.signer),
        first_on=choice.first_on.isoformat(),
        last_on=last_on.isoformat(),
        rides=product.rides,
    )
    return Sold(product.account, product.account_name, issued, (rules.policy.reference,))


def _replace(work: JournalWork, rules: PassRules, wanted: Wanted, lost: KnownPass) -> Sold:
    """The lost pass under a new number, for the fee; what was paid for it stands in its code as before."""
    _refuse_price(rules.replacement_cents, wanted)
    issued = _renumbered(lost, wanted.serial, work)
    fee = rules.policy.values["replacement"]
    return Sold(fee["account"], fee["account_name"], issued, (rules.policy.reference,))


def _renumbered(lost: KnownPass, serial: str, work: JournalWork) -> Issued:
    """What a lost pass was, under a new number and signature of this workstation."""
    old = lost.issued
    product, _, rider = old.product.partition("/")
    content = PassContent(
        key_id(work.device.signer.public_bytes),
        serial,
        product,
        rider,
        date.fromisoformat(old.first_on),
        date.fromisoformat(old.last_on),
        lost.line.amount_cents,
        old.rides,
    )
    code = write_code(content, work.device.signer)
    return msgspec.structs.replace(old, serial=serial, code=code, replaces=old.serial)


def _refuse_price(price_cents: int, wanted: Wanted) -> None:
    if wanted.amount_cents != price_cents:
        raise Refused(PassRefusal.PRICE_CHANGED, price_cents=price_cents)
