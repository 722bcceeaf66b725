"""Ports to printers that can answer: TCP, serial, USB. Opened afresh for each job, nothing waits longer than two
seconds.

An idle connection that the printer has closed takes the next bytes and loses them; so none is kept.
"""

import contextlib
import socket
import time
from typing import Protocol

OPEN_SECONDS_MAX = 2.0
WRITE_SECONDS_MAX = 2.0
_LINGER_SECONDS_MAX = 0.2
_REFUSED_SECONDS_MAX = 0.5
CHUNK = 4096


class PortUnreachable(Exception):
    """Nothing is there, or it does not let us in; no byte was sent."""


class PortBroken(Exception):
    """The other side closed or broke the connection."""


class PortStalled(Exception):
    """The other side takes no more bytes."""


class Port(Protocol):
    """A way to a printer that is open."""

    def write(self, data: bytes) -> None:
        """Raises PortBroken or PortStalled."""

    def read(self, seconds: float) -> bytes:
        """What has come, b"" when nothing came within `seconds`. Raises PortBroken."""

    def close(self) -> None:
        """Gives what was written the chance to arrive, then lets go."""


class NetworkPort:
    """Raw TCP, usually port 9100."""

    def __init__(self, host: str, port: int) -> None:
        try:
            self._socket = _connected(host, port)
        except OSError as error:
            raise PortUnreachable(f"{host}:{port}: {error}") from error
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def write(self, data: bytes) -> None:
        self._socket.settimeout(WRITE_SECONDS_MAX)
        for start in range(0, len(data), CHUNK):
            try:
                self._socket.sendall(data[start : start + CHUNK])
            except TimeoutError as error:
                raise PortStalled from error
            except OSError as error:
                raise PortBroken(str(error)) from error

    def read(self, seconds: float) -> bytes:
        self._socket.settimeout(max(seconds, 0.001))
        try:
            received = self._socket.recv(CHUNK)
        except TimeoutError:
            return b""
        except OSError as error:
            raise PortBroken(str(error)) from error
        if not received:
            raise PortBroken("closed by the printer")
        return received

    def close(self) -> None:
        """Says that no more comes and reads on for a moment: closing with unread answers would reset and lose bytes."""
        with contextlib.suppress(OSError, PortBroken):
            self._socket.shutdown(socket.SHUT_WR)
            until = time.monotonic() + _LINGER_SECONDS_MAX
            while time.monotonic() < until:
                self.read(until - time.monotonic())
        self._socket.close()


def _connected(host: str, port: int) -> socket.socket:
    """Many printers let in one caller at a time and refuse the next for a moment after the last has gone."""
    until = time.monotonic() + _REFUSED_SECONDS_MAX
    while True:
        try:
            return socket.create_connection((host, port), OPEN_SECONDS_MAX)
        except ConnectionRefusedError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


class SerialPort:
    """A serial line through pyserial; `device` may be one of its URLs."""

    def __init__(self, device: str, baud: int) -> None:
        import serial

        self._errors: type[OSError] = serial.SerialException
        self._timed_out: type[OSError] = serial.SerialTimeoutException
        try:
            self._line = serial.serial_for_url(device, baudrate=baud, timeout=0, write_timeout=WRITE_SECONDS_MAX)
        except (OSError, ValueError) as error:
            raise PortUnreachable(f"{device}: {error}") from error

    def write(self, data: bytes) -> None:
        try:
            self._line.write(data)
        except self._timed_out as error:
            raise PortStalled from error
        except OSError as error:
            raise PortBroken(str(error)) from error

    def read(self, seconds: float) -> bytes:
        self._line.timeout = seconds
        try:
            first: bytes = self._line.read(1)
            self._line.timeout = 0
            return first and first + bytes(self._line.read(CHUNK))
        except OSError as error:
            raise PortBroken(str(error)) from error

    def close(self) -> None:
        """Lets the last bytes out for at most two seconds; `flush` of the library may wait for ever."""
        until = time.monotonic() + WRITE_SECONDS_MAX
        with contextlib.suppress(OSError):
            while getattr(self._line, "out_waiting", 0) and time.monotonic() < until:
                time.sleep(0.01)
            self._line.close()
