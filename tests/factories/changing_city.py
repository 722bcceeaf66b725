"""A small city whose billing system goes on: sets of which each is the last one with random changes."""

import copy
import random

from tests.factories.city import CsvSet


def random_city(chance: random.Random) -> CsvSet:
    """Fourteen accounts with everything there is, and twenty more behind one customer at one location."""
    rows = CsvSet()
    for n in range(3, 15):
        rows.add_account(str(n), _name(chance), f"{n} {_street(chance)}", meter=f"E-{n}")
        _add_all(rows, n, chance)
    for n in range(20, 40):
        rows.add("accounts", f"A{n}", f"10-{n:0>6}-0", "C3", "L4", "residential", "active", "", "")
    return rows


def changed(rows: CsvSet, chance: random.Random) -> CsvSet:
    """Names, streets, amounts change, people move; one account goes with all that it has; others come, or come back."""
    rows = copy.deepcopy(rows)
    _rename(rows, chance)
    charges = rows.rows["charges"]
    for n in chance.sample(range(len(charges)), 3):
        charges[n] = (*charges[n][:4], chance.randrange(9_999), *charges[n][5:])
    accounts = rows.rows["accounts"]
    for n in chance.sample(range(len(accounts)), 2):
        accounts[n] = (*accounts[n][:2], f"C{chance.randrange(5, 9)}", *accounts[n][3:])
    _take_out(rows, chance)
    n = chance.randrange(9, 24)
    if all(row[0] != f"L{n}" for row in rows.rows["service_locations"]):
        rows.rows["accounts"] = [row for row in rows.rows["accounts"] if row[0] != f"A{n}"]
        rows.add_account(str(n), _name(chance), f"{n} {_street(chance)}", meter=f"E-{n}")
        _add_all(rows, n, chance)
    return rows


def _add_all(rows: CsvSet, n: int, chance: random.Random) -> None:
    rows.add_bill(f"B{n}", f"A{n}", "2026-11-23", electric=chance.randrange(10_000), water=1170)
    rows.add("alerts", f"A{n}", "cash_only", "2026-01-01", "", chance.choice(("", "twice")))
    rows.add("opening_balances", f"A{n}", "water", chance.randrange(5_000), "2026-01-01")
    rows.add("receipts", f"R{n}", f"A{n}", "2026-11-24", "web", 1170, "")
    rows.add("receipt_lines", f"R{n}", f"B{n}", 2, 1170)
    rows.add("agreements", f"A{n}", "electric", f"U{n}", "plan", "2020-01-31", "")
    rows.add("notes", f"N{n}", f"A{n}", "2026-01-01", "Ann", "Called\ntwice")


def _name(chance: random.Random) -> str:
    return f"{chance.choice(('Álvarez', 'Okafor', 'Tran', 'Reyes'))}, {chance.choice(('Ben', 'Ana', 'Dai'))}"


def _street(chance: random.Random) -> str:
    return chance.choice(("Oak Ave", "Elm Street", "Pine St", "Núñez Blvd"))


def _rename(rows: CsvSet, chance: random.Random) -> None:
    """Some people and streets; in half of the cases whoever has many accounts."""
    people, places = rows.rows["customers"], rows.rows["service_locations"]
    for n in {*chance.sample(range(len(people)), 3), chance.choice((2, 4))}:
        people[n] = (people[n][0], _name(chance), *people[n][2:])
    for n in {*chance.sample(range(len(places)), 3), chance.choice((3, 4))}:
        places[n] = (places[n][0], f"{n} {_street(chance)}", *places[n][2:])


def _take_out(rows: CsvSet, chance: random.Random) -> None:
    """An account that lives alone goes with its customer, location and meter, and whoever was there moves."""
    n = chance.choice([str(row[0])[1:] for row in rows.rows["customers"] if int(str(row[0])[1:]) > 8])
    gone, customer, location = f"A{n}", f"C{n}", f"L{n}"
    owner = {"accounts": 0, "alerts": 0, "opening_balances": 0, "agreements": 0, "notes": 1, "receipts": 1, "bills": 1}
    for name, place in owner.items():
        rows.rows[name] = [row for row in rows.rows[name] if row[place] != gone]
    rows.rows["charges"] = [row for row in rows.rows["charges"] if row[0] != f"B{n}"]
    rows.rows["receipt_lines"] = [row for row in rows.rows["receipt_lines"] if row[1] != f"B{n}"]
    rows.rows["customers"] = [row for row in rows.rows["customers"] if row[0] != customer]
    rows.rows["service_locations"] = [row for row in rows.rows["service_locations"] if row[0] != location]
    rows.rows["usage_points"] = [row for row in rows.rows["usage_points"] if row[1] != location]
    rows.rows["accounts"] = [
        (*row[:2], "C5" if row[2] == customer else row[2], "L5" if row[3] == location else row[3], *row[4:])
        for row in rows.rows["accounts"]
    ]
