"""What may explain a difference: the worked nickel, each kind of slip, and what holds of all of them."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.drawers.count_drawer_facts import ByTender
from app.drawers.likely_cause import (
    Cause,
    CauseKind,
    Fit,
    MissingPaper,
    ShiftFacts,
    Taken,
    is_swap,
    likely_causes,
    pieces_given,
)

VALUES = (10000, 5000, 2000, 1000, 500, 100, 25, 10, 5, 1)
BUNDLES = {100: 100, 500: 100, 2000: 100, 25: 40, 5: 40}
MINUTE = 60_000_000


def sale(name: str, cents: int, change_cents: int = 0, tender: str = "cash", at: int = 0) -> Taken:
    """A receipt of one tender on an account of its own."""
    return Taken(name, name, at * MINUTE, cents, ((tender, cents + change_cents),), change_cents, (f"account {name}",))


def facts(
    *receipts: Taken, missing: tuple[MissingPaper, ...] = (), counted: dict[int, int] | None = None
) -> ShiftFacts:
    return ShiftFacts(receipts, missing, counted or {}, VALUES, BUNDLES)


def kinds(causes: tuple[Cause, ...]) -> list[tuple[CauseKind, Fit]]:
    return [(cause.kind, cause.fit) for cause in causes]


def found(causes: tuple[Cause, ...], kind: CauseKind) -> Cause:
    return next(cause for cause in causes if cause.kind is kind)


def test_the_worked_nickel() -> None:
    """Nine sales gave a nickel back; one nickel was counted."""
    gave = [sale(f"r{n}", 1000, 5) for n in range(9)]
    causes = likely_causes(facts(*gave, sale("exact", 1000), counted={5: 1, 25: 29}), ByTender(cash_cents=-5))
    assert kinds(causes) == [
        (CauseKind.CHANGE_PIECE, Fit.BEST),
        (CauseKind.MISCOUNTED, Fit.GOOD),
        (CauseKind.KEYED_WRONG, Fit.POOR),
    ]
    assert len(causes[0].receipts) == 9 and (causes[0].value_cents, causes[0].pieces) == (5, 1)
    assert causes[2].receipts == ()


def test_nothing_is_suggested_where_all_is_right() -> None:
    assert likely_causes(facts(sale("r", 500)), ByTender(0, 0, 0, 0)) == ()


def test_two_digits_changed_places() -> None:
    """54.00 was keyed, 45.00 was handed over."""
    causes = likely_causes(facts(sale("r1", 5400), sale("r2", 1200)), ByTender(cash_cents=-900))
    swapped = found(causes, CauseKind.TRANSPOSED)
    assert causes[0] == swapped and (swapped.fit, swapped.typed, swapped.meant) == (Fit.BEST, 5400, 4500)
    assert swapped.receipts == ("r1",)


def test_a_difference_by_nine_without_a_pair_fits_poorly() -> None:
    causes = likely_causes(facts(sale("r1", 1111)), ByTender(cash_cents=-63))
    assert (CauseKind.TRANSPOSED, Fit.POOR) in kinds(causes)
    assert all(cause.kind is not CauseKind.TRANSPOSED for cause in likely_causes(facts(), ByTender(-64)))


def test_the_decimal_point_slipped() -> None:
    causes = likely_causes(facts(sale("r1", 12500)), ByTender(cash_cents=-11250))
    assert (causes[0].kind, causes[0].typed, causes[0].meant) == (CauseKind.SLIPPED, 12500, 1250)


def test_a_check_that_was_keyed_as_cash() -> None:
    causes = likely_causes(facts(sale("r1", 6400), sale("r2", 900)), ByTender(-6400, 6400))
    assert causes[0].kind is CauseKind.WRONG_TENDER and causes[0].fit is Fit.BEST
    assert (causes[0].tender, causes[0].other_tender, causes[0].receipts) == ("cash", "check", ("r1",))
    unknown = likely_causes(facts(), ByTender(-6400, 6400))
    assert found(unknown, CauseKind.WRONG_TENDER).fit is Fit.POOR


def test_cash_that_was_keyed_as_a_check_explains_the_check_that_is_not_in_hand() -> None:
    missing = (MissingPaper("check", 6400, "r1"),)
    causes = likely_causes(facts(sale("r1", 6400, tender="check"), missing=missing), ByTender(6400, -6400))
    assert kinds(causes)[:2] == [(CauseKind.WRONG_TENDER, Fit.BEST), (CauseKind.NOT_IN_HAND, Fit.GOOD)]


def test_a_check_that_is_not_in_hand() -> None:
    missing = (MissingPaper("check", 6400, "r1"), MissingPaper("money_order", 900, "r2"))
    (cause, *_) = likely_causes(facts(sale("r1", 6400, tender="check"), missing=missing), ByTender(0, -6400, 0))
    assert (cause.kind, cause.fit, cause.receipts, cause.pieces) == (CauseKind.NOT_IN_HAND, Fit.BEST, ("r1",), 1)


@pytest.mark.parametrize(("minutes", "fit"), [(3, Fit.BEST), (120, Fit.GOOD)])
def test_a_sale_that_was_entered_twice(minutes: int, fit: Fit) -> None:
    one = sale("r1", 7415)
    again = replace(one, receipt="r2", taken_at_us=minutes * MINUTE)
    other = sale("r3", 7415)
    cause = found(likely_causes(facts(again, other, one), ByTender(-7415)), CauseKind.ENTERED_TWICE)
    assert (cause.fit, cause.receipts) == (fit, ("r1", "r2"))
    over = likely_causes(facts(one, again), ByTender(7415))
    assert all(each.kind is not CauseKind.ENTERED_TWICE for each in over)


def test_one_piece_of_change_for_another() -> None:
    """A twenty went out where a five was due: short 15.00."""
    causes = likely_causes(facts(sale("r1", 1500, 500), sale("r2", 100, 10)), ByTender(-1500))
    mixed = found(causes, CauseKind.CHANGE_MIXED)
    assert (mixed.value_cents, mixed.other_cents, mixed.receipts) == (2000, 500, ("r1",))
    over = found(likely_causes(facts(sale("r1", 1000, 2000)), ByTender(1500)), CauseKind.CHANGE_MIXED)
    assert (over.value_cents, over.other_cents, over.receipts) == (500, 2000, ("r1",))


def test_change_that_was_not_given() -> None:
    cause = found(likely_causes(facts(sale("r1", 663, 337)), ByTender(337)), CauseKind.CHANGE_WHOLE)
    assert (cause.fit, cause.receipts) == (Fit.BEST, ("r1",))


@pytest.mark.parametrize(
    ("off", "counted", "value", "pieces", "fit"),
    [
        (-1000, {25: 40}, 25, 40, Fit.GOOD),
        (-1000, {}, 25, 40, Fit.POOR),
        (10000, {100: 120}, 100, 100, Fit.GOOD),
        (2000, {2000: 3}, 2000, 1, Fit.GOOD),
    ],
)
def test_a_piece_a_roll_or_a_strap_was_miscounted(
    off: int, counted: dict[int, int], value: int, pieces: int, fit: Fit
) -> None:
    causes = likely_causes(facts(counted=counted), ByTender(off))
    assert (value, pieces, fit) in [
        (each.value_cents, each.pieces, each.fit) for each in causes if each.kind is CauseKind.MISCOUNTED
    ]


def test_nobody_counts_a_strap_too_many_that_was_not_counted() -> None:
    causes = likely_causes(facts(counted={100: 20}), ByTender(10000))
    assert 100 not in [each.value_cents for each in causes if each.kind is CauseKind.MISCOUNTED]


def test_how_many_was_typed_the_wrong_way_round() -> None:
    """12 twenties were typed, 21 lie there: 180.00 short."""
    cause = found(likely_causes(facts(counted={2000: 12}), ByTender(-18000)), CauseKind.COUNT_TRANSPOSED)
    assert (cause.value_cents, cause.typed, cause.meant) == (2000, 12, 21)


@pytest.mark.parametrize(
    ("one", "other", "swap"),
    [(54, 45, True), (1200, 2100, True), (10, 1, True), (54, 54, False), (541, 145, False), (1234, 2143, False)],
)
def test_what_a_swap_is(one: int, other: int, swap: bool) -> None:
    assert is_swap(one, other) is swap and is_swap(other, one) is swap


CENTS = st.integers(1, 200_000)
SALES = st.lists(
    st.builds(
        lambda cents, change, tender, at: (cents, change if tender == "cash" else 0, tender, at),
        CENTS,
        st.integers(0, 5000),
        st.sampled_from(["cash", "check", "card"]),
        st.integers(0, 500),
    ),
    max_size=12,
).map(lambda rows: tuple(sale(f"r{n}", *row[:3], at=row[3]) for n, row in enumerate(rows)))
PIECES = st.dictionaries(st.sampled_from(VALUES), st.integers(0, 200))
OFF = st.integers(-50_000, 50_000)


@given(SALES, PIECES, st.builds(ByTender, OFF, OFF, OFF, st.none() | OFF), st.randoms())
def test_the_same_facts_give_the_same_causes_in_any_order(
    sales: tuple[Taken, ...], counted: dict[int, int], difference: ByTender, random: object
) -> None:
    shuffled = list(sales)
    random.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis's own
    causes = likely_causes(facts(*sales, counted=counted), difference)
    assert causes == likely_causes(facts(*shuffled, counted=counted), difference)
    assert all(cause.off_cents == difference.of(cause.tender) != 0 for cause in causes)
    assert all(set(cause.receipts) <= {taken.receipt for taken in sales} for cause in causes)
    assert all(cause.fit is not Fit.BEST for cause in causes[1:]) and len(causes) <= 6
    fits = [list(Fit).index(cause.fit) for cause in causes]
    assert fits == sorted(fits)


@given(SALES, CENTS, st.data())
def test_a_swapped_amount_is_always_found(sales: tuple[Taken, ...], meant: int, data: st.DataObject) -> None:
    digits = list(str(meant))
    assume(len(digits) > 1)
    place = data.draw(st.integers(0, len(digits) - 2))
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    typed = int("".join(digits))
    assume(typed != meant and typed > 0)
    causes = likely_causes(facts(*sales, sale("wrong", typed)), ByTender(meant - typed))
    pairs = [(cause.typed, cause.meant) for cause in causes if "wrong" in cause.receipts]
    assert (typed, meant) in pairs or len(causes) == 6


@given(SALES, st.integers(0, 5000), st.sampled_from(VALUES))
def test_a_piece_too_many_names_every_sale_that_gave_it(sales: tuple[Taken, ...], change: int, value: int) -> None:
    given_back = [taken.receipt for taken in sales if value in pieces_given(taken.change_cents, VALUES)]
    cause = found_or_none(likely_causes(facts(*sales), ByTender(-value)), CauseKind.CHANGE_PIECE)
    assert cause is not None and sorted(cause.receipts) == sorted(given_back)


def found_or_none(causes: tuple[Cause, ...], kind: CauseKind) -> Cause | None:
    return next((cause for cause in causes if cause.kind is kind), None)


@given(SALES, st.sampled_from(["check", "card"]))
def test_a_wrong_tender_is_always_found(sales: tuple[Taken, ...], truth: str) -> None:
    wrong = sale("wrong", 12345)
    over = ByTender(-12345, 12345) if truth == "check" else ByTender(-12345, 0, 0, 12345)
    causes = likely_causes(facts(*sales, wrong), over)
    assert "wrong" in found(causes, CauseKind.WRONG_TENDER).receipts


def test_change_is_given_in_the_largest_pieces() -> None:
    assert pieces_given(4167, VALUES) == {2000: 2, 100: 1, 25: 2, 10: 1, 5: 1, 1: 2}
