"""Where the receipt printer is: how it is connected, then what that needs. Used by the wizard and the settings."""

import sys

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.errors import Refused
from printing.addresses import BAUD, NETWORK_PORT, Address, AddressRefusal, Transport, parse_address
from resources.texts import text
from ui.error_messages import sentence
from ui.settings.printer_words import transport_words
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field
from ui.widgets.layout import column, hold, row
from ui.widgets.line_edit import LineEdit

_NUMBER_WRONG = (AddressRefusal.PORT_WRONG, AddressRefusal.BAUD_WRONG)
_NUMBERED = {Transport.NETWORK: NETWORK_PORT, Transport.SERIAL: BAUD}


class PrinterForm(QWidget):
    """`changed` tells that another address stands there (`take` gives it); `entered` that somebody pressed Enter."""

    changed = Signal()
    entered = Signal()

    def __init__(self, *, labelled: bool = True, parent: QWidget | None = None) -> None:
        """`labelled`: the kind has a label of its own; in a row of the settings it has one already."""
        super().__init__(parent)
        choices = [(str(each), transport_words(each)) for each in _transports()]
        self.kind = ComboBox(choices, name=text("How it is connected"))
        self.place, self.number = LineEdit(), LineEdit()
        self._place_field = Field("", self.place)
        self._number_field = Field("", self.number)
        hold(self._number_field, width=120)
        self._below = QWidget()
        row(self._place_field, self._number_field, parent=self._below, spacing=12).setStretch(0, 1)
        kind = Field(text("How it is connected"), self.kind) if labelled else self.kind
        column(kind, self._below, parent=self, spacing=12 if labelled else 8)
        self.setFocusProxy(self.kind)
        self.kind.chosen.connect(self._kind_chosen)
        for line in (self.place, self.number):
            line.textEdited.connect(self._clear_errors)
            line.editingFinished.connect(self.changed)
            line.returnPressed.connect(self.entered)
        self.set_address("screen:")

    def set_address(self, typed: str) -> None:
        """Shows an address of the settings; one that cannot be read shows as no printer."""
        try:
            address = parse_address(typed)
        except Refused:
            address = Address(Transport.SCREEN)
        self.kind.set_value(address.transport)
        self._show_fields(address.transport)
        self.place.setText(address.place)
        self.number.setText(str(address.number) if address.number else "")

    def take(self) -> str | None:
        """The address as the settings write it; None when something is missing, which is then said."""
        typed = self._typed()
        try:
            parse_address(typed)
        except Refused as refused:
            wrong = self._number_field if refused.code in _NUMBER_WRONG else self._place_field
            wrong.set_error(sentence(refused))
            wrong.setFocus()
            return None
        self._clear_errors()
        return typed

    def entries(self) -> list[QWidget]:
        """What Enter walks through."""
        shown = [(self.kind, True), (self.place, not self._below.isHidden())]
        return [widget for widget, is_there in shown if is_there]

    @property
    def short_words(self) -> str:
        """The choice in a few words."""
        if self.on_screen:
            return text("On the screen")
        return f"{self.kind.currentText()} {self.place.text().strip()}".strip()

    @property
    def on_screen(self) -> bool:
        """Whether receipts only show on the screen."""
        return self._transport is Transport.SCREEN

    @property
    def _transport(self) -> Transport:
        return Transport(self.kind.value or Transport.SCREEN)

    def _typed(self) -> str:
        transport, place, number = self._transport, self.place.text().strip(), self.number.text().strip()
        if transport is Transport.NETWORK and ":" in place:
            place = f"[{place.strip('[]')}]"
        with_number = transport in _NUMBERED and number and "://" not in place
        return f"{transport}:{place}:{number}" if with_number else f"{transport}:{place}"

    def _kind_chosen(self) -> None:
        self.place.clear()
        self._show_fields(self._transport)
        self._clear_errors()
        if self._transport in (Transport.NETWORK, Transport.SERIAL, Transport.FILE):
            self.place.setFocus()
        else:
            self.changed.emit()

    def _show_fields(self, transport: Transport) -> None:
        label, example, help = _asked(transport)
        self._below.setVisible(bool(label))
        self._place_field.label.setText(label)
        self._place_field.set_help(help)
        self.place.setAccessibleName(label)
        self.place.setPlaceholderText(example)
        self._number_field.setVisible(transport in _NUMBERED)
        self._number_field.label.setText(text("Speed") if transport is Transport.SERIAL else text("Port"))
        self.number.setAccessibleName(self._number_field.label.text())
        self.number.setText(str(_NUMBERED.get(transport, "")))

    def _clear_errors(self) -> None:
        self._place_field.set_error("")
        self._number_field.set_error("")


def _transports() -> list[Transport]:
    foreign = Transport.CUPS if sys.platform == "win32" else Transport.WINDOWS
    return [transport for transport in Transport if transport is not foreign]


def _asked(transport: Transport) -> tuple[str, str, str]:
    """Label, example and help of the field that a connection needs; empty for none."""
    return {
        Transport.SCREEN: ("", "", ""),
        Transport.NETWORK: (text("Address of the printer"), "192.168.1.40", ""),
        Transport.USB: (text("USB numbers"), "04b8:0e15", text("Empty: the first receipt printer")),
        Transport.SERIAL: (text("Serial device"), "/dev/ttyS0", ""),
        Transport.CUPS: (text("Name of the queue"), "", text("Empty: the default printer")),
        Transport.WINDOWS: (text("Name of the printer"), "", text("Empty: the default printer")),
        Transport.FILE: (text("Device or folder"), "/dev/usb/lp0", ""),
    }[transport]
