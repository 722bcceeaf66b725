"""First run: this machine becomes a workstation of an office, with its own chain and signing key.

A workstation that knows no centre yet gets a random code, unless one is given; enrolment maps it later.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import insert

from app.errors import Refused
from app.identity.facts import WorkstationSetUp
from app.identity.names import NAME_LENGTH_MAX, has_hidden_characters
from app.ids import Ids
from app.journal.append import Device, JournalWork
from app.journal.chain import Signer
from app.journal.tables import chain_device

CODE = re.compile(r"[A-Z][A-Z0-9]{1,5}")


class SetUpRefusal(StrEnum):
    """Why a set-up is refused, in the order in which it is tested."""

    CODE_MALFORMED = "code_malformed"
    NAME_MISSING = "name_missing"
    NAME_TOO_LONG = "name_too_long"
    NAME_CHARACTERS = "name_characters"
    TIME_ZONE_UNKNOWN = "time_zone_unknown"


@dataclass(frozen=True)
class SetUpWorkstation:
    """What the wizard asks. `code` such as "A2" stands in receipt numbers; `time_zone` is an IANA name."""

    code: str
    city: str
    office: str
    office_name: str
    office_address: str
    office_phone: str
    time_zone: str
    counter: str


def random_code(ids: Ids) -> str:
    """A code for a workstation without a centre: unlikely to meet its equal, without letters that look alike."""
    alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
    return "W" + "".join(alphabet[byte % len(alphabet)] for byte in ids.random_bytes(4))


def office_key(office_name: str) -> str:
    """The office's short name in facts and exports: "Utility service center" → "utility-service-center"."""
    plain = unicodedata.normalize("NFKD", office_name[:NAME_LENGTH_MAX]).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:40] or "main"


def new_device(command: SetUpWorkstation, ids: Ids, generation: int = 1) -> tuple[Device, bytes]:
    """The device with a fresh key, and that private key (32 bytes). Raises Refused(SetUpRefusal)."""
    refuse(command)
    private_key = ids.random_bytes(32)
    return Device(command.code, generation, command.office, command.time_zone, Signer(private_key)), private_key


def refuse(command: SetUpWorkstation) -> None:
    """Raises Refused for the first thing wrong with what was entered."""
    if not CODE.fullmatch(command.code):
        raise Refused(SetUpRefusal.CODE_MALFORMED, entered=command.code[:20])
    names = {
        "city": command.city,
        "office": command.office,
        "office_name": command.office_name,
        "counter": command.counter,
    }
    for field, value in names.items():
        if not value.strip():
            raise Refused(SetUpRefusal.NAME_MISSING, field=field)
    for field, value in {**names, "address": command.office_address, "phone": command.office_phone}.items():
        if len(value) > NAME_LENGTH_MAX:
            raise Refused(SetUpRefusal.NAME_TOO_LONG, field=field, limit=NAME_LENGTH_MAX)
        if has_hidden_characters(value):
            raise Refused(SetUpRefusal.NAME_CHARACTERS, field=field)
    if not is_time_zone(command.time_zone):
        raise Refused(SetUpRefusal.TIME_ZONE_UNKNOWN, time_zone=command.time_zone[:40])


def is_time_zone(name: str) -> bool:
    """Is it the IANA name of a time zone that this computer knows?"""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def record(work: JournalWork, command: SetUpWorkstation, private_key: bytes) -> None:
    """Stores the device's key and appends the first fact; the caller commits."""
    device = work.device
    work.connection.execute(
        insert(chain_device).values(
            workstation=device.code,
            generation=device.generation,
            public_key=device.signer.public_bytes,
            private_key=private_key,
            started_at_us=work.clock.now_us(),
        )
    )
    work.append(
        WorkstationSetUp(
            city=command.city,
            office=command.office,
            office_name=command.office_name,
            office_address=command.office_address,
            office_phone=command.office_phone,
            time_zone=command.time_zone,
            counter=command.counter,
            public_key=device.signer.public_bytes.hex(),
        )
    )
