"""Writes the demo city's CSV set, one account after the other, in little memory.

Lines are put together as text where every field is our own plain ASCII, which is what makes a million accounts
bearable; files that hold names go through the csv module. As in a real extract some things are odd:
unpaid bills, corrections, returned payments, opening balances, blocks of flats.
"""

import csv
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from random import Random
from typing import Any

from app.accounts.csv_set import FILES, SET_FILE
from app.accounts.demo_city.alvarez import Alvarez
from app.accounts.demo_city.billing import BillDates, Habit, Usage, cycle_dates, habit
from app.accounts.demo_city.options import ACCOUNTS_MAX, DemoOptions
from app.accounts.demo_city.people import People, account_number, word_list

CITY = "Cypress Springs"
ALVAREZ_SEQUENCE = 4_512
_CYCLES = 20
_FLUSH_ACCOUNTS = 500
_METERED = {"electric": "E", "natural_gas": "G", "water": "W"}
_CHANNELS = ("web",) * 11 + ("mail",) * 4 + ("lockbox",) * 3 + ("bank",) * 2


def write_demo_city(folder: Path, options: DemoOptions, progress: Callable[[int, int], None] | None = None) -> None:
    """Writes the set into `folder`, which is made if needed; calls `progress(accounts done, accounts)`.

    Raises ValueError for a number of accounts outside 1 to 1,000,000.
    """
    if not 1 <= options.accounts <= ACCOUNTS_MAX:
        raise ValueError(f"a demo city has 1 to {ACCOUNTS_MAX} accounts, not {options.accounts}")
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        city = _City(options, _open_files(folder, options, stack))
        for sequence in _sequences(options.accounts):
            city.add(sequence)
            if sequence % _FLUSH_ACCOUNTS == 0:
                city.flush()
                if progress:
                    progress(sequence, options.accounts)
        city.flush()


def _sequences(accounts: int) -> list[int] | range:
    if accounts >= ALVAREZ_SEQUENCE:
        return range(1, accounts + 1)
    return [*range(1, accounts), ALVAREZ_SEQUENCE]


def _open_files(folder: Path, options: DemoOptions, stack: ExitStack) -> dict[str, Any]:
    files: dict[str, Any] = {}
    for file in (SET_FILE, *FILES):
        files[file.name] = stack.enter_context((folder / file.file_name).open("w", encoding="utf-8", newline="\n"))
        files[file.name].write(",".join(file.columns) + "\n")
    morning = datetime.combine(options.today, datetime.min.time(), timezone(timedelta(hours=-5))) + timedelta(hours=6)
    files["set"].write(f"{options.source_system},full,{(options.as_of or morning).isoformat()}\n")
    return files


class _City:
    def __init__(self, options: DemoOptions, files: dict[str, Any]) -> None:
        self._options, self._files = options, files
        self._people, self._notes = People(options.accounts), word_list("notes")
        self._lines: dict[str, list[str]] = {name: [] for name in files}
        self._writers = {
            name: csv.writer(files[name], lineterminator="\n")
            for name in ("customers", "service_locations", "alerts", "notes")
        }
        today, months = options.today, options.months
        self._cycles = [cycle_dates(day, today, months) for day in range(1, _CYCLES + 1)]
        self._random = Random()  # noqa: S311 - a demo city must come out the same each time

    def flush(self) -> None:
        """Writes what has been put together."""
        for name, lines in self._lines.items():
            if lines:
                self._files[name].writelines(lines)
                lines.clear()

    def add(self, sequence: int) -> None:
        """One account with all that belongs to it."""
        number = account_number(sequence)
        account = number.replace("-", "")
        if sequence == ALVAREZ_SEQUENCE and not self._options.plain_bills:
            Alvarez(self._options.today).write(self._lines, self._writers, number, CITY)
            return
        random = self._random
        random.seed(self._options.seed * 4_294_967_291 + sequence)
        kind = random.random()
        account_class = "residential" if kind < 0.88 else "commercial" if kind < 0.97 else "multi_unit"
        units = 4 + int(40 * random.random()) if account_class == "multi_unit" else 1
        size = {"residential": 0.6, "commercial": 1.5, "multi_unit": 0.5 * units}[account_class]
        usage = Usage(random, size * (1 + random.random()), dwelling_units=units, plain=self._options.plain_bills)
        self._add_customer(sequence, account, number, account_class, units, usage)
        cycle = self._cycles[sequence % _CYCLES]
        if self._options.plain_bills:
            self._add_plain_bills(account, usage, cycle)
        else:
            self._add_bills(account, usage, cycle)

    def _add_customer(
        self, sequence: int, account: str, number: str, account_class: str, units: int, usage: Usage
    ) -> None:
        random, people = self._random, self._people
        if account_class == "residential":
            name, kind = people.person(random), "person"
        elif account_class == "commercial":
            name, kind = people.business(random), "organization"
        else:
            name, kind = people.property_company(random), "organization"
        chance = random.random()
        language = "es" if chance < 0.12 else "en"
        email = f"customer{sequence}@example.com" if chance > 0.35 else ""
        phone = people.telephone(random) if random.random() < 0.94 else ""
        street = people.street_address(sequence, random)
        unit = f"Apt {1 + int(30 * random.random())}" if account_class == "residential" and chance > 0.86 else ""
        postal_code = f"32{301 + sequence % 9}"
        mailing = f"PO Box {1000 + sequence % 9000}, {CITY}, FL {postal_code}" if chance < 0.06 else ""
        self._writers["customers"].writerow((f"C{account}", name, kind, phone, email, mailing, language))
        self._writers["service_locations"].writerow((f"L{account}", street, unit, CITY, postal_code, units))
        status = "active" if (end := random.random()) < 0.965 else "final" if end < 0.98 else "closed"
        opened = date(2004 + int(21 * random.random()), 1 + int(12 * random.random()), 1 + int(28 * random.random()))
        closed = self._options.today - timedelta(days=40) if status == "closed" else ""
        self._lines["accounts"].append(
            f"{account},{number},C{account},L{account},{account_class},{status},{opened},{closed}\n"
        )
        self._add_services(sequence, account, usage, opened)

    def _add_services(self, sequence: int, account: str, usage: Usage, opened: date) -> None:
        last_read, next_read = self._options.today - timedelta(days=21), self._options.today + timedelta(days=11)
        for service in usage.services:
            point = ""
            if service in _METERED:
                letter = _METERED[service]
                point = f"U{account}{letter}"
                self._lines["usage_points"].append(
                    f"{point},L{account},{service},{letter}-{600_000 + sequence},{last_read},{next_read}\n"
                )
            self._lines["agreements"].append(f"{account},{service},{point},standard,{opened},\n")

    def _add_plain_bills(self, account: str, usage: Usage, cycle: tuple[BillDates, ...]) -> None:
        for n, dates in enumerate(cycle):
            self._add_bill(account, n, dates, usage.amounts(dates.month), 0)

    def _add_bills(self, account: str, usage: Usage, cycle: tuple[BillDates, ...]) -> None:
        random, today = self._random, self._options.today
        pays = habit(random, (today - cycle[-1].issued_on).days)
        opening = self._add_opening(account, cycle[0]) if random.random() < 0.02 else 0
        unpaid_from = len(cycle) - pays.unpaid
        owed = 0
        for n, dates in enumerate(cycle):
            lines = usage.amounts(dates.month)
            if owed and random.random() < 0.6:
                lines.append(("late", 500))
            if random.random() < 0.006:
                lines.append(("correction", -int(500 + 2_000 * random.random())))
            charged = sum(cents for _, cents in lines)
            self._add_bill(account, n, dates, lines, owed)
            if n < unpaid_from:
                paid_on = dates.due_on - timedelta(days=int(16 * random.random()))
                self._pay(account, n, min(paid_on, today), charged + (opening if n == 0 else 0))
            else:
                owed += charged
                if n == unpaid_from and pays.part:
                    owed -= self._pay(account, n, min(dates.due_on, today), int(charged * pays.part))
        if pays.ahead:
            self._pay(account, len(cycle), today - timedelta(days=2), 5_000)
        self._add_alerts_and_notes(account, pays, cycle)

    def _add_bill(
        self, account: str, n: int, dates: BillDates, lines: list[tuple[str, int]], previous_cents: int
    ) -> None:
        bill = f"B{account}-{dates.period[2:4]}{dates.period[5:]}"
        charges = self._lines["charges"]
        total = previous_cents
        for line, (service, cents) in enumerate(lines, start=1):
            total += cents
            if service == "late":
                charges.append(f"{bill},{line},other,fee,{cents},,Late fee\n")
            elif service == "correction":
                charges.append(f"{bill},{line},water,correction,{cents},,Leak credit\n")
            else:
                charges.append(f"{bill},{line},{service},charge,{cents},,\n")
        if previous_cents:
            charges.append(f"{bill},{len(lines) + 1},other,previous_balance,{previous_cents},,\n")
        self._lines["bills"].append(f"{bill},{account},{dates.period},{dates.issued},{dates.due},{total}\n")

    def _pay(self, account: str, n: int, paid_on: date, cents: int) -> int:
        random = self._random
        channel = _CHANNELS[int(20 * random.random())]
        receipts = self._lines["receipts"]
        receipts.append(f"R{account}-{n:02d},{account},{paid_on},{channel},{cents},\n")
        if cents > 0 and random.random() < 0.002:  # came back and was made good
            again = min(paid_on + timedelta(days=6), self._options.today)
            receipts.append(f"R{account}-{n:02d}X,{account},{again},{channel},{-cents},\n")
            receipts.append(f"R{account}-{n:02d}B,{account},{again},counter,{cents},\n")
        return cents

    def _add_opening(self, account: str, first: BillDates) -> int:
        cents = int(12_000 * self._random.random()) - 2_000
        due = first.issued_on - timedelta(days=10)
        self._lines["opening_balances"].append(f"{account},water,{cents},{due}\n")
        return cents

    def _add_alerts_and_notes(self, account: str, pays: Habit, cycle: tuple[BillDates, ...]) -> None:
        random, today = self._random, self._options.today
        alert: Callable[..., Any] = self._writers["alerts"].writerow
        chance = random.random()
        if chance < 0.015:
            returned = today - timedelta(days=20 + int(300 * random.random()))
            until = returned + timedelta(days=365)
            alert((account, "cash_only", returned, until, f"Check returned on {returned}."))
        elif chance < 0.023:
            until = today + timedelta(days=int(360 * random.random()))
            alert((account, "life_support", date(today.year - 1, 7, 1), until, "Do not cut. Certificate on file."))
        elif chance < 0.027:
            filed = today - timedelta(days=20 + int(200 * random.random()))
            alert((account, "bankruptcy_stay", filed, "", "No notices, no cut for debt before the petition."))
        elif chance < 0.03:
            alert((account, "dispute", today - timedelta(days=12), "", "High bill under review."))
        elif chance < 0.04:
            alert((account, "safety", date(today.year, 1, 15), "", "Dog in the yard. Call before entering."))
        if pays.unpaid > 3:
            alert((account, "cut_order", cycle[-1].issued_on, "", "Cut notice sent."))
        if random.random() < 0.04:
            written = today - timedelta(days=5 + int(300 * random.random()))
            note = self._notes[int(len(self._notes) * random.random())]
            self._writers["notes"].writerow((f"N{account}-1", account, written, "Call center", note))
