"""Addresses as people type them into the settings."""

import pytest

from app.errors import Refused
from printing.addresses import Address, AddressRefusal, Transport, parse_address


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("screen:", Address(Transport.SCREEN)),
        ("network:192.168.1.40:9100", Address(Transport.NETWORK, "192.168.1.40", 9100)),
        ("network:printer.city.example", Address(Transport.NETWORK, "printer.city.example", 9100)),
        (" Network: 10.0.0.7 ", Address(Transport.NETWORK, "10.0.0.7", 9100)),
        ("network:[fe80::1]:9101", Address(Transport.NETWORK, "fe80::1", 9101)),
        ("usb:", Address(Transport.USB)),
        ("usb:04B8:0E15", Address(Transport.USB, "04b8:0e15")),
        ("serial:/dev/ttyUSB0:38400", Address(Transport.SERIAL, "/dev/ttyUSB0", 38400)),
        ("serial:COM3", Address(Transport.SERIAL, "COM3", 9600)),
        ("serial:socket://127.0.0.1:9100", Address(Transport.SERIAL, "socket://127.0.0.1:9100", 9600)),
        ("file:/dev/usb/lp0", Address(Transport.FILE, "/dev/usb/lp0")),
        ("file:C:\\printed", Address(Transport.FILE, "C:\\printed")),
        ("windows:EPSON TM-T88", Address(Transport.WINDOWS, "EPSON TM-T88")),
        ("cups:", Address(Transport.CUPS)),
    ],
)
def test_addresses(typed: str, address: Address) -> None:
    assert parse_address(typed) == address


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", AddressRefusal.UNKNOWN_TRANSPORT),
        ("192.168.1.40", AddressRefusal.UNKNOWN_TRANSPORT),
        ("parallel:1", AddressRefusal.UNKNOWN_TRANSPORT),
        ("network:", AddressRefusal.HOST_MISSING),
        ("network::9100", AddressRefusal.HOST_MISSING),
        ("network:two words", AddressRefusal.HOST_MISSING),
        ("network:host:0", AddressRefusal.PORT_WRONG),
        ("network:host:65536", AddressRefusal.PORT_WRONG),
        ("network:host:x", AddressRefusal.PORT_WRONG),
        ("network:host:٣", AddressRefusal.PORT_WRONG),
        ("usb:04b8", AddressRefusal.USB_WRONG),
        ("usb:04b8:0e1g", AddressRefusal.USB_WRONG),
        ("serial:", AddressRefusal.PATH_MISSING),
        ("serial:COM3:fast", AddressRefusal.BAUD_WRONG),
        ("serial:COM3:1", AddressRefusal.BAUD_WRONG),
        ("file: ", AddressRefusal.PATH_MISSING),
    ],
)
def test_refusals(typed: str, code: AddressRefusal) -> None:
    with pytest.raises(Refused) as refused:
        parse_address(typed)
    assert refused.value.code is code
