"""This workstation: its code, office, time zone and signing key, as the last set-up recorded them."""

from sqlalchemy import Connection, bindparam, select

from app.errors import Unavailable
from app.identity.tables import workstation
from app.journal.append import Device
from app.journal.chain import Signer
from app.journal.tables import chain_device
from app.store.database import StoreFailure
from app.workplace import Place


def load_device(connection: Connection) -> Device:
    """The device whose private key is here, in its newest generation. Raises Unavailable(NOT_SET_UP)."""
    found = connection.execute(
        select(chain_device, workstation.c.office, workstation.c.time_zone)
        .join(
            workstation,
            (workstation.c.workstation == chain_device.c.workstation)
            & (workstation.c.generation == chain_device.c.generation),
        )
        .where(chain_device.c.private_key.is_not(None))
        .order_by(chain_device.c.generation.desc())
        .limit(1)
    ).first()
    if found is None:
        raise Unavailable(StoreFailure.NOT_SET_UP, missing="workstation")
    return Device(found.workstation, found.generation, found.office, found.time_zone, Signer(found.private_key))


_PLACE = select(workstation).where(
    workstation.c.workstation == bindparam("code"), workstation.c.generation == bindparam("generation")
)


def load_place(connection: Connection, code: str, generation: int) -> Place:
    """The names of city, office and counter of a workstation's generation."""
    found = connection.execute(_PLACE, {"code": code, "generation": generation}).one()
    names = ("city", "office", "office_name", "office_address", "office_phone", "time_zone", "counter")
    return Place(*(getattr(found, name) for name in names))
