"""What goes beside a fact: what others are to know and no more, within limits, true to the hashes that the body has."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.journal.append import private_digest
from app.journal.fact import SealedFact, ValueBeside
from app.journal.values_beside import (
    SALT_BYTES_MAX,
    VALUE_BYTES_MAX,
    VALUE_OVERHEAD_BYTES,
    VALUES_MAX,
    keep_values,
    values_beside,
    values_bytes,
    values_hold,
)
from app.workplace import Services
from tests.factories.journal import Counted, count, open_journal

SALT = b"s" * 16


def told(value: str, field: str = "note", salt: bytes = SALT) -> ValueBeside:
    return ValueBeside(private_digest(salt, field, value), field, salt, value)


def fact(*values: ValueBeside, named: tuple[ValueBeside, ...] | None = None) -> SealedFact:
    body = ", ".join(f'"{each.digest}"' for each in (values if named is None else named))
    return SealedFact(b"", body.encode(), b"", b"", b"", values=values)


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    opened = open_journal(tmp_path)
    yield opened
    opened.close()


def test_the_words_of_a_note_go_with_its_fact(services: Services) -> None:
    plain, noted = count(services), count(services, note="Her brother pays.")
    with services.read_journal() as connection:
        found = values_beside(connection, ("A2", 1), 1, noted.envelope.sequence)
        assert values_beside(connection, ("A2", 1), 1, plain.envelope.sequence) == {}
    (value,) = found[noted.envelope.fact_id]
    assert (value.field, value.value) == ("note", "Her brother pays.") and list(found) == [noted.envelope.fact_id]


def test_bank_details_and_names_stay(services: Services) -> None:
    with services.unit_of_work() as work:
        for field in ("payor_name", "routing_number", "service_address", "person_name", "description"):
            work.private(field, "private")
        work.append(Counted())
        work.commit()
    with services.read_journal() as connection:
        assert values_beside(connection, ("A2", 1), 1, 99) == {}


@pytest.mark.parametrize(
    "sealed",
    [
        fact(),
        fact(told("x")),
        fact(told("x"), told("y", "phone")),
        fact(replace(told("x"), salt=None, value=None)),
        fact(told("ü" * (VALUE_BYTES_MAX // 2))),
        fact(*(told(str(n)) for n in range(VALUES_MAX))),
    ],
)
def test_a_value_that_the_body_names_holds(sealed: SealedFact) -> None:
    assert values_hold(sealed)


@pytest.mark.parametrize(
    "sealed",
    [
        fact(told("x"), named=()),
        fact(replace(told("x"), value="y")),
        fact(replace(told("x"), field="phone")),
        fact(replace(told("x"), salt=b"t" * 16)),
        fact(replace(told("x"), salt=None)),
        fact(replace(told("x"), value=None)),
        fact(ValueBeside("x", "note", None, None)),
        fact(told("ü" * (VALUE_BYTES_MAX // 2) + "x")),
        fact(told("x", salt=b"s" * (SALT_BYTES_MAX + 1))),
        fact(*(told(str(n)) for n in range(VALUES_MAX + 1))),
    ],
)
def test_any_other_does_not(sealed: SealedFact) -> None:
    assert not values_hold(sealed)


def test_what_is_there_stays_and_what_is_not_for_others_is_not_kept(services: Services) -> None:
    erased = replace(told("x"), salt=None, value=None)
    with services.plain_work() as work:
        keep_values(work.connection, "f1", (erased, told("name", "payor_name")))
        keep_values(work.connection, "f1", (told("x"),))
        kept = work.connection.exec_driver_sql("SELECT digest, value FROM private_data").all()
    assert [tuple(row) for row in kept if row[0] == erased.digest] == [(erased.digest, None)]
    assert told("name", "payor_name").digest not in {row[0] for row in kept}


def test_they_weigh_what_they_are_long() -> None:
    assert values_bytes((told("ü"), replace(told("x"), salt=None, value=None))) == 2 * VALUE_OVERHEAD_BYTES + 2
