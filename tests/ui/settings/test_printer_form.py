"""Every kind of connection becomes the address that the settings write, or one sentence under its field."""

import pytest
from pytestqt.qtbot import QtBot

from ui.settings.printer_form import PrinterForm


@pytest.fixture
def form(qtbot: QtBot) -> PrinterForm:
    """A form that is shown."""
    made = PrinterForm()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    "address",
    [
        "screen:",
        "network:192.168.1.40:9100",
        "network:[fe80::1]:9100",
        "usb:",
        "usb:04b8:0e15",
        "serial:/dev/ttyS0:38400",
        "serial:socket://10.0.0.9:4000",
        "file:/dev/usb/lp0",
    ],
)
def test_an_address_comes_back_as_it_went_in(form: PrinterForm, address: str) -> None:
    form.set_address(address)
    assert form.take() == address


@pytest.mark.parametrize(
    ("kind", "place", "number", "said"),
    [
        ("network", "", "9100", "192.168.1.40"),
        ("network", "printer", "0", "65535"),
        ("network", "printer", "9100\0", "65535"),
        ("serial", "", "9600", "COM3"),
        ("serial", "/dev/ttyS0", "1", "921600"),
        ("usb", "epson", "", "04b8"),
        ("file", "", "", "COM3"),
    ],
)
def test_what_is_missing_is_said(form: PrinterForm, kind: str, place: str, number: str, said: str) -> None:
    form.kind.set_value(kind)
    form.kind.chosen.emit(kind)
    form.place.setText(place)
    form.number.setText(number)
    assert form.take() is None
    assert said in form._place_field.error + form._number_field.error


def test_an_address_of_another_version_shows_as_no_printer(form: PrinterForm) -> None:
    form.set_address("telepathy:now")
    assert form.on_screen
