"""`civic-counter export`: what the billing system and the general ledger need, as CSV files, batch by batch.

A batch is a range of one of this workstation's chains, fixed by a fact before its files are written: each fact is in
exactly one batch, and a batch written again is the same to the byte. A restored workstation first exports what its lost
generation had left. Files of one batch stand in their own folder, made aside and renamed, so a half-written batch is
never picked up. Format: docs/export.md.
"""

import csv
import hashlib
import io
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, func, select

from app.errors import Refused, Unavailable
from app.exports.facts import BatchExported
from app.exports.tables import export_batch
from app.identity.permissions import Permission, Session, require
from app.journal.append import NOBODY, Author, Device, chain_head
from app.journal.fact import Fact
from app.journal.kinds import Kinds
from app.journal.tables import fact as fact_table
from app.journal.tables import posting as posting_table
from app.lanes import Priority
from app.payments import receipt_numbers
from app.payments.facts import PaymentTaken, PaymentVoided
from app.payments.returned_payment_facts import PaymentReturned
from app.payments.undo_facts import PaymentMoved, PaymentRefunded
from app.store.database import StoreFailure, sync_file, sync_folder
from app.training_mode import TrainingRefusal, refuse_in_training
from app.workplace import Services

SQLITE_INTEGER_MAX = 2**63 - 1
_UNDOING = (PaymentVoided, PaymentReturned, PaymentRefunded, PaymentMoved)
"""Kinds that name the receipt whose effect they change."""


class ExportRefusal(StrEnum):
    """Why nothing is exported (after the permission)."""

    NOTHING_NEW = "nothing_new"
    BATCH_UNKNOWN = "batch_unknown"


@dataclass(frozen=True)
class Batch:
    """A batch: who made it, its number, and its range of the chain of one generation, both ends included."""

    workstation: str
    generation: int
    number: int
    of_generation: int
    first_sequence: int
    last_sequence: int

    @property
    def name(self) -> str:
        """The folder's name: `A2-1-batch-000004`."""
        return f"{self.workstation}-{self.generation}-batch-{self.number:06d}"


def export(services: Services, folder: Path, session: Session | None = None) -> tuple[Batch, Path]:
    """Makes the next batch and writes it under `folder`. `session` is None for the command line, which has no sign-in.

    A batch that was fixed but whose files are missing (a crash, a stick that was pulled out) is written by `repeat`.
    Not for the writer lane. Raises Refused(NO_EXPORT, NOTHING_NEW), Unavailable when the folder cannot be written: no
    batch is fixed then.
    """
    if session is not None:
        require(session, Permission.EXPORT_MAKE)
    refuse_in_training(services.device.code, TrainingRefusal.NO_EXPORT)
    _require_folder(folder)
    author = Author(session.person_id) if session else NOBODY
    batch = services.lanes.write_now(lambda: _fix(services, author), Priority.BACKGROUND)
    return batch, _write(services, batch, folder)


def _require_folder(folder: Path) -> None:
    """Makes the folder and a file in it, before any fact says that these facts have left. Raises Unavailable."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return
    except OSError as error:
        raise Unavailable(StoreFailure.FOLDER_READ_ONLY, folder=str(folder)) from error


def _fix(services: Services, author: Author) -> Batch:
    """The fact of the next batch; its files are written off the writer lane, because the folder may be slow."""
    with services.unit_of_work() as work:
        device = work.device
        for generation in range(1, device.generation + 1):
            first = _exported_up_to(work.connection, device.code, generation) + 1
            if _has_money(work.connection, device.code, generation, first):
                break
        else:
            raise Refused(ExportRefusal.NOTHING_NEW)
        head, _ = chain_head(work.connection, device.code, generation)
        batch = Batch(device.code, device.generation, _next_number(work.connection, device), generation, first, head)
        body = BatchExported(number=batch.number, of_generation=generation, first_sequence=first, last_sequence=head)
        work.append(body, author)
        work.commit()
    return batch


def repeat(services: Services, number: int, folder: Path, session: Session | None = None) -> tuple[Batch, Path]:
    """Writes an earlier batch of this generation again, byte for byte the same. Raises Refused(BATCH_UNKNOWN)."""
    if session is not None:
        require(session, Permission.EXPORT_MAKE)
    refuse_in_training(services.device.code, TrainingRefusal.NO_EXPORT)
    device = services.device
    with services.read_journal() as connection:
        row = connection.execute(
            select(export_batch).where(
                export_batch.c.workstation == device.code,
                export_batch.c.generation == device.generation,
                export_batch.c.number == min(number, SQLITE_INTEGER_MAX),
            )
        ).first()
    if row is None:
        raise Refused(ExportRefusal.BATCH_UNKNOWN, number=number)
    batch = Batch(*row)
    return batch, _write(services, batch, folder)


def _exported_up_to(connection: Connection, workstation: str, generation: int) -> int:
    """The last sequence of a chain that is in a batch; 0 before the first."""
    highest = select(func.max(export_batch.c.last_sequence)).where(
        export_batch.c.workstation == workstation, export_batch.c.of_generation == generation
    )
    return connection.scalar(highest) or 0


def _next_number(connection: Connection, device: Device) -> int:
    highest = select(func.max(export_batch.c.number)).where(
        export_batch.c.workstation == device.code, export_batch.c.generation == device.generation
    )
    return (connection.scalar(highest) or 0) + 1


def _has_money(connection: Connection, workstation: str, generation: int, first: int) -> bool:
    some = select(posting_table.c.line).where(
        posting_table.c.workstation == workstation,
        posting_table.c.generation == generation,
        posting_table.c.sequence >= first,
    )
    return connection.execute(some.limit(1)).first() is not None


def _facts(connection: Connection, kinds: Kinds, batch: Batch) -> Iterator[Fact]:
    rows = connection.execute(
        select(fact_table.c.envelope, fact_table.c.body)
        .where(
            fact_table.c.workstation == batch.workstation,
            fact_table.c.generation == batch.of_generation,
            fact_table.c.sequence.between(batch.first_sequence, batch.last_sequence),
        )
        .order_by(fact_table.c.sequence)
    )
    for row in rows:
        yield kinds.read(row.envelope, row.body)


BILLING_COLUMNS = (
    "fact_id",
    "kind",
    "receipt",
    "business_date",
    "recorded_at_us",
    "source_system",
    "account",
    "charge",
    "service_category",
    "amount_cents",
    "reverses",
)
LEDGER_COLUMNS = ("business_date", "ledger_account", "debit_cents", "credit_cents")


def _write(services: Services, batch: Batch, folder: Path) -> Path:
    with services.read_journal() as connection:
        facts = list(_facts(connection, services.kinds, batch))
    files = {
        "billing.csv": _csv(BILLING_COLUMNS, _billing_rows(facts)),
        "general_ledger.csv": _csv(LEDGER_COLUMNS, _ledger_rows(facts)),
    }
    files["manifest.json"] = _manifest(batch, facts, files)
    return _store(folder, batch.name, files)


def _billing_rows(facts: Iterable[Fact]) -> Iterator[tuple[object, ...]]:
    """Every posting that touches an account: payments negative, reversals positive, as the ledger has them."""
    for fact in facts:
        envelope = fact.envelope
        for posting in fact.body.postings:
            if posting.account is None:
                continue
            source, _, external = posting.account.partition("/")
            what = (posting.charge or "", posting.service_category or "", posting.amount_cents)
            yield (
                envelope.fact_id,
                envelope.kind,
                _receipt_number(fact),
                envelope.business_date or "",
                envelope.recorded_at_us,
                source,
                external,
                *what,
                fact.body.receipt if isinstance(fact.body, _UNDOING) else "",
            )


def _receipt_number(fact: Fact) -> str:
    if not isinstance(fact.body, PaymentTaken):
        return ""
    envelope = fact.envelope
    return receipt_numbers.full(envelope.workstation, envelope.generation, fact.body.number, envelope.fact_id)


def _ledger_rows(facts: Iterable[Fact]) -> Iterator[tuple[object, ...]]:
    """Debits and credits by business date and ledger account."""
    sums: dict[tuple[str, str], list[int]] = {}
    for fact in facts:
        for posting in fact.body.postings:
            both = sums.setdefault((fact.envelope.business_date or "", posting.ledger_account), [0, 0])
            both[posting.amount_cents < 0] += abs(posting.amount_cents)
    for (business_date, account), (debit, credit) in sorted(sums.items()):
        yield business_date, account, debit, credit


def _csv(columns: Sequence[str], rows: Iterable[tuple[object, ...]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode()


def _manifest(batch: Batch, facts: Sequence[Fact], files: dict[str, bytes]) -> bytes:
    said = {
        "format": "civic-counter export 1",
        "workstation": batch.workstation,
        "generation": batch.generation,
        "batch": batch.number,
        "of_generation": batch.of_generation,
        "first_sequence": batch.first_sequence,
        "last_sequence": batch.last_sequence,
        "facts": len(facts),
        "debit_cents": sum(p.amount_cents for f in facts for p in f.body.postings if p.amount_cents > 0),
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())},
    }
    return json.dumps(said, indent=2, sort_keys=True).encode() + b"\n"


def _store(folder: Path, name: str, files: dict[str, bytes]) -> Path:
    """Writes the files aside; then the folder, or where it is there already each file of it, takes its name at once."""
    final, building = folder / name, folder / f".{name}.new"
    try:
        shutil.rmtree(building, ignore_errors=True)
        building.mkdir(parents=True)
        for file_name, content in files.items():
            (building / file_name).write_bytes(content)
            sync_file(building / file_name)
        if final.exists():
            for file_name in files:
                (building / file_name).replace(final / file_name)
            building.rmdir()
        else:
            building.rename(final)
        sync_folder(folder)
    except OSError as error:
        raise Unavailable(StoreFailure.FOLDER_READ_ONLY, folder=str(folder)) from error
    return final
