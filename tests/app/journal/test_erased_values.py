"""Erasing is a fact: what it names goes, wherever it comes and whatever came first; the chains stay as they are."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import check
from app.journal.add_sealed import add_sealed
from app.journal.append import Author
from app.journal.erased_values import (
    KINDS,
    ValuesErased,
    erase_values,
    erased_since,
    forget_all_erased,
)
from app.journal.fact import Envelope, Fact, SealedFact
from app.journal.read_facts import chain_after
from app.journal.values_beside import values_beside
from app.workplace import Services
from tests.factories.journal import TEST_KINDS, Counted, count, open_journal

SOMEBODY = Author("person-1")


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    with closing(open_journal(tmp_path / "a")) as opened:
        yield opened


def erase(services: Services, of_fact: str, intent: str = "e-1") -> bool:
    with services.unit_of_work() as work:
        done = erase_values(work, SOMEBODY, intent, of_fact)
        work.commit()
    return done


def words(services: Services) -> list[str | None]:
    with services.read_journal() as connection:
        sql = "SELECT value FROM private_data WHERE field = 'note' ORDER BY value"
        return list(connection.exec_driver_sql(sql).scalars())


def sent(services: Services) -> list[SealedFact]:
    """All facts with what goes beside them."""
    with services.read_journal() as connection:
        stored = chain_after(connection.exec_driver_sql, ("A2", 1), 0)
        beside = values_beside(connection, ("A2", 1), 1, 99)
    return [replace(each.sealed, values=beside.get(each.fact_id, ())) for each in stored]


def test_the_words_go_and_the_journal_stays_sound(services: Services) -> None:
    note, other = (count(services, note=said).envelope.fact_id for said in ("Ana pays.", "Bob calls."))
    assert erase(services, note)
    assert words(services) == [None, "Bob calls."]
    assert check(services, thorough=True) == ()
    with services.read_journal() as connection:
        assert erased_since(connection.exec_driver_sql, 0) and not erased_since(connection.exec_driver_sql, 99)
    assert other != note


def test_once_more_or_of_nothing_changes_nothing(services: Services) -> None:
    note = count(services, note="Ana pays.").envelope.fact_id
    assert erase(services, note)
    assert not erase(services, note, "e-2")
    assert not erase(services, count(services).envelope.fact_id, "e-3")
    again = count(services, note="Bob calls.").envelope.fact_id
    assert not erase(services, again, "e-1")
    assert words(services) == [None, "Bob calls."]


def test_beside_the_erasing_fact_goes_what_it_erases(services: Services) -> None:
    note = count(services, note="Ana pays.").envelope.fact_id
    (before,) = sent(services)[-1].values
    erase(services, note)
    *_, noted, erasing = sent(services)
    assert noted.values == (replace(before, salt=None, value=None),)
    assert erasing.values == (replace(before, field="erased", salt=None, value=None),)


@pytest.mark.parametrize("erasure_first", [False, True])
def test_in_whatever_order_they_come(services: Services, tmp_path: Path, *, erasure_first: bool) -> None:
    note = count(services, note="Ana pays.").envelope.fact_id
    facts = sent(services)[-1:]
    erase(services, note)
    facts += sent(services)[-1:]
    with closing(open_journal(tmp_path / "b")) as other:
        with other.plain_work() as work:
            for sealed in reversed(facts) if erasure_first else facts:
                assert add_sealed(work.connection, TEST_KINDS, sealed) is None
            work.commit()
        assert words(other) == [None]


def test_what_an_older_copy_brings_back_goes_again(services: Services) -> None:
    note = count(services, note="Ana pays.").envelope.fact_id
    erase(services, note)
    with services.plain_work() as work:
        work.connection.exec_driver_sql("UPDATE private_data SET salt = x'00', value = 'Ana pays.'")
        forget_all_erased(work.connection.exec_driver_sql)
        work.commit()
    assert words(services) == [None]


def test_its_rows_name_each_value_once() -> None:
    envelope = Envelope(
        workstation="A2", generation=1, sequence=1, fact_id="e-1", kind="ValuesErased", schema_version=1,
        recorded_at_us=0, office="main",
    )  # fmt: skip
    rows = [values for _, values in KINDS[0].project(Fact(envelope, ValuesErased(fact="f", digests=("x", "y", "x"))))]
    assert rows == [("e-1", "x", "f"), ("e-1", "y", "f")]
    with pytest.raises(TypeError):
        list(KINDS[0].project(Fact(envelope, Counted())))
