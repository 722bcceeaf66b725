"""Changing what city, office and counter are called, the address, the telephone, the time zone.

The change is a fact of this workstation's chain and holds from its place there: a receipt that was printed before is
printed again as it was. Another workstation's change is its own. The office's key in facts and exports and the
workstation's code stay for ever. In an open shift the time zone waits for the next one: no business date moves.
"""

from dataclasses import asdict, dataclass
from enum import StrEnum

from app.changed import Changed
from app.drawers.queries import open_shift
from app.errors import Refused
from app.identity.facts import OfficeChanged
from app.identity.names import clean_name
from app.identity.permissions import Permission, Session, require
from app.identity.set_up_workstation import is_time_zone
from app.identity.workstation import load_place
from app.journal.append import Author, JournalWork
from app.workplace import Place, Services


class OfficeRefusal(StrEnum):
    """Why the office is not changed, in the order in which it is tested (after the permission).

    The names are judged one after the other, in the order of the form.
    """

    NAME_MISSING = "name_missing"
    NAME_TOO_LONG = "name_too_long"
    NAME_CHARACTERS = "name_characters"
    TIME_ZONE_UNKNOWN = "time_zone_unknown"


@dataclass(frozen=True)
class ChangeOffice:
    """Everything as it shall be from now on. Address and telephone may be empty; `time_zone` is an IANA name."""

    city: str
    office_name: str
    office_address: str
    office_phone: str
    time_zone: str
    counter: str


@dataclass(frozen=True)
class OfficeNow:
    """What was changed. `next_time_zone`: the one that holds from the next shift on, "" where none waits."""

    place: Place
    next_time_zone: str
    changed: Changed


@dataclass(frozen=True)
class OfficeSettings:
    """What the settings show: the newest change, and whether a shift is open, which keeps its time zone."""

    office: ChangeOffice
    shift_open: bool
    time_zone_now: str


def office_settings(services: Services) -> OfficeSettings:
    """The office as it was changed last. Raises Unavailable."""
    device = services.device
    with services.read_journal() as connection:
        newest = load_place(connection, device.code, device.generation)
        shift = open_shift(connection, device.code)
    return OfficeSettings(_of(newest), shift is not None, services.device.time_zone)


def record(services: Services, session: Session, command: ChangeOffice) -> OfficeNow:
    """Changes the office; nothing is recorded where nothing is different. On the writer lane.

    Raises Refused: NOT_PERMITTED, OfficeRefusal.
    """
    require(session, Permission.OFFICE_CHANGE)
    wanted = clean(command)
    with services.unit_of_work() as work:
        shift = open_shift(work.connection, work.device.code)
        if wanted != _of(_newest(work)):
            author = Author(session.person_id, shift.shift, shift.business_date) if shift else Author(session.person_id)
            work.append(OfficeChanged(**asdict(wanted)), author)
        place = _newest(work, shift.shift if shift else None)
        work.commit()
        services.here.move(place)
    waits = wanted.time_zone != place.time_zone
    return OfficeNow(place, wanted.time_zone if waits else "", work.changed)


def clean(command: ChangeOffice) -> ChangeOffice:
    """What is stored: NFC, single spaces. Raises Refused(OfficeRefusal)."""
    found = ChangeOffice(
        city=_name(command.city, "city"),
        office_name=_name(command.office_name, "office_name"),
        office_address=_name(command.office_address, "office_address") if command.office_address.strip() else "",
        office_phone=_name(command.office_phone, "office_phone") if command.office_phone.strip() else "",
        time_zone=command.time_zone,
        counter=_name(command.counter, "counter"),
    )
    if not is_time_zone(command.time_zone):
        raise Refused(OfficeRefusal.TIME_ZONE_UNKNOWN, time_zone=command.time_zone[:40])
    return found


def _name(entered: str, field: str) -> str:
    return clean_name(
        entered,
        missing=OfficeRefusal.NAME_MISSING,
        too_long=OfficeRefusal.NAME_TOO_LONG,
        characters=OfficeRefusal.NAME_CHARACTERS,
        field=field,
    )


def _newest(work: JournalWork, shift: str | None = None) -> Place:
    return load_place(work.connection, work.device.code, work.device.generation, shift)


def _of(place: Place) -> ChangeOffice:
    return ChangeOffice(
        place.city, place.office_name, place.office_address, place.office_phone, place.time_zone, place.counter
    )
