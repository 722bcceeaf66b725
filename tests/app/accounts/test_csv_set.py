"""Fields of the CSV set: exact values or a plain sentence, whatever the bytes are."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.accounts import csv_set
from app.accounts.csv_set import Problem
from app.accounts.types import ServiceCategory


@pytest.mark.parametrize(
    ("field", "value"), [("14499", 14499), ("-500", -500), ("0", 0), ("99999999999", 99_999_999_999)]
)
def test_cents_are_whole_numbers(field: str, value: int) -> None:
    assert csv_set.cents("amount_cents")[field] == value


@pytest.mark.parametrize(
    "field", ["", "144.99", "1,5", " 5", "5 ", "+5", "1_000", "１２", "1e3", "--5", "9223372036854775808", "5\0", "NaN"]
)
def test_what_is_not_whole_cents_is_a_problem(field: str) -> None:
    with pytest.raises(Problem, match="amount_cents is not a whole number of cents"):
        csv_set.cents("amount_cents")[field]


@pytest.mark.parametrize(
    "field", ["", "2026-13-01", "2026-02-30", "20261120", "11/20/2026", "2026-1-1", "2026-11-20T00:00", "３026-11-20"]
)
def test_what_is_not_a_date_is_a_problem(field: str) -> None:
    with pytest.raises(Problem, match="due_on is not a date like 2026-11-23"):
        csv_set.dates("due_on")[field]


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)))
def test_every_date_is_read(day: date) -> None:
    assert csv_set.dates("due_on")[day.isoformat()] == day.isoformat()


def test_a_date_may_be_left_out_where_it_is_optional() -> None:
    reader = csv_set.optional_dates("closed_on")
    assert (reader[""], reader["2026-01-31"]) == (None, "2026-01-31")


def test_members_name_what_is_allowed() -> None:
    reader = csv_set.members("service_category", ServiceCategory)
    assert reader["electric"] == 1
    with pytest.raises(Problem, match="electric, natural_gas, water"):
        reader["Electric"]


@pytest.mark.parametrize("field", ["2026-00", "2026-13", "2026-1", "202611", ""])
def test_a_period_is_a_month(field: str) -> None:
    with pytest.raises(Problem):
        csv_set.periods("period")[field]
    assert csv_set.periods("period")["2026-11"] == "2026-11"


@pytest.mark.parametrize("field", ["", " A", "A ", "A\0", "Ä", "x" * 65, "a\tb", "a\u202eb"])
def test_an_id_is_plain(field: str) -> None:
    with pytest.raises(Problem):
        csv_set.identifier("account_id", field)


def test_a_name_may_be_in_any_script() -> None:
    for name in ("Núñez, María", "李, 小明", "نور, خالد", "O'Brien", "नेहा"):
        assert csv_set.label("name", name, 200) == name


def test_a_name_is_composed() -> None:
    assert csv_set.label("name", "Nu\u0301n\u0303ez", 200) == "N\u00fa\u00f1ez"


@pytest.mark.parametrize("name", ["a\0b", "a\u202eb", "a\x1b[31m", "a\ud800", "a\nb", "a\x85b"])
def test_a_name_holds_nothing_that_cannot_be_shown(name: str) -> None:
    with pytest.raises(Problem, match="cannot be shown"):
        csv_set.label("name", name, 200)


def test_a_name_is_not_endless_and_not_blank() -> None:
    with pytest.raises(Problem, match="longer than 200"):
        csv_set.label("name", "x" * 201, 200)
    with pytest.raises(Problem, match="empty"):
        csv_set.label("name", "  ", 200, needed=True)


def test_prose_keeps_its_lines() -> None:
    assert csv_set.prose("text", "one\r\ntwo", 100) == "one\ntwo"
    with pytest.raises(Problem):
        csv_set.prose("text", "one\0two", 100)


def test_a_reader_remembers_a_bounded_number_of_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_set, "CACHED_VALUES_MAX", 2)
    reader = csv_set.whole_numbers("line")
    assert [reader[str(n)] for n in range(5)] == list(range(5))
    assert len(reader) == 2
