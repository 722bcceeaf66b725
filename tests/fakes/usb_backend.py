"""A USB bus under pyusb: the library's own code runs, the devices are ours. One receipt printer, one keyboard."""

from types import SimpleNamespace
from typing import Any

import usb.backend
import usb.core

from tests.fakes.printer import PrinterModel

_PRINTER_CLASS = 7
_KEYBOARD_CLASS = 3
_BULK = 2


class FakeBus(usb.backend.IBackend):  # type: ignore[misc] # the library ships no types
    """Devices "04b8:0e15" (printer) and "1111:2222" (keyboard). Set the attributes to make things go wrong."""

    def __init__(self) -> None:
        super().__init__()
        self.model = PrinterModel()
        self.kernel_driver = True
        self.configured = True
        self.one_way = False
        self.no_way_in = False
        self.fails_to_open = False
        self.breaks = False
        self.stalls = False
        self.claimed = False
        self._answers = b""

    def enumerate_devices(self) -> Any:
        return iter(["keyboard", "printer"])

    def get_parent(self, dev: str) -> None:
        return None

    def get_device_descriptor(self, dev: str) -> Any:
        vendor, product = (0x04B8, 0x0E15) if dev == "printer" else (0x1111, 0x2222)
        numbers = {"idVendor": vendor, "idProduct": product, "bNumConfigurations": 1, "bLength": 18}
        return _descriptor(_DEVICE_FIELDS, **numbers)

    def get_configuration_descriptor(self, dev: str, config: int) -> Any:
        return _descriptor(_CONFIGURATION_FIELDS, bNumInterfaces=1, bConfigurationValue=1)

    def get_interface_descriptor(self, dev: str, intf: int, alt: int, config: int) -> Any:
        if intf or alt:
            raise IndexError
        ends = (0 if self.no_way_in else 1) + (0 if self.one_way else 1)
        kind = _PRINTER_CLASS if dev == "printer" else _KEYBOARD_CLASS
        return _descriptor(_INTERFACE_FIELDS, bInterfaceClass=kind, bNumEndpoints=ends)

    def get_endpoint_descriptor(self, dev: str, ep: int, intf: int, alt: int, config: int) -> Any:
        ends = ([] if self.no_way_in else [0x01]) + ([] if self.one_way else [0x82])
        return _descriptor(_ENDPOINT_FIELDS, bEndpointAddress=ends[ep], bmAttributes=_BULK, wMaxPacketSize=64)

    def open_device(self, dev: str) -> str:
        if self.fails_to_open:
            raise usb.core.USBError("Access denied")
        return dev

    def close_device(self, dev_handle: str) -> None:
        self.claimed = False

    def set_configuration(self, dev_handle: str, config_value: int) -> None:
        self.configured = True

    def get_configuration(self, dev_handle: str) -> int:
        if not self.configured:
            raise usb.core.USBError("Configuration not set")
        return 1

    def claim_interface(self, dev_handle: str, intf: int) -> None:
        if self.kernel_driver:
            raise usb.core.USBError("Resource busy")
        self.claimed = True

    def release_interface(self, dev_handle: str, intf: int) -> None:
        self.claimed = False

    def is_kernel_driver_active(self, dev_handle: str, intf: int) -> bool:
        return self.kernel_driver

    def detach_kernel_driver(self, dev_handle: str, intf: int) -> None:
        self.kernel_driver = False

    def bulk_write(self, dev_handle: str, ep: int, intf: int, data: Any, timeout: int) -> int:
        if self.breaks:
            raise usb.core.USBError("No such device")
        if self.stalls:
            raise usb.core.USBTimeoutError("Operation timed out")
        self._answers += self.model.feed(bytes(data))
        return len(data)

    def bulk_read(self, dev_handle: str, ep: int, intf: int, buff: Any, timeout: int) -> int:
        if not self._answers:
            raise usb.core.USBTimeoutError("Operation timed out")
        count = min(len(buff), len(self._answers))
        for place, byte in enumerate(self._answers[:count]):
            buff[place] = byte
        self._answers = self._answers[count:]
        return count


_DEVICE_FIELDS = (
    "bLength bDescriptorType bcdUSB bDeviceClass bDeviceSubClass bDeviceProtocol bMaxPacketSize0 idVendor idProduct "
    "bcdDevice iManufacturer iProduct iSerialNumber bNumConfigurations address bus port_number port_numbers speed"
)
_CONFIGURATION_FIELDS = (
    "bLength bDescriptorType wTotalLength bNumInterfaces bConfigurationValue iConfiguration bmAttributes bMaxPower "
    "extra_descriptors"
)
_INTERFACE_FIELDS = (
    "bLength bDescriptorType bInterfaceNumber bAlternateSetting bNumEndpoints bInterfaceClass bInterfaceSubClass "
    "bInterfaceProtocol iInterface extra_descriptors"
)
_ENDPOINT_FIELDS = (
    "bLength bDescriptorType bEndpointAddress bmAttributes wMaxPacketSize bInterval bRefresh bSynchAddress "
    "extra_descriptors"
)


def _descriptor(fields: str, **values: int) -> SimpleNamespace:
    return SimpleNamespace(**{**dict.fromkeys(fields.split(), 0), **values})
