"""Typed money is exact or refused; splits sum; halves go up."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Refused
from app.money import (
    AMOUNT_CENTS_MAX,
    AmountRefusal,
    format_cents,
    parse_amount,
    parse_sum,
    round_down,
    round_half_up,
    share_pro_rata,
)
from tests.factories.outcomes import refused

AMOUNTS = st.integers(0, AMOUNT_CENTS_MAX)


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("12", 1200),
        ("12.5", 1250),
        ("12.50", 1250),
        ("12.", 1200),
        (".5", 50),
        ("0", 0),
        ("0.00", 0),
        ("007", 700),
        ("$12", 1200),
        ("$1,234.50", 123450),
        ("1,234.50", 123450),
        ("1,234", 123400),
        ("99,999,999.99", AMOUNT_CENTS_MAX),
        ("99999999.99", AMOUNT_CENTS_MAX),
        ("  12.50\n", 1250),
    ],
)
def test_typed_amounts(typed: str, cents: int) -> None:
    assert parse_amount(typed) == cents
    assert parse_sum(typed) == (cents, "")


WRONG: list[tuple[AmountRefusal, str]] = [
    (AmountRefusal.EMPTY, ""),
    (AmountRefusal.EMPTY, " \t\n"),
    (AmountRefusal.TOO_LONG, "1" * 65),
    (AmountRefusal.TOO_LONG, " " * 10_000_000),
    (AmountRefusal.TOO_LONG, "9" * 10_000_000),
    (AmountRefusal.COMMA_FOR_POINT, "1,5"),
    (AmountRefusal.COMMA_FOR_POINT, "1,50"),
    (AmountRefusal.COMMA_FOR_POINT, "$12,50"),
    (AmountRefusal.COMMA_FOR_POINT, "0,500"),
    (AmountRefusal.NOT_A_NUMBER, "."),
    (AmountRefusal.NOT_A_NUMBER, "$"),
    (AmountRefusal.NOT_A_NUMBER, "$."),
    (AmountRefusal.NOT_A_NUMBER, "twelve"),
    (AmountRefusal.NOT_A_NUMBER, "NaN"),
    (AmountRefusal.NOT_A_NUMBER, "Infinity"),
    (AmountRefusal.NOT_A_NUMBER, "1e3"),
    (AmountRefusal.NOT_A_NUMBER, "0x10"),
    (AmountRefusal.NOT_A_NUMBER, "1_000"),
    (AmountRefusal.NOT_A_NUMBER, "12\0"),
    (AmountRefusal.NOT_A_NUMBER, "12\x1f"),
    (AmountRefusal.NOT_A_NUMBER, "\u200f12"),
    (AmountRefusal.NOT_A_NUMBER, "12\u202e"),
    (AmountRefusal.NOT_A_NUMBER, "١٢"),
    (AmountRefusal.NOT_A_NUMBER, "１２"),
    (AmountRefusal.NOT_A_NUMBER, "²"),
    (AmountRefusal.NOT_A_NUMBER, "1 2"),
    (AmountRefusal.NOT_A_NUMBER, "1.234,50"),
    (AmountRefusal.NOT_A_NUMBER, "12,34.50"),
    (AmountRefusal.NOT_A_NUMBER, "1.2.3"),
    (AmountRefusal.NOT_A_NUMBER, "'; DROP TABLE fact; --"),
    (AmountRefusal.TOO_MANY_DECIMALS, "1.005"),
    (AmountRefusal.TOO_MANY_DECIMALS, "1.500"),
    (AmountRefusal.TOO_LARGE, str(2**63)),
    (AmountRefusal.TOO_LARGE, "9,223,372,036,854,775,808"),
    (AmountRefusal.TOO_LARGE, "100000000.00"),
    (AmountRefusal.TOO_LARGE, "9" * 64),
    (AmountRefusal.NEGATIVE, "-1"),
    (AmountRefusal.NEGATIVE, "−1"),
    (AmountRefusal.NEGATIVE, "-0"),
]


@pytest.mark.parametrize(("code", "typed"), WRONG)
def test_refused_amounts(code: AmountRefusal, typed: str) -> None:
    assert refused(lambda: parse_amount(typed)) is code


def test_every_refusal_has_a_row_in_their_order() -> None:
    assert list(dict.fromkeys(code for code, _ in WRONG)) == list(AmountRefusal)


@given(AMOUNTS)
def test_what_is_shown_is_read_back(cents: int) -> None:
    assert parse_amount(format_cents(cents)) == cents
    assert parse_amount(f"{cents // 100}.{cents % 100:02d}") == cents


@given(st.text(max_size=80) | st.text("0123456789.,$+-*− ", max_size=70))
def test_any_text_is_exact_or_refused(typed: str) -> None:
    for parse in (parse_amount, lambda text: parse_sum(text)[0]):
        try:
            cents = parse(typed)
        except Refused as refusal:
            assert isinstance(refusal.code, AmountRefusal)
        else:
            assert 0 <= cents <= AMOUNT_CENTS_MAX


@pytest.mark.parametrize(
    ("typed", "cents", "tape"),
    [
        ("4*50", 20000, "4 × 50.00"),
        ("50*4", 20000, "50 × 4.00"),
        ("2.50*4", 1000, "4 × 2.50"),
        ("4*50+2.50-1", 20150, "4 × 50.00 + 2.50 − 1.00"),
        ("1+2*3", 700, "1.00 + 2 × 3.00"),
        (" 20 + 20 + .05 ", 4005, "20.00 + 20.00 + 0.05"),
        ("5-5", 0, "5.00 − 5.00"),
        ("0*50", 0, "0 × 50.00"),
        ("1,000+$5", 100500, "1,000.00 + 5.00"),
        ("10−5", 500, "10.00 − 5.00"),
        ("4 × 50.00 + 2.50 − 1.00", 20150, "4 × 50.00 + 2.50 − 1.00"),
    ],
)
def test_sums_as_on_a_ten_key(typed: str, cents: int, tape: str) -> None:
    assert parse_sum(typed) == (cents, tape)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", AmountRefusal.EMPTY),
        ("1+" * 33, AmountRefusal.TOO_LONG),
        ("1+2,5", AmountRefusal.COMMA_FOR_POINT),
        ("5+", AmountRefusal.NOT_A_NUMBER),
        ("+5", AmountRefusal.NOT_A_NUMBER),
        ("5--3", AmountRefusal.NOT_A_NUMBER),
        ("5++3", AmountRefusal.NOT_A_NUMBER),
        ("*", AmountRefusal.NOT_A_NUMBER),
        ("4*", AmountRefusal.NOT_A_NUMBER),
        ("2*3*4", AmountRefusal.NOT_A_NUMBER),
        ("2.5*2.5", AmountRefusal.NOT_A_NUMBER),
        ("²*3", AmountRefusal.NOT_A_NUMBER),
        ("1/2", AmountRefusal.NOT_A_NUMBER),
        ("(1+2)", AmountRefusal.NOT_A_NUMBER),
        ("1+2.005", AmountRefusal.TOO_MANY_DECIMALS),
        ("99999999*99999999", AmountRefusal.TOO_LARGE),
        ("99999999.99+0.01", AmountRefusal.TOO_LARGE),
        ("-5+10", AmountRefusal.NEGATIVE),
        ("5-5.01", AmountRefusal.NEGATIVE),
        ("−5+10", AmountRefusal.NEGATIVE),
    ],
)
def test_refused_sums(typed: str, code: AmountRefusal) -> None:
    assert refused(lambda: parse_sum(typed)) is code


@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=6))
def test_a_sum_is_the_sum_of_its_terms(terms: list[int]) -> None:
    typed = "+".join(f"{cents // 100}.{cents % 100:02d}" for cents in terms)
    if len(typed) <= 64:
        assert parse_sum(typed)[0] == sum(terms)


@given(st.lists(st.tuples(st.sampled_from("+-"), st.integers(0, 999), st.integers(0, 9_99)), min_size=1, max_size=4))
def test_a_tape_typed_again_gives_the_same(terms: list[tuple[str, int, int]]) -> None:
    typed = "9999999" + "".join(f"{sign}{count}*{cents // 100}.{cents % 100:02d}" for sign, count, cents in terms)
    total, tape = parse_sum(typed)
    assert total == 999_999_900 + sum((1 if sign == "+" else -1) * count * cents for sign, count, cents in terms)
    if len(tape) <= 64:
        assert parse_sum(tape) == (total, tape)


@pytest.mark.parametrize(
    ("cents", "shown"),
    [
        (0, "0.00"),
        (5, "0.05"),
        (1234567, "12,345.67"),
        (-5, "−0.05"),
        (-123456, "−1,234.56"),
        (2**63, "92,233,720,368,547,758.08"),
    ],
)
def test_shown_amounts(cents: int, shown: str) -> None:
    assert format_cents(cents) == shown


@pytest.mark.parametrize(
    ("exact", "half_up", "down"),
    [("0.5", 1, 0), ("1.5", 2, 1), ("2.5", 3, 2), ("2.4999", 2, 2), ("-0.5", -1, 0), ("-2.5", -3, -2), ("7", 7, 7)],
)
def test_rounding(exact: str, half_up: int, down: int) -> None:
    assert (round_half_up(Decimal(exact)), round_down(Decimal(exact))) == (half_up, down)


def test_rounding_takes_any_size() -> None:
    assert round_half_up(Decimal(f"{10**40}.5")) == 10**40 + 1


def test_one_and_a_half_percent_of_a_bill() -> None:
    assert round_half_up(Decimal(231_40) * Decimal("0.015")) == 347
    assert round_half_up(Decimal(642_19) * Decimal("0.25")) == 160_55


@given(AMOUNTS, st.lists(st.integers(0, 10**9), min_size=1, max_size=12).filter(any))
def test_a_split_sums_exactly_and_is_fair(total: int, weights: list[int]) -> None:
    parts = share_pro_rata(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - total * weight / sum(weights)) < 1 + total * 1e-12
        assert weight or not part


def test_the_odd_cent_goes_to_the_largest_remainder_then_to_the_earlier() -> None:
    assert share_pro_rata(100, [1, 1, 1]) == [34, 33, 33]
    assert share_pro_rata(10, [1, 2, 3]) == [2, 3, 5]
    assert share_pro_rata(0, [5, 5]) == [0, 0]


@pytest.mark.parametrize(("total", "weights"), [(1, []), (1, [0, 0]), (-1, [1]), (1, [2, -1])])
def test_a_split_that_makes_no_sense_is_a_bug(total: int, weights: list[int]) -> None:
    with pytest.raises(ValueError, match="pro-rata"):
        share_pro_rata(total, weights)
