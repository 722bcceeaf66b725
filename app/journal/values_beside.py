"""Private values that go to other counters with their facts: the words of notes, and how a customer is reached.

The chain has their salted hashes only, so a value that is altered on its way is noticed and one that is erased is not
missed by any hash. Everything else that is private (who paid, bank details, people's names) stays where it was typed.
"""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection

from app.journal.append import private_digest
from app.journal.fact import SealedFact, ValueBeside
from app.store.prepared import driver

SHARED_FIELDS = ("contact_email", "contact_language", "contact_mailing_address", "contact_phone", "note")
"""What somebody types so that others know it."""

SHARED = ", ".join(repr(name) for name in SHARED_FIELDS)
"""The same as SQL has it."""

VALUES_MAX, VALUE_BYTES_MAX, SALT_BYTES_MAX = 32, 16 * 1024, 64
"""Beside one fact so many, each so long in UTF-8. The centre has the same limits."""

VALUE_OVERHEAD_BYTES = 120
"""Digest, field, salt and lengths."""

_OF_FACTS = f"""
    WITH sent AS (
        SELECT fact_id FROM fact WHERE workstation = ? AND generation = ? AND sequence BETWEEN ? AND ?
    )
    SELECT fact_id, digest, field, salt, value FROM private_data
    WHERE field IN ({SHARED}) AND fact_id IN (SELECT fact_id FROM sent)
    UNION ALL
    SELECT fact_id, digest, 'erased', NULL, NULL FROM erased_value WHERE fact_id IN (SELECT fact_id FROM sent)
    ORDER BY 1, 2
"""
"""Beside a fact that erases values go their hashes, so that whoever keeps values need not read its body."""


_ERASED_EARLIER = """
    UPDATE private_data SET salt = NULL, value = NULL
    WHERE fact_id = ? AND digest IN (SELECT digest FROM erased_value WHERE of_fact = ?)
"""


def values_beside(
    connection: Connection, chain: tuple[str, int], first: int, last: int
) -> Mapping[str, tuple[ValueBeside, ...]]:
    """What goes with the facts of a chain from one sequence to another, by fact id; erased values go as erased."""
    found: dict[str, tuple[ValueBeside, ...]] = {}
    for fact_id, *value in driver(connection).execute(_OF_FACTS, (*chain, first, last)):
        found[fact_id] = (*found.get(fact_id, ()), ValueBeside(*value))
    return found


def values_bytes(values: Iterable[ValueBeside]) -> int:
    """About what they weigh on their way."""
    return sum(VALUE_OVERHEAD_BYTES + len((each.value or "").encode()) for each in values)


def values_hold(sealed: SealedFact) -> bool:
    """Is each value within the limits, named by the body, and the one that its hash was made of?"""
    return len(sealed.values) <= VALUES_MAX and all(_holds(each, sealed.body_bytes) for each in sealed.values)


def _holds(each: ValueBeside, body: bytes) -> bool:
    if len(each.digest) != 64 or f'"{each.digest}"'.encode() not in body:
        return False
    if each.salt is None or each.value is None:
        return each.salt is None and each.value is None
    if len(each.salt) > SALT_BYTES_MAX or len(each.value.encode()) > VALUE_BYTES_MAX:
        return False
    return private_digest(each.salt, each.field, each.value) == each.digest


def keep_values(connection: Connection, fact_id: str, values: Sequence[ValueBeside]) -> None:
    """Puts them beside a fact that was added; they were tested (`values_hold`). What is there or erased stays so."""
    rows = [(fact_id, each.digest, each.field, each.salt, each.value) for each in values if each.field in SHARED_FIELDS]
    if rows:
        session = driver(connection)
        session.executemany("INSERT OR IGNORE INTO private_data VALUES (?, ?, ?, ?, ?)", rows)
        session.execute(_ERASED_EARLIER, (fact_id, fact_id))
