"""A workstation of the simulation on a real encrypted database: the program's own replica, killed and cut off.

A death copies the file and its log away from under the open program, as the disk has them, and opens the copy: what
survives is what SQLite made durable. Copies of machines and old backups stay with the model in memory.
"""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from app.bootstrap import Edges, open_services, set_up
from app.identity import facts as identity_facts
from app.journal import erased_values
from app.journal.append import Author, is_recorded
from app.journal.doubled import counts
from app.journal.erased_values import erase_values
from app.journal.kinds import Kind, Kinds
from app.journal.read_facts import whole_chain
from app.journal.tables import activity, chain_beginning
from app.journal.values_beside import values_beside
from app.policies import Policies
from app.sync import queries
from app.sync.protocol import START, Activity
from app.sync.replica import JournalReplica
from app.sync.types import Chain, SyncState
from app.workplace import Services
from tests.factories.workstation import COUNTER_A2
from tests.fakes.clock import FakeClock, FakeIds
from tests.fakes.keys import FakeKeyStore
from tests.simulation.sync.facts import DATE, SyncedSale, read, sale_body, words_of
from tests.simulation.sync.replica import Content

T = TypeVar("T")
SYNCED_KINDS = Kinds((*identity_facts.KINDS, *erased_values.KINDS, Kind(SyncedSale)))


class EncryptedReplica(JournalReplica):
    """`hazard` is called around each change and may kill the process there."""

    def __init__(self, root: Path, code: str, office: str, number: int, hazard: Callable[[], None]) -> None:
        self.hazard: Callable[[], None] = lambda: None
        self._root, self._lives = root / code, 0
        self._edges = Edges(FakeClock(), FakeIds(number), Policies(), FakeKeyStore())
        command = replace(COUNTER_A2, code=code, office=office)
        super().__init__(self._with_kinds(set_up(self._folder(), command, self._edges)))
        self.hazard = hazard

    def sell(self, fact_id: str, account: str, charge: str, cents: int, at_us: int, *, known: bool) -> None:
        """A payment, unless its intent stands already. Kinds from the future cannot be written by this program."""
        del at_us, known
        with self._services.read_journal() as connection:
            if is_recorded(connection, fact_id):
                return
        self.hazard()
        with self._services.unit_of_work() as work:
            words = words_of(fact_id)
            note = work.private("note", words) if words else None
            work.append(sale_body(account, charge, cents, note=note), Author(business_date=DATE), fact_id=fact_id)
            work.commit()
        self.hazard()

    def erase(self, fact_id: str, of_fact: str, at_us: int) -> None:
        """Erases what stands beside a fact."""
        del at_us
        self.hazard()
        with self._services.unit_of_work() as work:
            if erase_values(work, Author(business_date=DATE), fact_id, of_fact):
                work.commit()
        self.hazard()

    def cut_power(self) -> None:
        """Goes on from what the disk holds at this instant."""
        before, self._lives = self._services, self._lives + 1
        folder = self._folder()
        folder.mkdir(parents=True)
        for path in before.folder.iterdir():
            if path.name.startswith("journal") and not path.name.endswith((".lock", "-shm")):
                shutil.copyfile(path, folder / path.name)
        before.close()
        self._services = self._with_kinds(open_services(folder, self._edges))

    def close(self) -> None:
        """The end of the seed."""
        self._services.close()

    @property
    def services(self) -> Services:
        """Those of the present life."""
        return self._services

    @property
    def content(self) -> Content:
        """What the database holds, for the judge."""
        with self._services.read_journal() as connection:
            return _content(connection, self.own)

    def _folder(self) -> Path:
        return self._root / str(self._lives)

    def _with_kinds(self, services: Services) -> Services:
        return replace(services, kinds=SYNCED_KINDS)

    def _write(self, change: Callable[[Connection], T]) -> T:
        self.hazard()
        outcome = super()._write(change)
        self.hazard()
        return outcome


def _content(connection: Connection, own: Chain) -> Content:
    keys = queries.known_keys(connection)
    content = Content(own, {}, keys, queries.kept_state(connection) or SyncState())
    for chain in keys:
        stored = [each for part in whole_chain(connection.exec_driver_sql, chain) for each in part]
        beside = values_beside(connection, chain, 1, stored[-1].sequence if stored else 0)
        if stored or chain == own:
            content.facts[chain] = [replace(each.sealed, values=beside.get(each.fact_id, ())) for each in stored]
        for each in stored:
            envelope, postings = read(each.sealed)
            if counts(each.fact_id):
                content.counted[envelope.fact_id] = postings
    for row in connection.execute(chain_beginning.select()):
        content.begins[Chain(row.workstation, row.generation)] = row.sequence, row.hash
    for row in connection.execute(activity.select()):
        place = replace(START, workstation=row.workstation)
        values = (row.account, row.charge, row.amount_cents, row.business_date)
        content.activity[row.fact_id, row.line] = Activity(place, row.fact_id, row.line, *values)
    content.troubles = {trouble.chain: trouble for trouble in queries.troubles(connection)}
    return content
