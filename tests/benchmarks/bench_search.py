"""The search field at 1,000,000 accounts: every input shape, typing each prefix of the needle.

Goals: the 99th percentile within 20 ms for every shape, typing errors within 100 ms, a cancelled search gone within
20 ms, no statement that walks a table.
"""

import threading
import time
from collections.abc import Iterator
from random import Random
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from app.accounts.scan_line import CheckScheme, check_digits
from app.accounts.search import statements
from app.accounts.search.find import Matched, search
from tests.benchmarks.measure import Measure, percentile
from tests.benchmarks.million_city import files, loaded_city

PEOPLE = 150
PREFIX_GOAL_MS = 20.0
TYPO_GOAL_MS = 100.0
_SAMPLE = (
    "SELECT a.number, c.name, l.street_address, c.phone, u.meter_number FROM account a "
    "JOIN customer c ON c.id = a.customer_id JOIN service_location l ON l.id = a.location_id "
    "LEFT JOIN usage_point u ON u.location_id = l.id WHERE a.id = ?"
)


def run(accounts: int = 1_000_000) -> Iterator[Measure]:
    """Measures every shape on accounts drawn at random."""
    reference = files(loaded_city(accounts))
    random = Random(1)
    with reference.read() as connection:
        people = [_person(connection, random.randint(1, accounts)) for _ in range(PEOPLE)]
        times: dict[str, list[float]] = {}
        for person in people:
            for shape, needle in _needles(person, random):
                times.setdefault(shape, []).extend(_typed(connection, needle))
        errors = [_timed(connection, mistyped) for person in people for mistyped in _mistyped(person, random)]
        walked, cancelled = _walked(connection), _cancelled(connection)
    reference.close()
    for name, found in times.items():
        yield Measure(f"search, {name}, p99", percentile(found, 0.99), "ms", PREFIX_GOAL_MS)
    yield Measure("search, typing errors, p99", percentile(errors, 0.99), "ms", TYPO_GOAL_MS)
    yield Measure("search, statements that walk a table", walked, "", 0)
    yield Measure("search, until a cancelled one ends", cancelled, "ms", PREFIX_GOAL_MS)


def _person(connection: Connection, account_id: int) -> tuple[str, ...]:
    return tuple(connection.exec_driver_sql(_SAMPLE, (account_id,)).first() or ())


def _needles(person: tuple[str, ...], random: Random) -> Iterator[tuple[str, str]]:
    number, name, address, phone, meter = person
    digits = number.replace("-", "")
    stub = digits.zfill(12) + f"{random.randint(0, 99_999):010d}" + "20261215"
    yield "account number", number
    yield "account digits", digits
    yield "name", name
    yield "given name first", " ".join(reversed(name.split(", ")))
    yield "address", address
    yield "address and name", f"{address} {name.split(',')[0]}"
    yield "receipt number", f"A2-{random.randint(1, 999_999):06d}"
    yield "scanned stub", stub + check_digits(stub, CheckScheme.LUHN)
    if phone:
        yield "telephone", phone
        yield "telephone digits", "".join(filter(str.isdigit, phone))
    if meter:
        yield "meter", meter
        yield "meter digits", meter[2:]


def _mistyped(person: tuple[str, ...], random: Random) -> Iterator[str]:
    word = person[1].split(",")[0].split()[0]
    if len(word) > 4:
        place = random.randrange(1, len(word) - 1)
        yield word[:place] + word[place + 1 :]
        yield f"{word[:place]}{word[place + 1]}{word[place]}{word[place + 2 :]}"
        yield f"{word[:place]}x{word[place:]} {person[1][-4:]}"


def _typed(connection: Connection, needle: str) -> list[float]:
    return [_timed(connection, needle[:end]) for end in range(1, len(needle) + 1)]


def _timed(connection: Connection, typed: str) -> float:
    start = time.perf_counter()
    search(connection, typed)
    return (time.perf_counter() - start) * 1_000


def _walked(connection: Connection) -> int:
    count = 0
    for statement, values in statements.PARAMETERS.items():
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        steps = [row[3] for row in plan if row[3].startswith("SCAN")]
        count += any("VIRTUAL TABLE INDEX" not in step and "(subquery" not in step for step in steps)
    return count


def _cancelled(connection: Connection) -> float:
    """From `interrupt` to the end of a search that never stops asking; milliseconds."""
    driver: Any = connection.connection.driver_connection
    asked = [0.0]

    def interrupt() -> None:
        asked[0] = time.perf_counter()
        driver.interrupt()

    timer = threading.Timer(0.05, interrupt)
    timer.start()
    try:
        while not asked[0]:
            hits = search(connection, "aa bb cc dd ee ff gg hh").hits
            if any(hit.matched is Matched.SCAN for hit in hits):
                raise ValueError("a name was taken for a scanned stub")
    except OperationalError:
        connection.rollback()
    timer.join()
    return (time.perf_counter() - asked[0]) * 1_000
