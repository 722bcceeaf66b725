"""Printers by address. Those that can answer stand in `answering_printer.py`; here are the ones that cannot, and the
choice.

An operating system's queue or a device file takes bytes and says nothing of paper: the honest outcome is *sent, not
confirmed*.
"""

import os
import select
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any, Protocol

from app.print_jobs.types import CONFIRMED, SHOWN, Failure, JobState, Outcome
from printing.addresses import Address, Transport
from printing.answering_printer import AnsweringPrinter
from printing.ports import WRITE_SECONDS_MAX, NetworkPort, SerialPort
from printing.profiles import Profile
from printing.usb_port import UsbPort

_QUEUE_SECONDS_MAX = 10.0
_SENT = Outcome(JobState.SENT_UNCONFIRMED)
_UNREACHABLE = Outcome(JobState.FAILED, Failure.UNREACHABLE, reached_paper=False)


class Printer(Protocol):
    """What the spool prints on."""

    @property
    def profile(self) -> Profile:
        """What it can do."""

    def send(self, data: bytes, *, slip: bool = False) -> Outcome:
        """Prints one job, or says why not; never raises for what a device does.

        `slip`: on the paper in its slip station, which a printer that can answer is asked for first.
        """


def printer_at(address: Address, profile: Profile) -> Printer:
    """The printer at an address; nothing is opened yet."""
    match address.transport:
        case Transport.SCREEN:
            return ScreenPrinter(profile)
        case Transport.NETWORK:
            return AnsweringPrinter(lambda: NetworkPort(address.place, address.number), profile)
        case Transport.USB:
            return AnsweringPrinter(lambda: UsbPort(address.place), profile)
        case Transport.SERIAL:
            return AnsweringPrinter(lambda: SerialPort(address.place, address.number), profile)
        case Transport.FILE:
            place = Path(address.place)
            return FolderPrinter(place, profile) if place.is_dir() else FilePrinter(place, profile)
        case Transport.WINDOWS:
            return WindowsPrinter(address.place, profile)
        case Transport.CUPS:
            return CupsPrinter(address.place, profile)


class ScreenPrinter:
    """No printer: the window shows the paper, and nobody may say that it printed."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile

    def send(self, data: bytes, *, slip: bool = False) -> Outcome:
        return SHOWN


class FolderPrinter:
    """Each job as one file `00001.escpos`, durable before it is confirmed; for tours, tests and archives."""

    def __init__(self, folder: Path, profile: Profile) -> None:
        self.profile = profile
        self._folder = folder

    def send(self, data: bytes, *, slip: bool = False) -> Outcome:
        try:
            number = 1 + max((int(path.stem) for path in self._folder.glob("[0-9]*.escpos")), default=0)
            unfinished = self._folder / f"{number:05}.part"
            with unfinished.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            unfinished.rename(self._folder / f"{number:05}.escpos")
        except OSError:
            return _UNREACHABLE
        return CONFIRMED


class FilePrinter:
    """A device file such as /dev/usb/lp0 or LPT1; a regular file is appended to. It cannot answer."""

    def __init__(self, path: Path, profile: Profile) -> None:
        self.profile = profile
        self._path = path

    def send(self, data: bytes, *, slip: bool = False) -> Outcome:
        flags = os.O_WRONLY | os.O_APPEND | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        if not str(self._path).startswith(("/dev/", "\\\\.\\")):
            flags |= os.O_CREAT
        try:
            file = os.open(self._path, flags, 0o600)
        except OSError:
            return _UNREACHABLE
        try:
            return _write_all(file, data)
        finally:
            os.close(file)


def _write_all(file: int, data: bytes) -> Outcome:
    """Writes without ever waiting longer than two seconds for the device."""
    written = 0
    last_moved = time.monotonic()
    while written < len(data):
        try:
            written += os.write(file, data[written:])
            last_moved = time.monotonic()
        except BlockingIOError:
            select.select([], [file], [], 0.1)
        except OSError:
            return Outcome(JobState.FAILED, Failure.RESET, reached_paper=written > 0)
        if time.monotonic() - last_moved > WRITE_SECONDS_MAX:
            return Outcome(JobState.FAILED, Failure.STALLED, reached_paper=written > 0)
    return _SENT


class CupsPrinter:
    """A queue of the system (CUPS, `lp`), raw. Its exit code counts; what the queue does later it does not tell."""

    def __init__(self, queue: str, profile: Profile) -> None:
        self.profile = profile
        self._queue = queue

    def send(self, data: bytes, *, slip: bool = False) -> Outcome:
        lp = shutil.which("lp")
        if lp is None:
            return _UNREACHABLE
        chosen = ["-d", self._queue] if self._queue else []
        command = [lp, *chosen, "-o", "raw", "-t", "Civic Counter"]
        try:
            done = subprocess.run(  # noqa: S603 - the queue's name is one argument, never a shell's
                command, input=data, capture_output=True, timeout=_QUEUE_SECONDS_MAX, check=False
            )
        except OSError:
            return _UNREACHABLE
        except subprocess.TimeoutExpired:
            return Outcome(JobState.FAILED, Failure.STALLED)
        return _SENT if done.returncode == 0 else Outcome(JobState.FAILED, Failure.REJECTED, reached_paper=False)


class WindowsPrinter:
    """A printer of Windows, raw, through its spooler, which knows some faults before the job and none after."""

    _STATUS_FAILURES = (
        (0x0040_0000, Failure.COVER_OPEN),  # PRINTER_STATUS_DOOR_OPEN
        (0x0000_0010, Failure.PAPER_OUT),
        (0x0000_0008, Failure.PRINTER_ERROR),  # PRINTER_STATUS_PAPER_JAM
        (0x0000_0002, Failure.PRINTER_ERROR),
        (0x0000_0080, Failure.OFFLINE),
    )

    def __init__(self, name: str, profile: Profile, spooler: Any = None) -> None:
        self.profile = profile
        self._name = name
        self._spooler = spooler

    def send(self, data: bytes, *, slip: bool = False) -> Outcome:
        spooler = self._spooler or _win32print()
        if spooler is None:
            return _UNREACHABLE
        try:
            printer = spooler.OpenPrinter(self._name or spooler.GetDefaultPrinter())
        except (spooler.error, RuntimeError):
            return _UNREACHABLE
        try:
            return self._print(spooler, printer, data)
        finally:
            spooler.ClosePrinter(printer)

    def _print(self, spooler: Any, printer: Any, data: bytes) -> Outcome:
        begun = False
        try:
            status = spooler.GetPrinter(printer, 2)["Status"]
            for bit, failure in self._STATUS_FAILURES:
                if status & bit:
                    return Outcome(JobState.FAILED, failure, reached_paper=False)
            spooler.StartDocPrinter(printer, 1, ("Civic Counter", None, "RAW"))
            begun = True
            written = spooler.WritePrinter(printer, data)
            spooler.EndDocPrinter(printer)
        except spooler.error:
            return Outcome(JobState.FAILED, Failure.REJECTED, reached_paper=begun)
        return _SENT if written == len(data) else Outcome(JobState.FAILED, Failure.STALLED)


def _win32print() -> Any:
    try:
        import win32print
    except ImportError:
        return None
    return win32print
