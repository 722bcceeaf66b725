"""What must always hold in a journal: named small checks that return findings, run by `civic-counter check`.

Cheap ones run at start and at day close; thorough ones read everything. A capability contributes its own as a tuple
`INVARIANTS`; bootstrap joins them. A *finding* names its invariant and, as plain values, where it does not hold.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection

from app.errors import Unavailable
from app.journal.append import private_digest
from app.journal.fact import SealedFact
from app.journal.kinds import Kinds
from app.journal.read_facts import Execute, Progress, no_progress
from app.journal.rebuild import compare_with_rebuild
from app.journal.recovered import is_true_among
from app.journal.verify_journal import public_keys, verify_journal, verify_since_checkpoint
from app.store.database import StoreFailure, storage_failures
from app.store.schema import append_only_triggers, journal_metadata
from app.store.write_ahead_log import pages_in_log
from app.training_mode import is_training

FINDINGS_MAX = 100
"""Findings of one invariant that are named; whoever has more has one cause."""


@dataclass(frozen=True)
class Finding:
    """One place where an invariant does not hold."""

    invariant: str
    values: Mapping[str, object]

    def __str__(self) -> str:
        return f"{self.invariant}: " + ", ".join(f"{name} {value}" for name, value in self.values.items())


@dataclass(frozen=True)
class Subject:
    """What is examined: an open read-only connection, and what a comparison with a rebuild needs besides."""

    connection: Connection
    database: Path
    key: bytes
    kinds: Kinds
    progress: Progress = field(default=no_progress)

    @property
    def execute(self) -> Execute:
        """Runs one statement on the journal."""
        return self.connection.exec_driver_sql


@dataclass(frozen=True)
class Invariant:
    """A named check; it yields the values of each finding. `thorough`: reads so much that it is run on demand only."""

    name: str
    check: Callable[[Subject], Iterable[Mapping[str, object]]]
    thorough: bool = False


def check(subject: Subject, invariants: Iterable[Invariant], *, thorough: bool) -> tuple[Finding, ...]:
    """Runs the cheap invariants, or all; what does not hold, at most 100 places each. Raises Unavailable."""
    chosen = [invariant for invariant in invariants if thorough or not invariant.thorough]
    findings: list[Finding] = []
    for done, invariant in enumerate(chosen):
        subject.progress(invariant.name, done, len(chosen))
        findings += [Finding(invariant.name, values) for values in _first_findings(subject, invariant)]
    return tuple(findings)


def _first_findings(subject: Subject, invariant: Invariant) -> list[Mapping[str, object]]:
    """What does not hold; a file so damaged that the question has no answer is a finding too."""
    try:
        with storage_failures():
            return list(islice(invariant.check(subject), FINDINGS_MAX))
    except Unavailable as failure:
        if failure.code is not StoreFailure.WRONG_KEY_OR_DAMAGED:
            raise
        return [{"damaged": failure.values.get("detail")}]


def _triggers_stand(subject: Subject) -> Iterator[Mapping[str, object]]:
    kept = {row[0] for row in subject.execute("SELECT sql FROM sqlite_schema WHERE type = 'trigger'", ())}
    for statement in append_only_triggers(journal_metadata):
        if statement not in kept:
            yield {"trigger": statement.split()[2]}


def _recent_chain_verifies(subject: Subject) -> Iterator[Mapping[str, object]]:
    for verified in verify_since_checkpoint(subject.execute):
        if verified.fault:
            workstation, generation = verified.chain
            yield _place(workstation, generation, verified.sequence + 1) | {"fault": verified.fault.value}


def _chains_verify(subject: Subject) -> Iterator[Mapping[str, object]]:
    for found in verify_journal(subject.execute, subject.kinds, subject.progress):
        yield _place(found.workstation, found.generation, found.sequence) | {"fault": found.fault.value}


def _recovered_facts_are_true(subject: Subject) -> Iterator[Mapping[str, object]]:
    """What was appended again in a new generation is what the old generation's key signed."""
    keys = public_keys(subject.execute)
    sealed = "envelope, body, previous_hash, hash, signature"
    sql = f"SELECT workstation, generation, sequence, {sealed} FROM fact WHERE instr(envelope, ?) > 0"
    for workstation, generation, sequence, *content in subject.execute(sql, (b'"recovered":',)):
        if not is_true_among(SealedFact(*content), keys):
            yield _place(workstation, generation, sequence)


def _private_values_are_those_named(subject: Subject) -> Iterator[Mapping[str, object]]:
    """Names, notes and the like stand beside the chain, which names them by salted hash; erased ones say nothing."""
    rows = subject.execute(
        "SELECT p.fact_id, p.digest, p.field, p.salt, p.value, f.body FROM private_data p "
        "LEFT JOIN fact f ON f.fact_id = p.fact_id WHERE p.value IS NOT NULL",
        (),
    )
    for fact_id, digest, field_name, salt, value, body in rows:
        named = digest.encode() in (body or b"")
        if not named or private_digest(salt or b"", field_name, value) != digest:
            yield {"fact_id": fact_id, "field": field_name}


def _training_stands_apart(subject: Subject) -> Iterator[Mapping[str, object]]:
    """No training workstation has a chain beside a real one, whatever was copied or sent here."""
    codes = sorted({str(row[0]) for row in subject.execute("SELECT DISTINCT workstation FROM chain_device", ())})
    training = [code for code in codes if is_training(code)]
    if len(training) < len(codes):
        yield from ({"workstation": code} for code in training)


def _facts_balance(subject: Subject) -> Iterator[Mapping[str, object]]:
    rows = subject.execute(
        "SELECT workstation, generation, sequence, sum(amount_cents) FROM posting "
        "GROUP BY workstation, generation, sequence HAVING sum(amount_cents) <> 0",
        (),
    )
    for workstation, generation, sequence, cents in rows:
        yield _place(workstation, generation, sequence) | {"off_by_cents": cents}


def _ledger_balances(subject: Subject) -> Iterator[Mapping[str, object]]:
    total = next(iter(subject.execute("SELECT coalesce(sum(amount_cents), 0) FROM posting", ())))[0]
    if total:
        yield {"off_by_cents": total}


def _fact_ids_are_unique(subject: Subject) -> Iterator[Mapping[str, object]]:
    rows = subject.execute(
        "SELECT fact_id, count(*) FROM fact NOT INDEXED GROUP BY fact_id HAVING count(*) > 1 LIMIT 100", ()
    )
    for fact_id, times in rows:
        yield {"fact_id": fact_id, "times": times}


def _read_tables_equal_rebuild(subject: Subject) -> Iterator[Mapping[str, object]]:
    for found in compare_with_rebuild(subject.database, subject.key, subject.kinds, subject.progress):
        yield {"table": found.table, "missing": found.missing, "too_many": found.too_many}


def _foreign_keys_hold(subject: Subject) -> Iterator[Mapping[str, object]]:
    for table, row, parent, _ in subject.execute("PRAGMA foreign_key_check", ()):
        yield {"table": table, "row": row, "parent": parent}


def _pages_are_authentic(subject: Subject) -> Iterator[Mapping[str, object]]:
    """Asked of the file alone: a page whose newer version is in the log may be a hole there while somebody reads."""
    in_log = pages_in_log(subject.database)
    messages = [str(row[0]) for row in subject.execute("PRAGMA cipher_integrity_check", ())]
    in_log |= pages_in_log(subject.database) if messages else frozenset()
    for message in messages:
        page = message.rpartition(" ")[2]
        if not page.isdigit() or int(page) not in in_log:
            yield {"message": message}


def _file_is_sound(subject: Subject) -> Iterator[Mapping[str, object]]:
    for (message,) in subject.execute("PRAGMA integrity_check", ()):
        if message != "ok":
            yield {"message": message}


def _place(workstation: str, generation: int, sequence: int) -> dict[str, object]:
    return {"workstation": workstation, "generation": generation, "sequence": sequence}


INVARIANTS = (
    Invariant("append_only_triggers_stand", _triggers_stand),
    Invariant("recent_chain_verifies", _recent_chain_verifies),
    Invariant("training_stands_apart", _training_stands_apart),
    Invariant("pages_are_authentic", _pages_are_authentic, thorough=True),
    Invariant("file_is_sound", _file_is_sound, thorough=True),
    Invariant("chains_verify", _chains_verify, thorough=True),
    Invariant("recovered_facts_are_true", _recovered_facts_are_true, thorough=True),
    Invariant("private_values_are_those_named", _private_values_are_those_named, thorough=True),
    Invariant("each_fact_balances", _facts_balance, thorough=True),
    Invariant("debits_equal_credits", _ledger_balances, thorough=True),
    Invariant("fact_ids_are_unique", _fact_ids_are_unique, thorough=True),
    Invariant("foreign_keys_hold", _foreign_keys_hold, thorough=True),
    Invariant("read_tables_equal_rebuild", _read_tables_equal_rebuild, thorough=True),
)
