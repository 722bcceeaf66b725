"""What confirmed accounts mean for facts: the account's other id, and those of the charges that were paid on it.

Charges follow their account: the same line of the same bill under the centre's source, else the only charge there of
that service and due day. What is found nowhere stays under its own id, and stands as credit on the account.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select

from app.accounts import queries
from app.accounts.types import Charge, is_own_charge
from app.identity.mapping_facts import MappedIdentity, Subject
from app.journal.tables import posting
from app.sync import tables
from app.sync.compare_identities import centre_account
from app.sync.mapping_types import Choice, MappingRow
from app.workplace import Reading


def map_accounts(reading: Reading, workstation: str, rows: Sequence[MappingRow]) -> Iterator[MappedIdentity]:
    """The identities of accounts whose id is not the centre's already."""
    ends = {row.local: (row.generation, row.sequence) for row in reading.journal.execute(select(tables.sync_identity))}
    for row in rows:
        local = row.here.id
        there = row.there if row.choice is Choice.SAME else None
        if there is not None and there.id == local:
            continue
        of_another = centre_account(reading.reference, local) is not None
        until = ends[local] if of_another else (None, None)
        central = there.id if there is not None else f"{local}@{workstation}" if of_another else ""
        yield _identity(Subject.ACCOUNT, local, central, until)
        if there is not None:
            yield from _charges(reading, workstation, local, there.id, until)


Until = tuple[int | None, int | None]


def _identity(subject: Subject, local: str, central: str, until: Until) -> MappedIdentity:
    generation, sequence = until
    return MappedIdentity(
        subject=subject, local=local, central=central, until_generation=generation, until_sequence=sequence
    )


def _charges(reading: Reading, workstation: str, local: str, central: str, until: Until) -> Iterator[MappedIdentity]:
    key = queries.account_key(central)
    row = queries.find_account(reading.reference, key)
    there = queries.charges(reading.reference, row, key) if row is not None else []
    paid = (
        select(posting.c.charge, posting.c.service_category, posting.c.due_on)
        .where(posting.c.account == local, posting.c.workstation == workstation, posting.c.charge.is_not(None))
        .distinct()
    )
    for line in reading.journal.execute(paid).all():
        charge = "" if is_own_charge(line.charge) else _charge_there(line, local, central, there)
        if charge and charge != line.charge:
            yield _identity(Subject.CHARGE, line.charge, charge, until)


def _charge_there(line: Any, local: str, central: str, there: Sequence[Charge]) -> str:
    source, _, rest = line.charge.partition("/")
    own, others = queries.account_key(local), queries.account_key(central)
    if source == own.source_system:
        opening = f"opening/{own.external_id}/"
        moved = rest.replace(opening, f"opening/{others.external_id}/", 1) if rest.startswith(opening) else rest
        if any(charge.key == f"{others.source_system}/{moved}" for charge in there):
            return f"{others.source_system}/{moved}"
    fitting = [
        charge.key
        for charge in there
        if (charge.category.value, charge.due_on.isoformat()) == (line.service_category, line.due_on)
    ]
    return fitting[0] if len(fitting) == 1 else ""
