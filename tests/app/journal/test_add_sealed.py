"""Facts of other chains: stored with all that they give, or not at all; an id that counts already counts once."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app.journal.add_facts import Chains, add_facts
from app.journal.add_sealed import Unfit, add_sealed
from app.journal.append import seal
from app.journal.chain import GENESIS, Signer
from app.journal.copy_facts import FactFrame
from app.journal.doubled import counts, doubled_label
from app.journal.fact import Envelope, Fact, FactBody, Posting, SealedFact
from app.journal.invariants import Subject
from app.journal.rebuild import compare_with_rebuild
from app.journal.verify_journal import verify_journal
from app.store.second_copy import Frame
from app.workplace import Services
from tests.factories.journal import SOLD, TEST_KINDS, Counted, open_journal, tamper

OTHER = Signer(b"\7" * 32)


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    opened = open_journal(tmp_path)
    yield opened
    opened.close()


def envelope(fact_id: str = "f1", generation: int = 1, kind: str = "Counted") -> Envelope:
    return Envelope(
        workstation="B1",
        generation=generation,
        sequence=1,
        fact_id=fact_id,
        kind=kind,
        schema_version=1,
        recorded_at_us=1,
        office="main",
    )


def sealed(body: FactBody, given: Envelope | None = None) -> SealedFact:
    return seal(Fact(given or envelope(), body), GENESIS, OTHER)


def add(services: Services, *facts: SealedFact) -> list[Unfit | None]:
    with services.unit_of_work() as work:
        found = [add_sealed(work.connection, TEST_KINDS, fact) for fact in facts]
        work.connection.commit()
    return found


def rows(services: Services, sql: str) -> list[tuple[object, ...]]:
    with services.read_journal() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(sql)]


def test_a_fact_and_its_rows_stand_together(services: Services) -> None:
    assert add(services, sealed(Counted(postings=SOLD))) == [None]
    assert rows(services, "SELECT workstation, sum(amount_cents), count(*) FROM posting") == [("B1", 0, 2)]


def test_kinds_from_the_future_are_kept_and_their_postings_count(services: Services) -> None:
    assert add(services, sealed(Counted(postings=SOLD), envelope(kind="ComesTomorrow"))) == [None]
    assert rows(services, "SELECT count(*) FROM posting") == [(2,)]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (Counted(postings=(Posting(ledger_account="drawer", amount_cents=1),)), Unfit.UNBALANCED),
        (msgspec.structs.replace(Counted(), times="many"), Unfit.UNREADABLE),
    ],
)
def test_what_is_unfit_leaves_nothing(services: Services, body: FactBody, why: Unfit) -> None:
    assert add(services, sealed(body)) == [why]
    assert rows(services, "SELECT count(*) FROM fact WHERE workstation = 'B1'") == [(0,)]


def test_a_row_that_is_there_already_leaves_nothing_either(services: Services) -> None:
    tamper(services, "INSERT INTO posting VALUES ('B1', 1, 1, 1, 'drawer', 0, NULL, NULL, NULL, NULL, NULL, NULL)")
    assert add(services, sealed(Counted(postings=SOLD))) == [Unfit.COLLIDES]
    assert rows(services, "SELECT count(*) FROM fact WHERE workstation = 'B1'") == [(0,)]


def test_an_id_that_counts_already_is_kept_under_a_label(services: Services) -> None:
    again = sealed(Counted(postings=SOLD), envelope(generation=2))
    assert add(services, sealed(Counted(postings=SOLD)), again) == [None, None]
    assert rows(services, "SELECT count(*) FROM posting") == [(2,)]
    labels = [str(row[0]) for row in rows(services, "SELECT fact_id FROM fact WHERE workstation = 'B1' ORDER BY 1")]
    assert labels == ["f1", doubled_label(envelope(generation=2))] and [counts(label) for label in labels] == [
        True,
        False,
    ]


def test_a_doubled_fact_verifies_and_may_have_no_postings(services: Services) -> None:
    key = OTHER.public_bytes.hex()
    for generation in (1, 2):
        tamper(services, f"INSERT INTO chain_device VALUES ('B1', {generation}, x'{key}', NULL, 0)")
    add(services, sealed(Counted(postings=SOLD)), sealed(Counted(postings=SOLD), envelope(generation=2)))
    assert found(services) == []
    assert compare_with_rebuild(services.folder / "journal.db", services.key, TEST_KINDS) == ()
    tamper(services, "INSERT INTO posting VALUES ('B1', 2, 1, 1, 'drawer', 0, NULL, NULL, NULL, NULL, NULL, NULL)")
    assert found(services) == ["postings_differ"]


def found(services: Services) -> list[str]:
    with services.read_journal() as connection:
        subject = Subject(connection, services.folder / "journal.db", services.key, TEST_KINDS)
        return [finding.fault.value for finding in verify_journal(subject.execute, TEST_KINDS)]


def test_a_restored_copy_keeps_doubled_facts_too(services: Services) -> None:
    twice = [sealed(Counted(postings=SOLD), envelope(generation=generation)) for generation in (1, 2)]
    frames = [Frame(n, msgspec.msgpack.encode(_frame(fact))) for n, fact in enumerate(twice, 1)]
    with services.unit_of_work() as work:
        list(add_facts(work.connection.exec_driver_sql, frames, Chains()))
        work.connection.commit()
    assert rows(services, "SELECT count(*), count(DISTINCT fact_id) FROM fact WHERE workstation = 'B1'") == [(2, 2)]


def _frame(fact: SealedFact) -> FactFrame:
    hashes = (fact.previous_hash, fact.hash, fact.signature)
    return FactFrame(fact.envelope_bytes, fact.body_bytes, *hashes, public_key=OTHER.public_bytes, started_at_us=1)
