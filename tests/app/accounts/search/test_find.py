"""The one search field, asked of the demo city and of rows written by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from app.accounts.scan_line import CheckScheme, ScanLayout, check_digits, itf_digits
from app.accounts.search.find import Matched, SearchResult, search
from app.accounts.search.shapes import Shape
from tests.factories.city import ALVAREZ, CsvSet, build_city

STUB = "0001000451270000015743" + "20261123"
STUB += check_digits(STUB, CheckScheme.LUHN)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    files = build_city(tmp_path_factory.mktemp("city"), 400, months=2)
    with files.read() as connection:
        yield connection
    files.close()


@pytest.fixture(scope="module")
def hand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    rows = CsvSet()
    rows.add_account("3", "Búsqueda, Íñigo", "12 Magnolia Ave", "(850) 555-0143", "W-220916")
    rows.add_account("4", "O'Brien, Zoë", "1207 Pine Ct", "(229) 555-0143", "220917")
    rows.add_account("5", "Wójcik-Strauß, Ana", "77 Live Oak Dr")
    rows.add("receipts", "A7-1234", "A3", "2026-11-01", "web", 100, "")
    rows.add("accounts", "A6", "00345678901", "C5", "L5", "commercial", "closed", "", "2026-01-01")
    files = rows.load(tmp_path_factory.mktemp("hand") / "data")
    with files.read() as connection:
        yield connection
    files.close()


def _accounts(result: SearchResult) -> list[str]:
    return [hit.account.removeprefix("cis/") for hit in result.hits]


@pytest.mark.parametrize(
    ("typed", "matched"),
    [
        ("10-004512-7", Matched.ACCOUNT),
        ("100045127", Matched.ACCOUNT),
        ("10-0045", Matched.ACCOUNT),
        ("alvarez maria 1207", Matched.WORDS),
        ("ALVAREZ, MAR", Matched.WORDS),
        ("1207 pine st", Matched.WORDS),
        ("1207 Pine Street, Cypress Springs", Matched.WORDS),
        ("1207 pine stre", Matched.WORDS),
        ("(850) 555-0177", Matched.PHONE),
        ("8505550177", Matched.PHONE),
        ("555-0177", Matched.PHONE),
        ("E-558210", Matched.METER),
        ("558210", Matched.METER),
        (STUB, Matched.SCAN),
        (itf_digits(STUB) + "\r", Matched.SCAN),
        ("1207 piine", Matched.SIMILAR),
        ("alvraez maria 1207", Matched.SIMILAR),
    ],
)
def test_alvarez_is_found_by_whatever_she_brings(city: Connection, typed: str, matched: Matched) -> None:
    hits = {hit.account: hit for hit in search(city, typed).hits}
    assert ALVAREZ in hits
    assert hits[ALVAREZ].matched is matched
    assert hits[ALVAREZ].street_address == "1207 Pine St"


def test_every_account_is_found_by_every_prefix_of_its_number(city: Connection) -> None:
    numbers = [row[0] for row in city.exec_driver_sql("SELECT number FROM account WHERE id % 40 = 0")]
    for number in numbers:
        assert next(hit.number for hit in search(city, number).hits) == number
        for end in range(1, len(number) + 1):
            found = search(city, number[:end]).hits
            plain = number[:end].replace("-", "")
            assert found and any(hit.number.replace("-", "").startswith(plain) for hit in found)


@pytest.mark.parametrize(
    ("typed", "accounts"),
    [
        ("busqueda", ["A3"]),
        ("BÚSQUEDA", ["A3"]),
        ("inigo", ["A3"]),
        ("o'brien", ["A4"]),
        ("obrien zoe", ["A4"]),
        ("wojcik", ["A5", "A6"]),
        ("strauss", ["A5", "A6"]),
        ("pine", ["A1", "A4"]),
        ("1207 pine", ["A1", "A4"]),
        ("1207 pine court", ["A4"]),
        ("5550143", ["A3", "A4"]),
        ("850-555", ["A3"]),
        ("w-2209", ["A3"]),
        ("2209", ["A3", "A4"]),
        ("220917", ["A4"]),
        ("a7-12", ["A3"]),
        ("magnloia", ["A3"]),
        ("oka", ["A2"]),
        ("okafro", ["A2"]),
        ("elm", ["A2"]),
        ("nobody at all", []),
        ("'; DROP TABLE account; --", []),
        ("NEAR(alvarez)", []),
        ("al* OR ok*", []),
    ],
)
def test_rows_by_hand(hand: Connection, typed: str, accounts: list[str]) -> None:
    assert sorted(_accounts(search(hand, typed))) == accounts


def test_exact_words_come_before_words_that_begin_so(tmp_path: Path) -> None:
    rows = CsvSet()
    rows.add_account("3", "Alvarezo, Dan", "1 Oak Ave")
    rows.add_account("4", "Alvarez, Eva", "2 Oak Ave")
    with rows.load(tmp_path / "data").read() as connection:
        assert _accounts(search(connection, "alvarez")) == ["A1", "A4", "A3"]


def test_typing_errors_are_tried_only_when_little_is_found(tmp_path: Path) -> None:
    rows = CsvSet()
    for n in range(3, 9):
        rows.add_account(str(n), f"Pane, Person {n}", f"{n} Oak Ave")
    rows.add_account("9", "Pant, Eva", "2 Elm Ave")
    with rows.load(tmp_path / "data").read() as connection:
        assert len(search(connection, "pane").hits) == 6
        assert {hit.matched for hit in search(connection, "pane").hits} == {Matched.WORDS}
        assert [(hit.name, hit.matched) for hit in search(connection, "pant").hits][:2] == [
            ("Pant, Eva", Matched.WORDS),
            ("Pane, Person 3", Matched.SIMILAR),
        ]


def test_the_stub_of_an_account_with_zeros_in_front(hand: Connection) -> None:
    body = "00345678901" + "110296" + "0000" + "0000001000" * 2
    found = search(hand, body + "8")
    assert _accounts(found) == ["A6"]
    assert found.scan is not None
    assert found.scan.amount_cents == 1_000


def test_a_misread_stub_is_said(city: Connection) -> None:
    wrong = STUB[:-1] + str((int(STUB[-1]) + 1) % 10)
    found = search(city, wrong)
    assert (found.hits, found.kind) == ((), Shape.SCAN)
    assert found.message == "The check digit does not fit; scan again or type the account number."


def test_a_stub_of_another_length_or_of_nobody_is_said(city: Connection) -> None:
    assert "25 digits" in search(city, "1" * 25).message
    body = "999999999999" + "0" * 10 + "20261123"
    assert "No account" in search(city, body + check_digits(body, CheckScheme.LUHN)).message


def test_a_citys_own_layout(city: Connection) -> None:
    layout = ScanLayout("ours", (("account", 21),), CheckScheme.LUHN)
    body = "100045127".zfill(21)
    found = search(city, body + check_digits(body, CheckScheme.LUHN), known_layouts=(layout,))
    assert [hit.account for hit in found.hits] == [ALVAREZ]


def test_a_receipt_number_is_handed_on(city: Connection) -> None:
    found = search(city, "a2-000318")
    assert (found.kind, found.receipt_number) == (Shape.RECEIPT, "A2-000318")


def test_nothing_and_too_much(city: Connection) -> None:
    assert search(city, " ").hits == ()
    assert search(city, "x" * 10_000_000).message == "This is too long to search for. Type a number or a name."


def test_the_limit_holds(city: Connection) -> None:
    assert len(search(city, "1").hits) == 20
    assert len(search(city, "a", limit=3).hits) == 3


def test_an_interrupted_search_asks_no_more(city: Connection) -> None:
    assert search(city, "alvarez", interrupted=lambda: True).hits == ()


@given(typed=st.text(max_size=60))
def test_anything_may_be_typed(city: Connection, typed: str) -> None:
    assert len(search(city, typed).hits) <= 20
