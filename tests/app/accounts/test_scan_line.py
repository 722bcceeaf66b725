"""Stub codes: the worked numbers of the domain rules §11, the vendor's wrong one among them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.accounts.scan_line import (
    CheckScheme,
    ScanLayout,
    ScanOutcome,
    check_digits,
    code_128_check,
    itf_digits,
    layouts,
    read_scan_line,
    scanned_digits,
)
from app.policies import Policies

VALUES = Policies().at("scan_line", date(2026, 11, 20)).values
ACTIVE = layouts(VALUES)
MOD_97 = layouts({**VALUES, "active": ["default_mod_97"]})
DEFAULT_BODY = "000012345678000001874320261215"
VENDOR_BODY = "00345678901" + "110296" + "0000" + "0000001000" * 2
VENDOR_OTHER_BODY = VENDOR_BODY.replace("110296", "110196")


@pytest.mark.parametrize(
    ("body", "scheme", "check"),
    [
        (DEFAULT_BODY, CheckScheme.LUHN, "3"),
        (DEFAULT_BODY, CheckScheme.MOD_97, "12"),
        (VENDOR_BODY, CheckScheme.DIGIT_SUM_2_1, "8"),
        (VENDOR_OTHER_BODY, CheckScheme.DIGIT_SUM_2_1, "0"),
    ],
)
def test_the_worked_numbers(body: str, scheme: CheckScheme, check: str) -> None:
    assert check_digits(body, scheme) == check


def test_the_default_line_is_read() -> None:
    line = read_scan_line(DEFAULT_BODY + "3", ACTIVE)
    assert (line.outcome, line.layout) == (ScanOutcome.READ, "default")
    assert (line.account_digits, line.amount_cents, line.due_on) == ("12345678", 18_743, date(2026, 12, 15))


def test_the_vendors_line_is_read_and_the_misprinted_one_refused() -> None:
    line = read_scan_line(VENDOR_BODY + "8", ACTIVE)
    assert (line.outcome, line.layout, line.account_digits) == (ScanOutcome.READ, "remittance", "345678901")
    assert (line.amount_cents, line.due_on) == (1_000, date(1996, 11, 2))
    assert read_scan_line(VENDOR_OTHER_BODY + "8", ACTIVE).outcome is ScanOutcome.CHECK_WRONG
    assert read_scan_line(VENDOR_OTHER_BODY + "0", ACTIVE).outcome is ScanOutcome.READ


def test_two_check_digits() -> None:
    line = read_scan_line(DEFAULT_BODY + "12", MOD_97)
    assert (line.outcome, line.account_digits) == (ScanOutcome.READ, "12345678")
    assert read_scan_line(DEFAULT_BODY + "13", MOD_97).outcome is ScanOutcome.CHECK_WRONG


def test_itf_is_filled_to_an_even_number_at_the_left() -> None:
    code = itf_digits(DEFAULT_BODY + "3")
    assert code == "0" + DEFAULT_BODY + "3"
    assert itf_digits(code) == code
    assert read_scan_line(code, ACTIVE).account_digits == "12345678"


def test_another_length_is_said() -> None:
    line = read_scan_line("1" * 25, ACTIVE)
    assert (line.outcome, line.digit_count) == (ScanOutcome.LENGTH_WRONG, 25)


def test_a_day_that_does_not_exist_leaves_the_rest() -> None:
    body = "000012345678000001874320261345"
    line = read_scan_line(body + check_digits(body, CheckScheme.LUHN), ACTIVE)
    assert (line.outcome, line.due_on) == (ScanOutcome.READ, None)


def test_a_layout_without_amount_or_date() -> None:
    layout = ScanLayout("short", (("account", 21),), CheckScheme.LUHN)
    line = read_scan_line("1" * 21 + check_digits("1" * 21, CheckScheme.LUHN), [layout])
    assert (line.account_digits, line.amount_cents, line.due_on) == ("1" * 21, None, None)


@pytest.mark.parametrize("scheme", list(CheckScheme))
@given(body=st.text("0123456789", min_size=30, max_size=30), data=st.data())
def test_every_single_misread_digit_is_noticed(scheme: CheckScheme, body: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(body) - 1))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != body[place]]))
    assert check_digits(body[:place] + other + body[place + 1 :], scheme) != check_digits(body, scheme)


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        (DEFAULT_BODY + "3\r\n", DEFAULT_BODY + "3"),
        ("]C1" + DEFAULT_BODY + "3", DEFAULT_BODY + "3"),
        ("]I0" + DEFAULT_BODY, DEFAULT_BODY),
        ("000012345678 0000018743 20261215 3", DEFAULT_BODY + "3"),
        ("10-004512-7", None),
        ("8505550177", None),
        ("१" * 31, None),
        ("", None),
    ],
)
def test_what_counts_as_scanned(typed: str, digits: str | None) -> None:
    assert scanned_digits(typed) == digits


def test_code_128_weighs_its_symbols() -> None:
    start_a, symbols = 103, [48, 42, 42, 17, 18, 19, 35]  # PJJ123C, the example of every description of Code 128
    assert code_128_check([start_a, *symbols]) == 54
