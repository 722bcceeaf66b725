"""Appending: one transaction, dense sequence, Σ = 0, private values beside, and the truth after an I/O error."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError

from app.errors import Unavailable
from app.journal import tables
from app.journal.append import NOBODY, LedgerError, chain_head, is_recorded
from app.journal.chain import GENESIS
from app.journal.fact import Posting
from app.journal.kinds import Row
from app.store.database import StoreFailure
from app.workplace import Services
from tests.factories.journal import SOLD, Counted, count, open_journal


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    opened = open_journal(tmp_path)
    yield opened
    opened.close()


def test_sequences_are_dense_and_hashes_linked(services: Services) -> None:
    facts = [count(services) for _ in range(3)]
    assert [fact.envelope.sequence for fact in facts] == [2, 3, 4]
    with services.read_journal() as connection:
        rows = connection.execute(select(tables.fact).order_by(tables.fact.c.sequence)).all()
    assert [row.previous_hash for row in rows] == [GENESIS, *(row.hash for row in rows[:-1])]


def test_nothing_stands_without_a_commit(services: Services) -> None:
    with services.unit_of_work() as work:
        fact = work.append(Counted())
    with services.read_journal() as connection:
        assert not is_recorded(connection, fact.envelope.fact_id)
        assert chain_head(connection, "A2", 1)[0] == 1
        assert chain_head(connection, "Z9", 1) == (0, GENESIS)


def test_a_body_that_does_not_balance_is_a_bug_and_stores_nothing(services: Services) -> None:
    with services.unit_of_work() as work, pytest.raises(LedgerError, match="1 cents"):
        work.append(Counted(postings=(*SOLD, Posting(ledger_account="suspense", amount_cents=1))))


def test_a_given_intent_is_the_fact_id_and_stands_once(services: Services) -> None:
    with services.unit_of_work() as work:
        work.append(Counted(), NOBODY, fact_id="intent-1")
        work.commit()
    with pytest.raises(Exception, match="UNIQUE"), services.unit_of_work() as work:
        work.append(Counted(), NOBODY, fact_id="intent-1")


def test_private_values_stand_beside_and_only_their_digest_in_the_body(services: Services) -> None:
    fact = count(services, note="Maria Alvarez")
    with services.read_journal() as connection:
        kept = connection.execute(select(tables.private_data)).one()
        stored = connection.execute(select(tables.fact).where(tables.fact.c.fact_id == fact.envelope.fact_id)).one()
    assert (kept.fact_id, kept.value) == (fact.envelope.fact_id, "Maria Alvarez")
    assert kept.digest.encode() in stored.body
    assert b"Maria" not in stored.body


def test_what_changed_is_told(services: Services) -> None:
    with services.unit_of_work() as work:
        work.append(Counted(postings=SOLD))
        changed = work.changed
    assert changed.kinds == {"Counted"}
    assert changed.accounts == {"cis/1"}
    assert changed.ledger_accounts == {"drawer:A2:cash", "revenue:copies"}


def _failing_commit(services: Services, *, stands: bool) -> None:
    """The disk reports an error for the next commit, which took place all the same, or did not."""

    def fail(connection: object) -> None:
        event.remove(services.writer, "commit", fail)
        if stands:
            connection.exec_driver_sql("COMMIT")  # type: ignore[attr-defined] # SQLAlchemy's connection
        raise OperationalError("COMMIT", {}, Exception("disk I/O error"))

    event.listen(services.writer, "commit", fail)


def test_a_commit_reported_failed_that_stands_is_a_success(services: Services) -> None:
    with services.unit_of_work() as work:
        fact = work.append(Counted())
        _failing_commit(services, stands=True)
        work.commit()
    with services.read_journal() as connection:
        assert is_recorded(connection, fact.envelope.fact_id)


def test_a_commit_that_failed_is_said_and_nothing_stands(services: Services) -> None:
    with pytest.raises(Unavailable) as failure, services.unit_of_work() as work:
        fact = work.append(Counted())
        _failing_commit(services, stands=False)
        work.commit()
    assert failure.value.code is StoreFailure.DISK_ERROR
    with services.read_journal() as connection:
        assert not is_recorded(connection, fact.envelope.fact_id)


def test_what_cannot_be_asked_is_not_said_to_be_unrecorded(services: Services) -> None:
    """The disk is gone when the file is opened anew: whether the sale stands is told at the next start."""

    def gone(*_: object) -> None:
        raise OperationalError("", {}, Exception("disk I/O error"))

    with pytest.raises(Unavailable) as failure, services.unit_of_work() as work:
        fact = work.append(Counted())
        _failing_commit(services, stands=True)
        event.listen(services.writer, "connect", gone, once=True)
        work.commit()
    assert failure.value.code is StoreFailure.OUTCOME_UNKNOWN
    with services.read_journal() as connection:
        assert is_recorded(connection, fact.envelope.fact_id)


def test_a_file_that_does_not_open_again_cannot_be_asked(services: Services) -> None:
    def locked(*_: object) -> None:
        raise Unavailable(StoreFailure.FOLDER_READ_ONLY)

    with pytest.raises(Unavailable) as failure, services.unit_of_work() as work:
        work.append(Counted())
        _failing_commit(services, stands=True)
        event.listen(services.writer, "connect", locked, once=True)
        work.commit()
    assert failure.value.code is StoreFailure.OUTCOME_UNKNOWN


def test_what_a_reader_keeps_in_the_log_is_not_said_to_stand(services: Services) -> None:
    """After a failed fsync a frame of the log may be gone with the next power cut; only the file itself counts."""

    def impatient(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA busy_timeout = 1")

    with services.read_journal() as reader:
        reader.execute(select(tables.fact)).all()
        with pytest.raises(Unavailable) as failure, services.unit_of_work() as work:
            work.append(Counted())
            _failing_commit(services, stands=True)
            event.listen(services.writer, "connect", impatient)
            work.commit()
    assert failure.value.code is StoreFailure.OUTCOME_UNKNOWN


def test_a_failed_commit_without_facts_has_nothing_to_ask_for(services: Services) -> None:
    with pytest.raises(Unavailable) as failure, services.unit_of_work() as work:
        _failing_commit(services, stands=True)
        work.commit()
    assert failure.value.code is StoreFailure.MAY_BE_STORED


def test_another_failure_is_not_asked_about(services: Services) -> None:
    def full(_connection: object) -> None:
        event.remove(services.writer, "commit", full)
        raise OperationalError("COMMIT", {}, Exception("database or disk is full"))

    with pytest.raises(Unavailable) as failure, services.unit_of_work() as work:
        work.append(Counted())
        event.listen(services.writer, "commit", full)
        work.commit()
    assert failure.value.code is StoreFailure.DISK_FULL


def test_rows_of_one_fact_may_go_to_several_tables(services: Services) -> None:
    count(services)
    with services.read_journal() as connection:
        postings = connection.execute(select(tables.posting)).all()
    rows: list[Row] = [(tables.posting, tuple(row)) for row in postings]
    assert [values[4] for _, values in rows] == ["drawer:A2:cash", "revenue:copies"]
