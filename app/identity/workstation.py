"""This workstation: its code, office, time zone and signing key; and where any workstation stood at any of its facts.

A paper shows the place of its own fact, however often it is printed: what came later in the chain changes nothing. A
change of the time zone during a shift holds from the next shift on.

A chain that is held from its middle (`chain_beginning`) may lack the fact that said where its workstation stands. It is
of this workstation's own office, so the office is named as this one names it, and the counter by its code.
"""

from typing import Any

from sqlalchemy import Connection, Text, and_, bindparam, exists, null, select

from app.errors import Unavailable
from app.identity.tables import workstation
from app.journal.append import Device
from app.journal.chain import Signer, read_envelope
from app.journal.fact import Envelope
from app.journal.tables import chain_beginning, chain_device
from app.journal.tables import fact as fact_table
from app.store.database import StoreFailure
from app.store.prepared import Prepared
from app.workplace import Place

_NEWEST = 2**62
_PLACES = Prepared(
    select(workstation)
    .where(
        workstation.c.workstation == bindparam("code"),
        workstation.c.generation == bindparam("generation"),
        workstation.c.sequence <= bindparam("sequence"),
    )
    .order_by(workstation.c.sequence.desc())
)
_OWN_PLACES = Prepared(
    select(
        *(each for each in workstation.c if each.name not in ("counter", "during_shift")),
        bindparam("code", type_=Text).label("counter"),
        null().label("during_shift"),
    )
    .join(
        chain_device,
        and_(
            chain_device.c.workstation == workstation.c.workstation,
            chain_device.c.generation == workstation.c.generation,
            chain_device.c.private_key.is_not(None),
        ),
    )
    .where(
        exists().where(
            chain_beginning.c.workstation == bindparam("code"),
            chain_beginning.c.generation == bindparam("generation"),
        )
    )
    .order_by(workstation.c.generation.desc(), workstation.c.sequence.desc())
    .limit(1)
)
"""This workstation's newest place, for a chain that is held from its middle; for any other nothing."""
_ENVELOPE = Prepared(select(fact_table.c.envelope).where(fact_table.c.fact_id == bindparam("fact_id")))


def load_device(connection: Connection) -> Device:
    """The device whose private key is here, in its newest generation. Raises Unavailable(NOT_SET_UP)."""
    found = connection.execute(
        select(chain_device)
        .where(chain_device.c.private_key.is_not(None))
        .order_by(chain_device.c.generation.desc())
        .limit(1)
    ).first()
    if found is None:
        raise Unavailable(StoreFailure.NOT_SET_UP, missing="workstation")
    try:
        place = load_place(connection, found.workstation, found.generation)
    except LookupError as error:
        raise Unavailable(StoreFailure.NOT_SET_UP, missing="workstation") from error
    return Device(found.workstation, found.generation, place.office, place.time_zone, Signer(found.private_key))


def load_place(connection: Connection, code: str, generation: int, shift: str | None = None) -> Place:
    """City, office and counter of a workstation's generation as they are now; `shift`: the one that is open there.

    Raises LookupError for a generation that nothing is known of.
    """
    return _place(_places(connection, code, generation, _NEWEST), shift)


def place_at(connection: Connection, envelope: Envelope) -> Place:
    """City, office and counter as they were when a fact was recorded."""
    code, generation, sequence = envelope.workstation, envelope.generation, envelope.sequence
    return _place(_places(connection, code, generation, sequence), envelope.shift)


def place_of_fact(connection: Connection, fact_id: str) -> Place:
    """As `place_at`, by the fact's id. Raises LookupError for one that is not here."""
    stored = _ENVELOPE.scalar(connection, fact_id=fact_id)
    envelope = read_envelope(stored) if stored else None
    if envelope is None:
        raise LookupError(fact_id)
    return place_at(connection, envelope)


def _places(connection: Connection, code: str, generation: int, sequence: int) -> list[Any]:
    """Newest first; what this workstation knows of its own office where that of the chain's is not held."""
    held = _PLACES.all(connection, code=code, generation=generation, sequence=sequence)
    return held or _OWN_PLACES.all(connection, code=code, generation=generation)


def _place(rows: list[Any], shift: str | None) -> Place:
    """Newest first: the names are the newest, the time zone that of the shift's beginning."""
    if not rows:
        raise LookupError("nothing is known of where this workstation stands")
    zone = next((row.time_zone for row in rows if row.during_shift is None or row.during_shift != shift), None)
    newest = rows[0]
    return Place(
        city=newest.city,
        office=newest.office,
        office_name=newest.office_name,
        office_address=newest.office_address,
        office_phone=newest.office_phone,
        time_zone=zone or rows[-1].time_zone,
        counter=newest.counter,
    )
