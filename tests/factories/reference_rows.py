"""Bends the reference file of a test counter by SQL: in a copy that is swapped in, as a load would."""

import shutil

from app.store.database import open_connection
from app.workplace import Services


def change_reference(services: Services, *statements: str) -> None:
    """Runs the statements on a copy of the file in use, and swaps it in."""
    current, changed = services.reference.current(), services.reference.next_path()
    if current is None:
        raise LookupError("there is no reference file yet")
    shutil.copy(current, changed)
    connection = open_connection(changed, services.key)
    for statement in statements:
        connection.execute(statement)
    connection.close()
    services.reference.swap_in(changed)
