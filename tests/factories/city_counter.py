"""An open counter in a small demo city: Alvarez, Maria owes 157.43, of which 12.44 is overdue; M. Reyes is known."""

from pathlib import Path

from app.identity.facts import PersonAdded
from tests.factories.city import build_city
from tests.factories.counter import CASHIER, Counter, open_counter

RETURNED_RECEIPT = "R100045127-03"
"""The check of February that came back on 3 March."""


def open_city_counter(folder: Path, accounts: int = 12) -> Counter:
    """Counter A2 on 2026-11-20 with a demo city in force; about half a second."""
    counter = open_counter(folder)
    build_city(folder, accounts, key=counter.services.reference.key).close()
    with counter.services.unit_of_work() as work:
        digest = work.private("person_name", CASHIER.display_name)
        work.append(PersonAdded(person_id=CASHIER.person_id, name_digest=digest, roles=CASHIER.roles))
        work.commit()
    return counter
