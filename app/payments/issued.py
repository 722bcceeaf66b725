"""What a line of a receipt handed over, such as a transit pass, and the number that it has; plain data."""

import re

import msgspec

_SERIAL = re.compile(r"[A-Z][A-Z0-9]{1,5}-\d{1,4}-\d{6,9}-[0-9A-Z]{4}-\d{1,3}", re.ASCII | re.IGNORECASE)


class Issued(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A thing with a number of its own that a line handed over, as it was resolved then.

    `names`: language → what paper calls it; `holder`: language → for whom, such as "Reduced fare"; `code`: what its
    QR code holds; `first_on`, `last_on`: the days on which it holds, both included (ISO); `rides`: 0 for any number.
    `replaces`: the number of the lost one that does not hold any more.
    """

    serial: str
    product: str
    media: str
    names: dict[str, str]
    holder: dict[str, str]
    code: str
    first_on: str
    last_on: str
    rides: int = 0
    replaces: str | None = None


def serial_of(receipt_number: str, place: int) -> str:
    """`A2-1-000318-K7QF-2`: the receipt's full number and the place of the line on it, from 1.

    Receipt numbers are a range of their own for each workstation and generation, and carry four signs of the fact's id:
    no two counters, offline for days, and no clone of one can give the same.
    """
    return f"{receipt_number}-{place}"


def is_serial(typed: str) -> bool:
    """Is this written like the number of something that a receipt handed over?"""
    return _SERIAL.fullmatch(typed.strip()) is not None
