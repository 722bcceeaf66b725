"""Laptops without a network: enrolled once, then known to the centre by what is carried on a stick."""

from dataclasses import dataclass
from pathlib import Path

from app.sync.bundle.export_bundle import export_bundle, write
from app.sync.bundle.import_answer import import_answer
from app.sync.bundle.types import ExportBundle, ImportAnswer, Imported, TakeBundle, Taken
from app.sync.central.take_bundle import take_bundle
from app.sync.tables import sync_centre
from app.workplace import Services
from tests.factories.central import Central
from tests.factories.synced import Synced
from tests.fakes.clock import FakeClock


@dataclass
class Laptop:
    """One of them, and the folder that is its stick."""

    synced: Synced
    central: Central
    stick: Path
    written: int = 0

    @classmethod
    def enrolled(cls, central: Central, services: Services, stick: Path) -> "Laptop":
        """Enrols an open workstation."""
        synced = Synced.enrolled(central, services)
        with central.workstation(services.device.code) as session:
            sealing, signing = session.execute("SELECT * FROM counter.bundle_keys(1)").fetchall()[0]
        row = {"address": "", "login": "", "password": "", "office": services.device.office, "joined_at_us": 1}
        keys = {"sealing_key": sealing, "signing_key": signing}
        write(services, lambda connection: connection.execute(sync_centre.insert().values(one=1, **row, **keys)))
        return cls(synced, central, stick)

    @property
    def code(self) -> str:
        return self.synced.services.device.code

    def export(self) -> Path:
        """A bundle of its own name."""
        self.written += 1
        file = self.stick / f"{self.code}-{self.written}.bundle"
        return export_bundle(self.synced.services, ExportBundle(file)).file

    def carry(self, bundle: Path) -> Taken:
        """The centre takes it."""
        return take_bundle(self.central.dsn, TakeBundle(bundle, bundle.with_suffix(".answer")), FakeClock())

    def take_in(self, answer: Path) -> Imported:
        """What came back."""
        return import_answer(self.synced.services, ImportAnswer(answer))

    def round(self) -> Imported:
        """There and back again."""
        return self.take_in(self.carry(self.export()).answer)

    def facts(self) -> dict[tuple[str, int], tuple[int, bytes]]:
        """The end of every chain that it holds."""
        return {(chain.workstation, chain.generation): head for chain, head in self.synced.replica.heads().items()}

    def rows(self) -> list[tuple[object, ...]]:
        """Every posting to an account, of facts and of activity, without their places."""
        with self.synced.services.read_journal() as connection:
            postings = connection.exec_driver_sql("SELECT account, amount_cents FROM posting WHERE account IS NOT NULL")
            rows = [tuple(row) for row in postings]
            activity = connection.exec_driver_sql("SELECT account, amount_cents FROM activity")
            return sorted([*rows, *map(tuple, activity)])
