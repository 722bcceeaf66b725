"""Mistyped words find what they mean within a bounded number of candidates."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from app.accounts.search.index import deletions
from app.accounts.search.typos import LIKELY_MAX, likely_words
from tests.factories.city import CsvSet


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    rows = CsvSet()
    for n, name in enumerate(("Magnolia", "Hernandez", "Hernandes", "Hernandez", "Lee", "Lea", "Leo", "Les"), start=3):
        rows.add_account(str(n), name, f"{n} Oak Ave")
    for letter in "abcdfghijklm":
        rows.add_account(f"9{ord(letter)}", f"Zond{letter}r", "1 Oak Ave")
    files = rows.load(tmp_path_factory.mktemp("typos") / "data")
    with files.read() as found:
        yield found
    files.close()


@pytest.mark.parametrize("typed", ["magnloia", "magnola", "magnoliaa", "magnulia", "agnolia"])
def test_one_or_two_errors_in_a_long_word(connection: Connection, typed: str) -> None:
    assert likely_words(connection, typed) == ["magnolia"]


def test_the_commoner_of_equally_near_words_comes_first(connection: Connection) -> None:
    assert likely_words(connection, "hernande") == ["hernandez", "hernandes"]


def test_short_words_allow_one_error(connection: Connection) -> None:
    assert likely_words(connection, "leee") == ["lee"]
    assert likely_words(connection, "xxxx") == []


@pytest.mark.parametrize("typed", ["lea", "12345", "x" * 30, "lee2"])
def test_what_is_no_word_of_letters_has_none(connection: Connection, typed: str) -> None:
    assert likely_words(connection, typed) == []


def test_candidates_are_bounded(connection: Connection) -> None:
    assert len(likely_words(connection, "zonder")) == LIKELY_MAX


def test_deletions_hold_the_word_and_each_form_once() -> None:
    assert list(deletions("aab")) == ["aab", "ab", "aa"]
