"""What probably happened where a count does not balance: suggestions from the shift's own facts, never findings.

Pure: the same facts give the same causes, whatever their order. Each cause explains the difference to the cent, says
how well it fits and which receipts to look at. A difference divisible by nine is what swapping two digits leaves, and
what a decimal point in the wrong place leaves (casting out nines); the pair that fits must be there as well.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise, permutations

from app.drawers.count_drawer_facts import ByTender

TENDERS = ("cash", "check", "money_order", "card")
SAME_SALE_WITHIN_US = 15 * 60 * 1_000_000
"""Two receipts alike within this time are more likely one sale entered twice."""
CAUSES_MAX = 6


class CauseKind(StrEnum):
    """What may have happened; of two that fit as well, the earlier comes first."""

    WRONG_TENDER = "wrong_tender"
    NOT_IN_HAND = "not_in_hand"
    ENTERED_TWICE = "entered_twice"
    TRANSPOSED = "transposed"
    SLIPPED = "slipped"
    CHANGE_PIECE = "change_piece"
    CHANGE_MIXED = "change_mixed"
    CHANGE_WHOLE = "change_whole"
    MISCOUNTED = "miscounted"
    COUNT_TRANSPOSED = "count_transposed"
    KEYED_WRONG = "keyed_wrong"


class Fit(StrEnum):
    """How well a cause fits the facts; only the first of a list is the best."""

    BEST = "best"
    GOOD = "good"
    POOR = "poor"


@dataclass(frozen=True)
class Taken:
    """A receipt that was not voided. `tenders`: (kind, cents as handed over). Instants UTC µs."""

    receipt: str
    number: str
    taken_at_us: int
    total_cents: int
    tenders: tuple[tuple[str, int], ...]
    change_cents: int
    accounts: tuple[str, ...] = ()

    def cents_of(self, tender: str) -> int:
        """What stayed in the drawer of a tender: cash less change."""
        cents = sum(amount for kind, amount in self.tenders if kind == tender)
        return cents - self.change_cents if tender == "cash" else cents


@dataclass(frozen=True)
class MissingPaper:
    """A check or money order that the list has and nobody found."""

    tender: str
    amount_cents: int
    receipt: str


@dataclass(frozen=True)
class ShiftFacts:
    """All that a suggestion may rest on. `counted`: value in cents → pieces; `bundles`: value → pieces a strap or roll.

    `denominations_cents`: what change is given in, largest first.
    """

    receipts: tuple[Taken, ...]
    missing: tuple[MissingPaper, ...]
    counted: Mapping[int, int]
    denominations_cents: tuple[int, ...]
    bundles: Mapping[int, int]


@dataclass(frozen=True)
class Cause:
    """One suggestion. `off_cents`: the difference that it explains, below zero for short; `receipts`: fact ids.

    By kind: `other_tender` what it was in truth; `typed` and `meant` in cents or pieces; `value_cents` the note or
    coin, `other_cents` the one it was mixed up with, `pieces` how many.
    """

    kind: CauseKind
    fit: Fit
    tender: str
    off_cents: int
    receipts: tuple[str, ...] = ()
    other_tender: str = ""
    typed: int = 0
    meant: int = 0
    value_cents: int = 0
    other_cents: int = 0
    pieces: int = 0


def likely_causes(facts: ShiftFacts, difference: ByTender) -> tuple[Cause, ...]:
    """What would explain each tender's difference, the best first; nothing where all is right."""
    ordered = replace(
        facts, receipts=tuple(sorted(facts.receipts, key=lambda taken: (taken.taken_at_us, taken.receipt)))
    )
    found = list(_wrong_tender(ordered, difference))
    for tender in TENDERS:
        off_cents = difference.of(tender)
        if off_cents:
            found += _causes_of(ordered, tender, off_cents)
    found.sort(key=_order)
    return tuple(
        replace(cause, fit=Fit.GOOD) if n and cause.fit is Fit.BEST else cause for n, cause in enumerate(found)
    )[:CAUSES_MAX]


def is_swap(one: int, other: int) -> bool:
    """Whether two numbers differ by two neighbouring digits that changed places: 54 and 45, 1200 and 2100."""
    width = max(len(str(one)), len(str(other)))
    first, second = str(one).zfill(width), str(other).zfill(width)
    places = [n for n in range(width) if first[n] != second[n]]
    if len(places) != 2 or places[1] != places[0] + 1:
        return False
    left, right = places
    return first[left] == second[right] and first[right] == second[left]


def pieces_given(change_cents: int, denominations_cents: tuple[int, ...]) -> dict[int, int]:
    """Value → how many, as the counter tells the cashier to give it: largest first."""
    given = {}
    for value in denominations_cents:
        count, change_cents = divmod(change_cents, value)
        if count:
            given[value] = count
    return given


def _order(cause: Cause) -> tuple[object, ...]:
    fits, kinds = list(Fit), list(CauseKind)
    same = (cause.off_cents, cause.value_cents, cause.other_cents, cause.typed, cause.receipts, cause.tender)
    return fits.index(cause.fit), kinds.index(cause.kind), len(cause.receipts), *same


def _causes_of(facts: ShiftFacts, tender: str, off_cents: int) -> Iterator[Cause]:
    yield from _not_in_hand(facts, tender, off_cents)
    yield from _entered_twice(facts, tender, off_cents)
    yield from _keyed(facts, tender, off_cents)
    if tender == "cash":
        yield from _change(facts, off_cents)
        yield from _miscounted(facts, off_cents)
    if len(str(abs(off_cents)).rstrip("0")) == 1:
        yield Cause(CauseKind.KEYED_WRONG, Fit.POOR, tender, off_cents)


def _wrong_tender(facts: ShiftFacts, difference: ByTender) -> Iterator[Cause]:
    """One tender short by just what another is over."""
    for short, over in permutations(TENDERS, 2):
        cents = -difference.of(short)
        if cents > 0 and difference.of(over) == cents:
            receipts = _with_cents(facts, short, cents)
            fit = Fit.BEST if receipts else Fit.POOR
            yield Cause(CauseKind.WRONG_TENDER, fit, short, -cents, receipts, other_tender=over)


def _not_in_hand(facts: ShiftFacts, tender: str, off_cents: int) -> Iterator[Cause]:
    missing = [paper for paper in facts.missing if paper.tender == tender]
    if missing and sum(paper.amount_cents for paper in missing) == -off_cents:
        receipts = tuple(sorted(paper.receipt for paper in missing))
        yield Cause(CauseKind.NOT_IN_HAND, Fit.BEST, tender, off_cents, receipts, pieces=len(missing))


def _entered_twice(facts: ShiftFacts, tender: str, off_cents: int) -> Iterator[Cause]:
    """A sale recorded twice leaves what should be there too high, by what one of them took."""
    alike: dict[tuple[object, ...], list[Taken]] = {}
    for taken in facts.receipts:
        if taken.cents_of(tender) == -off_cents > 0:
            kinds = tuple(sorted({kind for kind, _ in taken.tenders}))
            alike.setdefault((taken.accounts, taken.total_cents, kinds), []).append(taken)
    for group in alike.values():
        if len(group) > 1:
            gaps = [later.taken_at_us - one.taken_at_us for one, later in pairwise(group)]
            fit = Fit.BEST if min(gaps) <= SAME_SALE_WITHIN_US else Fit.GOOD
            yield Cause(CauseKind.ENTERED_TWICE, fit, tender, off_cents, tuple(taken.receipt for taken in group))


def _keyed(facts: ShiftFacts, tender: str, off_cents: int) -> Iterator[Cause]:
    """Two digits swapped, or the decimal point in the wrong place: a typed amount and the one that was meant."""
    if off_cents % 9:
        return
    swapped: dict[tuple[int, int], list[str]] = {}
    slipped: dict[tuple[int, int], list[str]] = {}
    for taken in facts.receipts:
        typed = taken.cents_of(tender)
        meant = typed + off_cents
        if typed <= 0 or meant <= 0:
            continue
        if is_swap(typed, meant):
            swapped.setdefault((typed, meant), []).append(taken.receipt)
        elif max(typed, meant) in (10 * min(typed, meant), 100 * min(typed, meant)):
            slipped.setdefault((typed, meant), []).append(taken.receipt)
    for kind, pairs in ((CauseKind.TRANSPOSED, swapped), (CauseKind.SLIPPED, slipped)):
        for (typed, meant), receipts in pairs.items():
            fit = Fit.BEST if len(pairs) == len(receipts) == 1 else Fit.GOOD
            yield Cause(kind, fit, tender, off_cents, tuple(receipts), typed=typed, meant=meant)
    if not swapped and not slipped:
        yield Cause(CauseKind.TRANSPOSED, Fit.POOR, tender, off_cents)


def _change(facts: ShiftFacts, off_cents: int) -> Iterator[Cause]:
    """A piece too many or too few in change, one piece for another, or the whole change twice or not at all."""
    cents, short = abs(off_cents), off_cents < 0
    gave = {taken.receipt: pieces_given(taken.change_cents, facts.denominations_cents) for taken in facts.receipts}
    if cents in facts.denominations_cents:
        receipts = tuple(receipt for receipt, pieces in gave.items() if cents in pieces)
        fit = Fit.BEST if receipts else Fit.POOR
        yield Cause(CauseKind.CHANGE_PIECE, fit, "cash", off_cents, receipts, value_cents=cents, pieces=1)
    for large, small in permutations(facts.denominations_cents, 2):
        if large - small == cents and cents not in facts.denominations_cents:
            due, given = (small, large) if short else (large, small)
            receipts = tuple(receipt for receipt, pieces in gave.items() if due in pieces)
            fit = Fit.GOOD if receipts else Fit.POOR
            yield Cause(CauseKind.CHANGE_MIXED, fit, "cash", off_cents, receipts, value_cents=given, other_cents=due)
    receipts = tuple(taken.receipt for taken in facts.receipts if taken.change_cents == cents)
    if receipts and cents not in facts.denominations_cents:
        fit = Fit.BEST if len(receipts) == 1 else Fit.GOOD
        yield Cause(CauseKind.CHANGE_WHOLE, fit, "cash", off_cents, receipts)


def _miscounted(facts: ShiftFacts, off_cents: int) -> Iterator[Cause]:
    """One piece or one whole strap or roll more or less than was counted; or the pieces typed with digits swapped."""
    for value in sorted({*facts.denominations_cents, *facts.counted}, reverse=True):
        counted = facts.counted.get(value, 0)
        for pieces in dict.fromkeys((1, facts.bundles.get(value, 0))):
            if pieces and value * pieces == abs(off_cents) and (off_cents < 0 or counted >= pieces):
                fit = Fit.GOOD if counted else Fit.POOR
                yield Cause(CauseKind.MISCOUNTED, fit, "cash", off_cents, value_cents=value, pieces=pieces)
        meant, rest = divmod(value * counted - off_cents, value)
        if counted and not rest and meant > 0 and is_swap(counted, meant):
            kind, fit = CauseKind.COUNT_TRANSPOSED, Fit.GOOD
            yield Cause(kind, fit, "cash", off_cents, typed=counted, meant=meant, value_cents=value)


def _with_cents(facts: ShiftFacts, tender: str, cents: int) -> tuple[str, ...]:
    return tuple(taken.receipt for taken in facts.receipts if taken.cents_of(tender) == cents)
