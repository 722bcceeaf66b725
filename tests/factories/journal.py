"""Journals for tests of the journal itself: a small kind of fact, and hands to alter what must never be altered."""

from dataclasses import replace
from pathlib import Path

from app.bootstrap import Edges
from app.identity import facts as identity_facts
from app.journal import erased_values
from app.journal.append import Author
from app.journal.fact import Fact, FactBody, Posting
from app.journal.kinds import Kind, Kinds
from app.store.database import open_connection
from app.workplace import Services
from tests.factories.workstation import fake_edges, open_workstation


class Counted(FactBody, frozen=True, kw_only=True):
    """Something happened `times` times; `note` a private value's digest."""

    times: int = 1
    note: str | None = None


TEST_KINDS = Kinds((*identity_facts.KINDS, *erased_values.KINDS, Kind(Counted)))

SOLD = (
    Posting(ledger_account="drawer:A2:cash", amount_cents=500),
    Posting(ledger_account="revenue:copies", amount_cents=-500, account="cis/1", due_on="2026-11-20"),
)


def open_journal(folder: Path, edges: Edges | None = None) -> Services:
    """A workstation just set up, whose journal takes the test's own kind of fact."""
    return replace(open_workstation(folder, edges or fake_edges()), kinds=TEST_KINDS)


def count(services: Services, times: int = 1, *, note: str = "") -> Fact:
    """One committed fact with two postings, and a private note if there is one."""
    with services.unit_of_work() as work:
        digest = work.private("note", note) if note else None
        body = Counted(times=times, note=digest, postings=SOLD)
        fact = work.append(body, Author(shift="shift-1", business_date="2026-11-20"))
        work.commit()
    return fact


def tamper(services: Services, *statements: str) -> None:
    """What somebody with the key could do behind the program's back; the triggers are put back afterwards."""
    connection = open_connection(services.folder / "journal.db", services.key)
    triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    for _, sql in triggers:
        connection.execute(sql)
    connection.close()
