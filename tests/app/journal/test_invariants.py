"""Each invariant finds what breaks it, and nothing in a sound journal."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import Unavailable
from app.journal.add_sealed import add_sealed
from app.journal.chain import GENESIS, Signer
from app.journal.invariants import INVARIANTS, Finding, Invariant, Subject, check
from app.journal.recovered import recover
from app.store.database import PAGE_BYTES, StoreFailure, open_connection
from app.store.write_ahead_log import fold_log, pages_in_log
from app.workplace import Services
from tests.app.journal.test_add_sealed import OTHER, sealed
from tests.factories.journal import TEST_KINDS, Counted, count, open_journal, tamper


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    opened = open_journal(tmp_path)
    for _ in range(3):
        count(opened, note="private")
    yield opened
    opened.close()


def examine(services: Services, *, thorough: bool = True, extra: tuple[Invariant, ...] = ()) -> tuple[Finding, ...]:
    with services.read_journal() as connection:
        subject = Subject(connection, services.folder / "journal.db", services.key, services.kinds)
        return check(subject, (*INVARIANTS, *extra), thorough=thorough)


def names(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.invariant for finding in findings}


def test_a_sound_journal_has_no_findings(services: Services) -> None:
    assert examine(services) == ()


@pytest.mark.parametrize(
    ("statement", "cheap", "thorough"),
    [
        ("DROP TRIGGER fact_rejects_update", {"append_only_triggers_stand"}, set()),
        ("UPDATE fact SET signature = zeroblob(64) WHERE sequence = 3", {"recent_chain_verifies"}, {"chains_verify"}),
        (
            "UPDATE posting SET amount_cents = 1 WHERE sequence = 3 AND line = 1",
            set(),
            {"chains_verify", "each_fact_balances", "debits_equal_credits", "read_tables_equal_rebuild"},
        ),
    ],
)
def test_what_breaks_an_invariant_is_found(
    services: Services, statement: str, cheap: set[str], thorough: set[str]
) -> None:
    if statement.startswith("DROP"):
        connection = open_connection(services.folder / "journal.db", services.key)
        connection.execute(statement)
        connection.close()
    else:
        tamper(services, statement)
    assert names(examine(services, thorough=False)) == cheap
    assert names(examine(services)) == cheap | thorough


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE private_data SET value = 'another' WHERE fact_id = (SELECT max(fact_id) FROM private_data)",
        "UPDATE private_data SET salt = NULL WHERE fact_id = (SELECT max(fact_id) FROM private_data)",
        "UPDATE private_data SET fact_id = 'nobody' WHERE fact_id = (SELECT max(fact_id) FROM private_data)",
    ],
)
def test_private_data_that_is_not_what_the_chain_names_is_found(services: Services, statement: str) -> None:
    tamper(services, statement)
    (found,) = examine(services)
    assert (found.invariant, found.values["field"]) == ("private_values_are_those_named", "note")


def test_erased_private_data_leaves_the_journal_sound(services: Services) -> None:
    tamper(services, "UPDATE private_data SET value = NULL, salt = NULL")
    assert examine(services) == ()


def test_a_fact_id_that_stands_twice_is_found(services: Services) -> None:
    tamper(
        services,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = replace(sql, 'UNIQUE (fact_id)', 'CHECK (1)') WHERE name = 'fact'",
        "DELETE FROM sqlite_schema WHERE name = 'sqlite_autoindex_fact_2'",
    )
    tamper(services, "UPDATE fact SET fact_id = 'twice' WHERE sequence > 2")
    findings = [finding for finding in examine(services) if finding.invariant == "fact_ids_are_unique"]
    assert findings[0].values == {"fact_id": "twice", "times": 2}


def test_a_foreign_key_without_its_row_is_found(services: Services) -> None:
    tamper(
        services,
        "PRAGMA foreign_keys = OFF",
        "CREATE TABLE parent (id INTEGER PRIMARY KEY)",
        "CREATE TABLE child (parent REFERENCES parent (id))",
        "INSERT INTO child VALUES (1)",
    )
    findings = examine(services)
    assert [str(finding) for finding in findings] == ["foreign_keys_hold: table child, row 1, parent parent"]


def test_a_flipped_bit_is_found_wherever_it_is(services: Services) -> None:
    with services.read_journal() as connection:
        page = connection.exec_driver_sql("SELECT rootpage FROM sqlite_schema WHERE name = 'posting'").scalar_one()
    services.close()
    database = services.folder / "journal.db"
    assert pages_in_log(database) == frozenset()  # what the log has too is read from there
    content = bytearray(database.read_bytes())
    content[page * PAGE_BYTES - 1000] ^= 1
    database.write_bytes(content)
    services.writer.connect().close()  # the program has its writer open before any reader
    assert "pages_are_authentic" in names(examine(services))


def test_a_page_that_only_the_log_has_yet_is_no_damage(services: Services) -> None:
    """Somebody reads meanwhile, so that the log cannot go into the file as far as it has grown."""
    for times in range(30):
        count(services, times, note="private")
    with services.reader.connect() as reading:
        reading.exec_driver_sql("SELECT count(*) FROM fact").scalar()
        for times in range(30):
            count(services, times, note="private")
        fold_log(services.writer)
        assert reading.exec_driver_sql("PRAGMA cipher_integrity_check").all()
        assert examine(services) == ()


def test_an_index_that_lacks_a_row_is_found(services: Services) -> None:
    tamper(
        services,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = 'CREATE INDEX posting_by_account ON posting (ledger_account)' "
        "WHERE name = 'posting_by_account'",
    )
    assert "file_is_sound" in names(examine(services))


def test_a_file_too_damaged_to_answer_is_a_finding(services: Services) -> None:
    def damaged(_subject: Subject) -> Iterator[dict[str, object]]:
        yield {}
        raise Unavailable(StoreFailure.WRONG_KEY_OR_DAMAGED, detail="malformed")

    findings = examine(services, extra=(Invariant("hopeless", damaged),))
    assert findings == (Finding("hopeless", {"damaged": "malformed"}),)


def test_a_disk_that_fails_is_not_a_finding(services: Services) -> None:
    def failing(_subject: Subject) -> Iterator[dict[str, object]]:
        yield {}
        raise Unavailable(StoreFailure.DISK_ERROR)

    with pytest.raises(Unavailable):
        examine(services, extra=(Invariant("hopeless", failing),))


def test_one_cause_is_not_named_a_thousand_times(services: Services) -> None:
    def endless(_subject: Subject) -> Iterator[dict[str, object]]:
        number = 0
        while True:
            number += 1
            yield {"number": number}

    assert len(examine(services, extra=(Invariant("endless", endless),))) == 100


def test_a_recovered_fact_that_its_first_key_did_not_sign_is_found(services: Services) -> None:
    second = Signer(b"\6" * 32)
    with services.unit_of_work() as work:
        assert add_sealed(work.connection, TEST_KINDS, recover(sealed(Counted(times=1)), 2, 1, GENESIS, second)) is None
        work.connection.commit()
    keys = (OTHER.public_bytes.hex(), second.public_bytes.hex())
    for generation, key in enumerate(keys, 1):
        tamper(services, f"INSERT INTO chain_device VALUES ('B1', {generation}, x'{key}', NULL, 0)")
    assert "recovered_facts_are_true" not in names(examine(services))
    tamper(services, f"UPDATE chain_device SET public_key = x'{keys[1]}' WHERE workstation = 'B1'")
    assert "recovered_facts_are_true" in names(examine(services))


def test_training_beside_a_real_chain_is_found(services: Services) -> None:
    alone = "UPDATE chain_device SET workstation = 'TRAIN'"
    beside = "INSERT INTO chain_device SELECT 'A3', generation, public_key, NULL, started_at_us FROM chain_device"
    tamper(services, "PRAGMA foreign_keys = OFF", alone)
    assert "training_stands_apart" not in names(examine(services))
    tamper(services, "PRAGMA foreign_keys = OFF", beside)
    assert "training_stands_apart" in names(examine(services))
