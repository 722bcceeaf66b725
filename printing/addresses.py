"""Where a printer is, as settings write it: `network:192.168.1.40:9100`, `usb:04b8:0e15`, `serial:/dev/ttyS0:38400`,
and so on.

`usb:` alone is the first receipt printer plugged in; `file:` takes a device or, for a folder, one file a job;
`windows:` and `cups:` alone are the system's default printer; `screen:` shows the paper in the window only.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from app.errors import Refused

NETWORK_PORT = 9100
BAUD = 9600


class Transport(StrEnum):
    """How bytes reach the printer."""

    SCREEN = "screen"
    NETWORK = "network"
    USB = "usb"
    SERIAL = "serial"
    FILE = "file"
    WINDOWS = "windows"
    CUPS = "cups"


class AddressRefusal(StrEnum):
    """Why a printer's address is not taken, in the order in which it is tested."""

    UNKNOWN_TRANSPORT = "unknown_transport"
    HOST_MISSING = "host_missing"
    PORT_WRONG = "port_wrong"
    USB_WRONG = "usb_wrong"
    PATH_MISSING = "path_missing"
    BAUD_WRONG = "baud_wrong"


@dataclass(frozen=True, slots=True)
class Address:
    """`place`: host, USB ids "04b8:0e15", device, folder or queue name; `number`: TCP port or baud rate, else 0."""

    transport: Transport
    place: str = ""
    number: int = 0


def parse_address(typed: str) -> Address:
    """Raises Refused(AddressRefusal)."""
    kind, colon, rest = typed.strip().partition(":")
    if not colon or kind.lower() not in list(Transport):
        raise Refused(AddressRefusal.UNKNOWN_TRANSPORT, choices=tuple(Transport))
    transport, rest = Transport(kind.lower()), rest.strip()
    match transport:
        case Transport.NETWORK:
            return _network(rest)
        case Transport.USB:
            if rest and not re.fullmatch(r"[0-9a-fA-F]{4}:[0-9a-fA-F]{4}", rest):
                raise Refused(AddressRefusal.USB_WRONG)
            return Address(transport, rest.lower())
        case Transport.SERIAL:
            return _serial(rest)
        case Transport.FILE if not rest:
            raise Refused(AddressRefusal.PATH_MISSING)
        case _:
            return Address(transport, rest)


def _network(rest: str) -> Address:
    found = re.fullmatch(r"\[?(?P<host>[^\[\]\s]*?)\]?(?::(?P<port>[^:\]]*))?", rest)
    if not found or not found["host"]:
        raise Refused(AddressRefusal.HOST_MISSING)
    port = _number(found["port"] or str(NETWORK_PORT))
    if not 1 <= port <= 65535:
        raise Refused(AddressRefusal.PORT_WRONG)
    return Address(Transport.NETWORK, found["host"], port)


def _serial(rest: str) -> Address:
    """A device and, after a colon, its speed; `socket://host:port` is a serial server."""
    if "://" in rest:
        return Address(Transport.SERIAL, rest, BAUD)
    device, _, baud = rest.partition(":")
    if not device:
        raise Refused(AddressRefusal.PATH_MISSING)
    number = _number(baud or str(BAUD))
    if not 300 <= number <= 921_600:
        raise Refused(AddressRefusal.BAUD_WRONG)
    return Address(Transport.SERIAL, device, number)


def _number(digits: str) -> int:
    return int(digits) if re.fullmatch(r"[0-9]{1,6}", digits) else 0
