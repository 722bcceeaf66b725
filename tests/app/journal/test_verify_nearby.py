"""One fact is verified by itself: each check says what holds, whatever was altered, and neighbours are judged alone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.journal.read_facts import fact_of
from app.journal.verify_nearby import ChainCheck, Verdict, verify_facts, verify_nearby
from app.workplace import Services
from tests.factories.journal import count, open_journal, tamper


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    opened = open_journal(tmp_path)
    for _ in range(9):
        count(opened)
    yield opened
    opened.close()


def nearby(services: Services, sequence: int) -> tuple[Verdict, ...]:
    with services.read_journal() as journal:
        execute = journal.exec_driver_sql
        (fact_id,) = execute("SELECT fact_id FROM fact WHERE sequence = ?", (sequence,)).one()
        stored = fact_of(execute, fact_id)
        assert stored is not None
        return verify_nearby(execute, services.kinds, stored)


def failed(services: Services, sequence: int) -> dict[int, set[ChainCheck]]:
    return {each.sequence: set(each.failed) for each in nearby(services, sequence) if each.failed}


def test_a_whole_chain_verifies_with_three_on_either_side(services: Services) -> None:
    assert [each.sequence for each in nearby(services, 5)] == [2, 3, 4, 5, 6, 7, 8]
    assert [each.sequence for each in nearby(services, 1)] == [1, 2, 3, 4]
    last = nearby(services, 10)
    assert [each.sequence for each in last] == [7, 8, 9, 10]
    assert [each.newest for each in last] == [False, False, False, True]
    assert all(each.verified for each in (*last, *nearby(services, 1), *nearby(services, 5)))


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            "UPDATE fact SET body = replace(CAST(body AS TEXT), '500', '900') WHERE sequence = 5",
            {5: {ChainCheck.CONTENT, ChainCheck.POSTINGS}},
        ),
        ("UPDATE fact SET body = x'ff' WHERE sequence = 5", {5: {ChainCheck.CONTENT, ChainCheck.POSTINGS}}),
        (
            "UPDATE fact SET envelope = x'7b7d' WHERE sequence = 5",
            {5: {ChainCheck.CONTENT, ChainCheck.LABELS, ChainCheck.POSTINGS}},
        ),
        (
            "UPDATE fact SET hash = zeroblob(32) WHERE sequence = 5",
            {5: {ChainCheck.CONTENT, ChainCheck.AFTER, ChainCheck.SIGNATURE}, 6: {ChainCheck.BEFORE}},
        ),
        (
            "UPDATE fact SET previous_hash = zeroblob(32) WHERE sequence = 5",
            {4: {ChainCheck.AFTER}, 5: {ChainCheck.CONTENT, ChainCheck.BEFORE}},
        ),
        ("UPDATE fact SET signature = zeroblob(64) WHERE sequence = 5", {5: {ChainCheck.SIGNATURE}}),
        ("UPDATE fact SET kind = 'Other' WHERE sequence = 5", {5: {ChainCheck.LABELS}}),
        ("UPDATE posting SET amount_cents = 1 WHERE sequence = 5 AND line = 1", {5: {ChainCheck.POSTINGS}}),
        ("DELETE FROM posting WHERE sequence = 5", {5: {ChainCheck.POSTINGS}}),
        ("DELETE FROM fact WHERE sequence = 4", {5: {ChainCheck.BEFORE}}),
    ],
)
def test_each_check_says_what_it_finds(
    services: Services, statement: str, expected: dict[int, set[ChainCheck]]
) -> None:
    tamper(services, statement)
    assert failed(services, 5) == expected


def test_without_the_public_key_no_signature_is_believed(services: Services) -> None:
    for statement in ("DELETE FROM chain_device", "UPDATE chain_device SET public_key = x'00'"):
        tamper(services, statement)
        assert failed(services, 1)[1] == {ChainCheck.SIGNATURE}


def test_a_kind_of_a_newer_program_is_verified_alike(services: Services) -> None:
    known = replace(services, kinds=type(services.kinds)(()))
    assert failed(known, 5) == {}


def test_verdicts_come_in_the_order_that_was_asked(services: Services) -> None:
    with services.read_journal() as journal:
        execute = journal.exec_driver_sql
        ids = [row[0] for row in execute("SELECT fact_id FROM fact ORDER BY sequence DESC")]
        facts = [stored for fact_id in ids if (stored := fact_of(execute, fact_id)) is not None]
        assert [each.fact_id for each in verify_facts(execute, services.kinds, facts)] == ids
        assert fact_of(execute, "none") is None
