"""The port to a USB receipt printer, through pyusb; opened afresh for each job like the others.

The library's own printer class resets the device at every opening and waits for ever; this one does neither, and
finds the endpoints itself.
"""

import contextlib
from collections.abc import Callable
from functools import partial
from typing import Any

from printing.ports import CHUNK, WRITE_SECONDS_MAX, PortBroken, PortStalled, PortUnreachable

_USB_PRINTER_CLASS = 7
_BULK = 2


class UsbPort:
    """The first USB device with a printer interface (class 7), or the one with `ids` "vendor:product" in hex."""

    def __init__(self, ids: str = "", backend: Any = None) -> None:
        import usb.core

        self._error: type[OSError] = usb.core.USBError
        self._timed_out: type[OSError] = usb.core.USBTimeoutError
        try:
            self._device, self._interface = _find_usb(ids, backend)
            self._claim()
        except (usb.core.USBError, usb.core.NoBackendError, NotImplementedError) as error:
            raise PortUnreachable(f"usb {ids}: {error}") from error

    def _claim(self) -> None:
        """Takes the interface from the system's own printer driver, where that holds it; configures only if needed."""
        import usb.util

        with contextlib.suppress(NotImplementedError):
            if self._device.is_kernel_driver_active(self._interface.bInterfaceNumber):
                self._device.detach_kernel_driver(self._interface.bInterfaceNumber)
        usb.util.claim_interface(self._device, self._interface.bInterfaceNumber)
        endpoints = list(self._interface)
        self._out = _endpoint(endpoints, usb.util.ENDPOINT_OUT)
        self._in = _endpoint(endpoints, usb.util.ENDPOINT_IN)
        if self._out is None:
            raise PortUnreachable("the USB printer has no way in")

    def write(self, data: bytes) -> None:
        for start in range(0, len(data), CHUNK):
            chunk = data[start : start + CHUNK]
            self._call(partial(self._out.write, chunk, int(WRITE_SECONDS_MAX * 1000)))

    def read(self, seconds: float) -> bytes:
        if self._in is None:
            return b""
        try:
            return bytes(self._call(partial(self._in.read, CHUNK, max(int(seconds * 1000), 1))))
        except PortStalled:
            return b""

    def _call(self, transfer: Callable[[], Any]) -> Any:
        try:
            return transfer()
        except self._timed_out as error:
            raise PortStalled from error
        except self._error as error:
            raise PortBroken(str(error)) from error

    def close(self) -> None:
        import usb.util

        with contextlib.suppress(self._error):
            usb.util.release_interface(self._device, self._interface.bInterfaceNumber)
        usb.util.dispose_resources(self._device)


def _find_usb(ids: str, backend: Any) -> tuple[Any, Any]:
    import usb.core

    for device in usb.core.find(find_all=True, backend=backend):
        if ids and ids != f"{device.idVendor:04x}:{device.idProduct:04x}":
            continue
        for interface in _interfaces(device):
            if interface.bInterfaceClass == _USB_PRINTER_CLASS:
                return device, interface
    raise PortUnreachable(f"no USB printer {ids}")


def _interfaces(device: Any) -> list[Any]:
    import usb.core

    try:
        return list(device.get_active_configuration())
    except usb.core.USBError:
        device.set_configuration()
        return list(device.get_active_configuration())


def _endpoint(endpoints: list[Any], direction: int) -> Any:
    import usb.util

    return next(
        (
            endpoint
            for endpoint in endpoints
            if usb.util.endpoint_direction(endpoint.bEndpointAddress) == direction
            and usb.util.endpoint_type(endpoint.bmAttributes) == _BULK
        ),
        None,
    )
