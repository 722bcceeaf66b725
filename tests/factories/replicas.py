"""Workstations that hold facts of others: whole random days under other codes, and the tables that they give."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from app.bootstrap import set_up
from app.journal.chain import GENESIS, Signer, fact_hash
from app.journal.fact import SealedFact, encoder, envelope_decoder
from app.journal.read_facts import whole_chain
from app.journal.rebuild import read_tables
from app.sync.protocol import Cursor, Head, PulledFact
from app.workplace import Services
from tests.factories.workstation import COUNTER_A2, fake_edges
from tests.simulation.whole_day import WholeDay

STEPS = 24


def open_as(folder: Path, code: str, office: str = "main", seed: int = 0) -> Services:
    """Another counter of the same city, just set up; the caller closes it."""
    return set_up(folder, replace(COUNTER_A2, code=code, office=office), fake_edges(seed))


def signer_of(code: str) -> Signer:
    """The key of one of these workstations."""
    return Signer(code.encode().ljust(32, b"."))


@cache
def day_of(code: str, seed: int) -> tuple[PulledFact, ...]:
    """What a workstation of this code recorded in one random day, as the centre sends it."""
    with TemporaryDirectory() as folder:
        whole = WholeDay(Path(folder), seed)
        for _ in range(STEPS):
            whole.step(thorough_every=STEPS * 2)
        services = whole.day.services
        chain = (services.device.code, services.device.generation)
        with services.read_journal() as connection:
            facts = [stored.sealed for part in whole_chain(connection.exec_driver_sql, chain) for stored in part]
        whole.day.machine.close()
    return as_of(code, facts)


def as_of(code: str, facts: list[SealedFact]) -> tuple[PulledFact, ...]:
    """The same day at another counter: other ids, another code and key."""
    sealed: list[PulledFact] = []
    previous, signer = GENESIS, signer_of(code)
    for sequence, fact in enumerate(facts, 1):
        given = envelope_decoder.decode(_elsewhere(code, fact.envelope_bytes))
        envelope = encoder.encode(msgspec.structs.replace(given, generation=1, sequence=sequence))
        body = _elsewhere(code, fact.body_bytes)
        digest = fact_hash(previous, envelope, body)
        moved = SealedFact(envelope, body, previous, digest, signer.sign(digest))
        sealed.append(PulledFact(Cursor(sequence, code, 1, sequence), moved))
        previous = digest
    return tuple(sealed)


def _elsewhere(code: str, content: bytes) -> bytes:
    for life in (b"00000000", b"00000001"):
        content = content.replace(life + b"-0000-7000", b"%s%s-0000-7000" % (code.encode().hex().encode(), life[4:]))
    return content.replace(b"A2", code.encode())


def head_of(code: str, facts: tuple[PulledFact, ...]) -> Head:
    """The chain's head at the centre."""
    return Head(code, 1, len(facts), facts[-1].sealed.hash, signer_of(code).public_bytes, "main")


def read_rows(services: Services) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every read table, in an order of its own."""
    with services.read_journal() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(table.select())), key=repr)
            for table in read_tables()
        }
