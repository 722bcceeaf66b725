"""Printers that cannot answer, and the choice of a printer by its address."""

import os
import stat
import sys
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from app.print_jobs.types import CONFIRMED, SHOWN, Failure, JobState, Outcome
from printing.addresses import parse_address
from printing.answering_printer import AnsweringPrinter
from printing.printers import CupsPrinter, FilePrinter, FolderPrinter, ScreenPrinter, WindowsPrinter, printer_at
from printing.profiles import EPSON_80
from tests.fakes.printer import FakePrinter

SENT = Outcome(JobState.SENT_UNCONFIRMED)
UNREACHABLE = Outcome(JobState.FAILED, Failure.UNREACHABLE, reached_paper=False)
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX")


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("screen:", ScreenPrinter),
        ("network:127.0.0.1", AnsweringPrinter),
        ("usb:", AnsweringPrinter),
        ("serial:COM3", AnsweringPrinter),
        ("file:/dev/usb/lp0", FilePrinter),
        ("windows:EPSON", WindowsPrinter),
        ("cups:receipt", CupsPrinter),
    ],
)
def test_choice_by_address(address: str, kind: type) -> None:
    printer = printer_at(parse_address(address), EPSON_80)
    assert type(printer) is kind
    assert printer.profile is EPSON_80


def test_network_address_prints() -> None:
    with FakePrinter() as fake:
        assert printer_at(parse_address(fake.address), EPSON_80).send(b"hello\n") == CONFIRMED


@pytest.mark.parametrize("address", ["serial:/dev/no-such-line", "usb:ffff:ffff"])
def test_nothing_plugged_in(address: str) -> None:
    assert printer_at(parse_address(address), EPSON_80).send(b"x") == UNREACHABLE


def test_screen_confirms_at_once() -> None:
    assert ScreenPrinter(EPSON_80).send(b"x") == SHOWN


def test_folder_keeps_each_job(tmp_path: Path) -> None:
    printer = printer_at(parse_address(f"file:{tmp_path}"), EPSON_80)
    assert isinstance(printer, FolderPrinter)
    assert [printer.send(b"one"), printer.send(b"two")] == [CONFIRMED, CONFIRMED]
    assert [path.read_bytes() for path in sorted(tmp_path.iterdir())] == [b"one", b"two"]
    assert (tmp_path / "00002.escpos").exists()


def test_folder_that_is_gone(tmp_path: Path) -> None:
    assert FolderPrinter(tmp_path / "gone", EPSON_80).send(b"x") == UNREACHABLE


def test_regular_file_is_appended_to(tmp_path: Path) -> None:
    printer = FilePrinter(tmp_path / "paper", EPSON_80)
    assert [printer.send(b"one"), printer.send(b"two")] == [SENT, SENT]
    assert (tmp_path / "paper").read_bytes() == b"onetwo"


def test_device_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    assert FilePrinter(Path("/dev/no-such-printer"), EPSON_80).send(b"x") == UNREACHABLE
    assert FilePrinter(tmp_path / "no" / "folder", EPSON_80).send(b"x") == UNREACHABLE


@posix_only
class TestPipe:
    """A named pipe behaves as a device that takes bytes slowly, or not at all."""

    def test_slow_device_gets_everything(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "device")
        reader = os.open(tmp_path / "device", os.O_RDONLY | os.O_NONBLOCK)
        os.set_blocking(reader, True)
        read: list[bytes] = []

        def drain() -> None:
            while sum(map(len, read)) < 300_000:
                read.append(os.read(reader, 4096))

        thread = threading.Thread(target=drain)
        thread.start()
        assert FilePrinter(tmp_path / "device", EPSON_80).send(b"x" * 300_000) == SENT
        thread.join(5)
        os.close(reader)
        assert sum(map(len, read)) == 300_000

    def test_device_that_takes_no_more(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("printing.printers.WRITE_SECONDS_MAX", 0.1)
        os.mkfifo(tmp_path / "device")
        reader = os.open(tmp_path / "device", os.O_RDONLY | os.O_NONBLOCK)
        outcome = FilePrinter(tmp_path / "device", EPSON_80).send(b"x" * 300_000)
        os.close(reader)
        assert outcome == Outcome(JobState.FAILED, Failure.STALLED, reached_paper=True)

    def test_device_switched_off(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "device")
        assert FilePrinter(tmp_path / "device", EPSON_80).send(b"x") == UNREACHABLE

    def test_full_disk_behind_the_file(self) -> None:
        if not Path("/dev/full").exists():
            pytest.skip("no /dev/full here")
        outcome = FilePrinter(Path("/dev/full"), EPSON_80).send(b"x")
        assert outcome == Outcome(JobState.FAILED, Failure.RESET, reached_paper=False)


@posix_only
class TestCups:
    @pytest.fixture
    def queue(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
        return tmp_path

    def command(self, folder: Path, script: str) -> None:
        (folder / "lp").write_text(f"#!/bin/sh\n{script}\n")
        (folder / "lp").chmod(stat.S_IRWXU)

    def test_raw_to_the_named_queue(self, queue: Path) -> None:
        self.command(queue, f'echo "$@" > {queue}/arguments; cat > {queue}/data')
        assert CupsPrinter("front desk; rm", EPSON_80).send(b"\x1b@paper") == SENT
        assert (queue / "data").read_bytes() == b"\x1b@paper"
        assert (queue / "arguments").read_text() == "-d front desk; rm -o raw -t Civic Counter\n"

    def test_default_queue(self, queue: Path) -> None:
        self.command(queue, f'echo "$@" > {queue}/arguments; cat > /dev/null')
        assert CupsPrinter("", EPSON_80).send(b"x") == SENT
        assert "-d" not in (queue / "arguments").read_text().split()

    def test_exit_code_counts(self, queue: Path) -> None:
        self.command(queue, "cat > /dev/null; exit 1")
        assert CupsPrinter("gone", EPSON_80).send(b"x") == Outcome(JobState.FAILED, Failure.REJECTED, False)

    def test_command_that_cannot_run(self, queue: Path) -> None:
        (queue / "lp").write_bytes(b"\x7fELF not really")
        (queue / "lp").chmod(stat.S_IRWXU)
        assert CupsPrinter("x", EPSON_80).send(b"x") == UNREACHABLE

    def test_command_that_hangs(self, queue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("printing.printers._QUEUE_SECONDS_MAX", 0.2)
        self.command(queue, "exec sleep 5")
        assert CupsPrinter("x", EPSON_80).send(b"x") == Outcome(JobState.FAILED, Failure.STALLED)

    def test_system_without_queues(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        assert CupsPrinter("x", EPSON_80).send(b"x") == UNREACHABLE


class WindowsError_(Exception):
    """What the spooler raises."""


class FakeWindowsSpooler:
    """The functions of win32print that we call."""

    error = WindowsError_

    def __init__(self, status: int = 0) -> None:
        self.status = status
        self.calls: list[str] = []
        self.data = b""
        self.takes_at_most: int | None = None
        self.fails_at = ""

    def GetDefaultPrinter(self) -> str:
        self._call("GetDefaultPrinter")
        return "Default"

    def OpenPrinter(self, name: str) -> SimpleNamespace:
        self._call("OpenPrinter")
        return SimpleNamespace(name=name)

    def GetPrinter(self, printer: Any, level: int) -> dict[str, int]:
        self._call("GetPrinter")
        return {"Status": self.status}

    def StartDocPrinter(self, printer: Any, level: int, info: tuple[str, str | None, str]) -> None:
        self._call("StartDocPrinter")
        assert info[2] == "RAW"

    def WritePrinter(self, printer: Any, data: bytes) -> int:
        self._call("WritePrinter")
        self.data = data
        return len(data) if self.takes_at_most is None else self.takes_at_most

    def EndDocPrinter(self, printer: Any) -> None:
        self._call("EndDocPrinter")

    def ClosePrinter(self, printer: Any) -> None:
        self._call("ClosePrinter")

    def _call(self, name: str) -> None:
        self.calls.append(name)
        if name == self.fails_at:
            raise WindowsError_(name)


class TestWindows:
    def test_raw_through_the_spooler(self) -> None:
        spooler = FakeWindowsSpooler()
        assert WindowsPrinter("EPSON", EPSON_80, spooler).send(b"paper") == SENT
        assert spooler.data == b"paper"
        assert spooler.calls[-2:] == ["EndDocPrinter", "ClosePrinter"]

    def test_default_printer(self) -> None:
        spooler = FakeWindowsSpooler()
        assert WindowsPrinter("", EPSON_80, spooler).send(b"paper") == SENT
        assert spooler.calls[0] == "GetDefaultPrinter"

    @pytest.mark.parametrize(
        ("status", "failure"),
        [
            (0x400000, Failure.COVER_OPEN),
            (0x10, Failure.PAPER_OUT),
            (0x400010, Failure.COVER_OPEN),
            (0x8, Failure.PRINTER_ERROR),
            (0x2, Failure.PRINTER_ERROR),
            (0x80, Failure.OFFLINE),
        ],
    )
    def test_known_faults_send_nothing(self, status: int, failure: Failure) -> None:
        spooler = FakeWindowsSpooler(status)
        assert WindowsPrinter("EPSON", EPSON_80, spooler).send(b"x") == Outcome(JobState.FAILED, failure, False)
        assert spooler.data == b""

    def test_no_such_printer(self) -> None:
        spooler = FakeWindowsSpooler()
        spooler.fails_at = "OpenPrinter"
        assert WindowsPrinter("EPSON", EPSON_80, spooler).send(b"x") == UNREACHABLE

    @pytest.mark.parametrize("step", ["GetPrinter", "StartDocPrinter", "WritePrinter", "EndDocPrinter"])
    def test_rejected_on_the_way(self, step: str) -> None:
        spooler = FakeWindowsSpooler()
        spooler.fails_at = step
        outcome = WindowsPrinter("EPSON", EPSON_80, spooler).send(b"x")
        assert (outcome.state, outcome.failure) == (JobState.FAILED, Failure.REJECTED)
        assert outcome.reached_paper == (step in ("WritePrinter", "EndDocPrinter"))
        assert spooler.calls[-1] == "ClosePrinter"

    def test_short_write(self) -> None:
        spooler = FakeWindowsSpooler()
        spooler.takes_at_most = 1
        assert WindowsPrinter("EPSON", EPSON_80, spooler).send(b"xyz") == Outcome(JobState.FAILED, Failure.STALLED)

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows has its spooler")
    def test_not_on_windows(self) -> None:
        assert WindowsPrinter("EPSON", EPSON_80).send(b"x") == UNREACHABLE
