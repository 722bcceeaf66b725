"""Small reference data for tests, through the real import: a few accounts of the demo city, or rows written by hand.

files = build_city(folder)                       # 30 accounts, Alvarez (cis/100045127) among them
rows = CsvSet(); rows.add_bill(...); files = rows.load(folder)
"""

import csv
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path

from app.accounts.csv_set import FILES, SET_FILE
from app.accounts.demo_city.city import write_demo_city
from app.accounts.demo_city.options import DemoOptions
from app.accounts.import_reference import import_reference
from app.accounts.import_types import ImportResult, ImportSettings
from app.store.reference import ReferenceFiles
from tests.fakes.clock import FakeClock

KEY = bytes(range(32))
TODAY = date(2026, 11, 20)
ALVAREZ = "cis/100045127"
ALVAREZ_BALANCE_CENTS = 157_43
SMALL_DISK = ImportSettings(free_bytes_reserve=0)


def build_city(
    folder: Path, accounts: int = 30, *, key: bytes = KEY, today: date = TODAY, months: int = 13
) -> ReferenceFiles:
    """A demo city in force in `folder`; the last account is Alvarez, Maria, who owes 157.43. About 0.1 s for thirty."""
    source = folder / "city-csv"
    write_demo_city(source, DemoOptions(today=today, accounts=accounts, months=months))
    folder.mkdir(parents=True, exist_ok=True)
    afternoon = datetime.combine(today, time(15), UTC)
    import_reference(source, folder, key, clock=FakeClock(afternoon), settings=SMALL_DISK)
    return ReferenceFiles(folder, key)


@dataclass
class CsvSet:
    """A CSV set as rows, to be bent by a test. Two accounts, A1 (Pine St) and A2 (Elm Ct), without bills."""

    source_system: str = "cis"
    kind: str = "full"
    as_of: str = "2026-11-20T06:00:00-05:00"
    rows: dict[str, list[tuple[object, ...]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.kind == "full" and not self.rows:
            self.add_account("1", "Alvarez, Maria", "1207 Pine St")
            self.add_account("2", "Okafor, Ben", "8 Elm Ct")

    def add(self, file: str, *fields: object) -> None:
        """One row of a file."""
        self.rows.setdefault(file, []).append(fields)

    def add_account(self, n: str, name: str, street: str, phone: str = "", meter: str = "") -> None:
        """Customer Cn, location Ln, account An with number 10-00000n-0, and a meter if one is given."""
        self.add("customers", f"C{n}", name, "person", phone, "", "", "en")
        self.add("service_locations", f"L{n}", street, "", "Cypress Springs", "32301", 1)
        self.add("accounts", f"A{n}", f"10-{n:0>6}-0", f"C{n}", f"L{n}", "residential", "active", "2020-01-31", "")
        if meter:
            self.add("usage_points", f"U{n}", f"L{n}", "electric", meter, "2026-10-30", "2026-12-01")

    def add_bill(self, bill: str, account: str, due_on: str, **cents: int) -> None:
        """A bill with one charge a service: `add_bill("B1", "A1", "2026-11-23", water=4000)`."""
        self.add("bills", bill, account, due_on[:7], "2026-01-02", due_on, sum(cents.values()))
        for line, (category, amount) in enumerate(cents.items(), start=1):
            self.add("charges", bill, line, category, "charge", amount, "", "")

    def write(self, folder: Path) -> Path:
        """Writes the files that have rows, with their headers."""
        folder.mkdir(parents=True, exist_ok=True)
        self.rows["set"] = [(self.source_system, self.kind, self.as_of)]
        for file in (SET_FILE, *FILES):
            if file.name in self.rows:
                with (folder / file.file_name).open("w", encoding="utf-8", newline="") as lines:
                    writer = csv.writer(lines)
                    writer.writerow(file.columns)
                    writer.writerows(self.rows[file.name])
        return folder

    def import_into(self, data_dir: Path, settings: ImportSettings = SMALL_DISK) -> ImportResult:
        """Loads the set; its files stand in a folder named for its moment."""
        data_dir.mkdir(parents=True, exist_ok=True)
        numbers = len(list(data_dir.parent.glob("csv-*")))
        source = self.write(data_dir.parent / f"csv-{numbers}")
        return import_reference(source, data_dir, KEY, clock=FakeClock(), settings=settings)

    def load(self, data_dir: Path) -> ReferenceFiles:
        """Loads the set and opens what is in force then."""
        self.import_into(data_dir)
        return ReferenceFiles(data_dir, KEY)
