"""A counter that worked alone: people of its own, a city's data of its own, payments on some of its accounts."""

from pathlib import Path

from app.accounts.import_reference import import_reference
from app.journal.append import Author
from app.journal.fact import Posting
from app.sync.conflict_facts import ConflictSettled
from app.workplace import Services
from tests.factories.city import SMALL_DISK, CsvSet
from tests.fakes.clock import FakeClock

STREETS = ("Pine St", "Elm Ct", "Oak Ave", "Cedar Ln", "Palm Dr")
NAMES = ("Alvarez, Maria", "Okafor, Ben", "Sato, Ken", "Novak, Eva", "Haddad, Sam", "Larsen, Ida", "Moreau, Luc")


def city_of(source: str, accounts: int, *, but: tuple[int, ...] = (), others: tuple[int, ...] = ()) -> CsvSet:
    """Accounts A1 … An under a source; without those of `but`, and with other people in those of `others`."""
    city = CsvSet(source_system=source)
    city.rows.clear()
    for n in range(1, accounts + 1):
        if n not in but:
            name = "Dupont, Zoe" if n in others else NAMES[n % len(NAMES)]
            street = f"{n} Far Rd" if n in others else f"{n} {STREETS[n % len(STREETS)]}"
            city.add_account(str(n), name, street)
            city.add_bill(f"B{n}", f"A{n}", "2026-11-23", water=4000)
    return city


def load_own(services: Services, city: CsvSet, folder: Path) -> None:
    """The set is what the workstation works with."""
    import_reference(city.write(folder), services.folder, services.key, clock=FakeClock(), settings=SMALL_DISK)


def paid_on(services: Services, source: str, accounts: range, chunk: int = 200) -> None:
    """One line a bill, some two hundred a fact."""
    for first in range(accounts.start, accounts.stop, chunk):
        lines: list[Posting] = []
        for n in range(first, min(first + chunk, accounts.stop)):
            where = {"account": f"{source}/A{n}", "charge": f"{source}/B{n}/1", "due_on": "2026-11-23"}
            owed = Posting(ledger_account="receivable/water", amount_cents=-4000, service_category="water", **where)
            lines += [owed, Posting(ledger_account="drawer/A2/cash", amount_cents=4000)]
        with services.unit_of_work() as work:
            body = ConflictSettled(conflict="x", amount_cents=0, decision="x", postings=tuple(lines))
            work.append(body, Author(business_date="2026-11-20"))
            work.commit()
