"""A return file is read whole or not at all; whatever is wrong is named by its record."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Refused
from app.payments.nacha_returns import FILE_BYTES_MAX, NachaRefusal, ReturnEntry, read_returns
from tests.factories.nacha import NachaEntry, nacha_file

TWO = (
    NachaEntry(25000, "1041"),
    NachaEntry(100, "000007", "063100277", "R02", "021000020000002", "063100270000008", code="36"),
)


def wrong(content: bytes) -> tuple[NachaRefusal, object]:
    with pytest.raises(Refused) as caught:
        read_returns(content)
    code = caught.value.code
    assert isinstance(code, NachaRefusal)
    return code, caught.value.values.get("record")


def bent(record: int, at: int, text: str) -> bytes:
    """The file of two with other characters from a column (1-based) of one record (1-based)."""
    lines = nacha_file(*TWO).decode().splitlines()
    line = lines[record - 1]
    lines[record - 1] = line[: at - 1] + text + line[at - 1 + len(text) :]
    return "\n".join(lines).encode()


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_every_entry_is_read(end: str) -> None:
    file = read_returns(nacha_file(*TWO, end=end))
    assert file.created_on == date(2026, 11, 20) and file.notices == 0
    assert file.entries == (
        ReturnEntry("021000020000001", "063100270000007", "R01", 25000, "021000021", "1041"),
        ReturnEntry("021000020000002", "063100270000008", "R02", 100, "063100277", "7"),
    )


def test_records_are_as_long_as_the_standard_says() -> None:
    assert {len(line) for line in nacha_file(*TWO).decode().splitlines()} == {94}


def test_a_notice_of_change_moves_no_money() -> None:
    notice = NachaEntry(0, "", reason="C01", addenda_kind="98", code="21")
    file = read_returns(nacha_file(TWO[0], notice))
    assert len(file.entries) == 1 and file.notices == 1


def test_an_entry_without_a_check_number() -> None:
    assert read_returns(nacha_file(NachaEntry(5, "ABC 12"))).entries[0].number == ""
    assert read_returns(nacha_file(NachaEntry(5, ""))).entries[0].number == ""


def test_a_returned_credit_counts_among_credits() -> None:
    assert read_returns(nacha_file(NachaEntry(5, "1", code="21"), TWO[0])).entries[0].amount_cents == 5


@pytest.mark.parametrize(
    ("content", "code", "record"),
    [
        (b"1" * (FILE_BYTES_MAX + 1), NachaRefusal.TOO_LARGE, None),
        (b" \r\n", NachaRefusal.EMPTY, None),
        (nacha_file(*TWO).replace(b"FIRST BANK", b"F\xcdRST BANK"), NachaRefusal.NOT_TEXT, 1),
        (nacha_file(*TWO)[:-30], NachaRefusal.RECORD_LENGTH, 10),
        (b"hello\n", NachaRefusal.RECORD_LENGTH, 1),
        (bent(1, 1, "5"), NachaRefusal.RECORD_OUT_OF_PLACE, 1),
        (bent(1, 35, "100"), NachaRefusal.FIELD_WRONG, 1),
        (bent(1, 24, "261332"), NachaRefusal.FIELD_WRONG, 1),
        (bent(2, 1, "6"), NachaRefusal.RECORD_OUT_OF_PLACE, 2),
        (bent(2, 1, "1"), NachaRefusal.RECORD_OUT_OF_PLACE, 2),
        (bent(2, 2, "x"), NachaRefusal.FIELD_WRONG, 2),
        (bent(3, 1, "7"), NachaRefusal.RECORD_OUT_OF_PLACE, 3),
        (bent(3, 2, "27"), NachaRefusal.FIELD_WRONG, 3),
        (bent(3, 4, "a"), NachaRefusal.FIELD_WRONG, 3),
        (bent(3, 30, "-00001"), NachaRefusal.FIELD_WRONG, 3),
        (bent(3, 79, "0"), NachaRefusal.FIELD_WRONG, 3),
        (bent(4, 1, "6"), NachaRefusal.RECORD_OUT_OF_PLACE, 4),
        (bent(4, 2, "05"), NachaRefusal.FIELD_WRONG, 4),
        (bent(4, 4, "X01"), NachaRefusal.FIELD_WRONG, 4),
        (bent(4, 7, " "), NachaRefusal.FIELD_WRONG, 4),
        (bent(4, 80, " "), NachaRefusal.FIELD_WRONG, 4),
        (bent(5, 1, "2"), NachaRefusal.RECORD_OUT_OF_PLACE, 5),
        (bent(7, 5, "000003"), NachaRefusal.COUNT_WRONG, 7),
        (bent(7, 11, "0000000001"), NachaRefusal.HASH_WRONG, 7),
        (bent(7, 21, "000000000001"), NachaRefusal.TOTAL_WRONG, 7),
        (bent(3, 30, "0000025001"), NachaRefusal.TOTAL_WRONG, 7),
        (bent(7, 1, "9"), NachaRefusal.RECORD_OUT_OF_PLACE, 7),
        (bent(8, 2, "000002"), NachaRefusal.COUNT_WRONG, 8),
        (bent(8, 14, "00000009"), NachaRefusal.COUNT_WRONG, 8),
        (bent(8, 1, "5"), NachaRefusal.RECORD_OUT_OF_PLACE, 9),
        (bent(9, 1, "1"), NachaRefusal.RECORD_OUT_OF_PLACE, 9),
        (b"\n".join(nacha_file(*TWO).splitlines()[:7]), NachaRefusal.ENDS_TOO_SOON, 7),
    ],
)
def test_the_first_wrong_record_is_named(content: bytes, code: NachaRefusal, record: int | None) -> None:
    assert wrong(content) == (code, record)


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_rubbish_is_refused_and_never_breaks(content: bytes) -> None:
    wrong(content)


@given(st.integers(0, 9), st.integers(0, 93), st.characters(min_codepoint=32, max_codepoint=126))
def test_a_changed_character_is_refused_or_harms_no_sum(record: int, at: int, sign: str) -> None:
    """Whatever is still read has the amounts that the controls say."""
    try:
        file = read_returns(bent(record + 1, at + 1, sign))
    except Refused:
        return
    assert [entry.amount_cents for entry in file.entries] == [25000, 100]
