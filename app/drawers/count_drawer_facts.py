"""Facts of a count: what was counted, what was expected, the difference. Three facts, so that none hides another."""

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from app.drawers import tables
from app.drawers.facts import Denomination
from app.journal.fact import Fact, FactBody
from app.journal.kinds import Kind, Row


class CountPurpose(StrEnum):
    """Why a drawer is counted."""

    CLOSE = "close"
    SURPRISE = "surprise"
    HAND_OVER = "hand_over"


class ByTender(msgspec.Struct, frozen=True, omit_defaults=True):
    """Cents by tender; `card_cents` is None where the terminal's batch was not compared."""

    cash_cents: int = 0
    check_cents: int = 0
    money_order_cents: int = 0
    card_cents: int | None = None

    def of(self, tender: str) -> int:
        """One tender's cents; 0 for a batch that was not compared."""
        return {
            "cash": self.cash_cents,
            "check": self.check_cents,
            "money_order": self.money_order_cents,
            "card": self.card_cents or 0,
        }[tender]

    @property
    def held_cents(self) -> int:
        """Cash, checks and money orders together: what lies in a drawer."""
        return self.cash_cents + self.check_cents + self.money_order_cents

    def less(self, other: "ByTender") -> "ByTender":
        """This less the other, tender by tender; cards only where both say something."""
        compared = self.card_cents is not None and other.card_cents is not None
        card_cents = (self.card_cents or 0) - (other.card_cents or 0) if compared else None
        return ByTender(
            self.cash_cents - other.cash_cents,
            self.check_cents - other.check_cents,
            self.money_order_cents - other.money_order_cents,
            card_cents,
        )


class FoundPaper(msgspec.Struct, frozen=True, omit_defaults=True):
    """A check or money order in hand: the receipt's tender it is ("" for one that is on no list), and its cents."""

    tender: str
    amount_cents: int
    receipt: str = ""
    line: int = 0


class DrawerCounted(FactBody, frozen=True, kw_only=True):
    """What somebody found in a drawer, before they were shown what should be there; `purpose` is a `CountPurpose`."""

    drawer: str
    purpose: str
    denominations: tuple[Denomination, ...]
    papers: tuple[FoundPaper, ...] = ()
    counted: ByTender


class DrawerExpected(FactBody, frozen=True, kw_only=True):
    """What the postings of the shift said at the moment of a count."""

    count: str
    expected: ByTender


class CountDifference(FactBody, frozen=True, kw_only=True):
    """Counted less expected; below zero is short. A card difference is for the comparison with the terminal's batch."""

    count: str
    expected: str
    difference: ByTender


def _counted_row(fact: Fact) -> Iterator[Row]:
    envelope, body = fact.envelope, fact.body
    if isinstance(body, DrawerCounted):
        when = (envelope.shift, envelope.generation, envelope.sequence, envelope.recorded_at_us, envelope.person)
        yield tables.shift_count, (envelope.fact_id, *when, body.purpose, *_cents(body.counted))


def _expected_row(fact: Fact) -> Iterator[Row]:
    body = fact.body
    if isinstance(body, DrawerExpected):
        yield tables.count_expected, (body.count, fact.envelope.fact_id, *_cents(body.expected))


def _difference_row(fact: Fact) -> Iterator[Row]:
    body = fact.body
    if isinstance(body, CountDifference):
        yield tables.count_difference, (body.count, fact.envelope.fact_id, *_cents(body.difference))


def _cents(found: ByTender) -> tuple[int | None, ...]:
    return found.cash_cents, found.check_cents, found.money_order_cents, found.card_cents


KINDS = (
    Kind(DrawerCounted, project=_counted_row),
    Kind(DrawerExpected, project=_expected_row),
    Kind(CountDifference, project=_difference_row),
)
