"""Ports against real sockets and a real pseudo-terminal."""

import os
import socket
import sys
import threading

import pytest

from app.print_jobs.types import CONFIRMED
from printing.answering_printer import AnsweringPrinter, Patience
from printing.ports import NetworkPort, PortBroken, PortStalled, PortUnreachable, SerialPort
from printing.profiles import EPSON_80
from tests.fakes.printer import FakePrinter, PrinterModel, Script

HASTE = Patience(status=0.5, status_of_mute=0.05, paper=1.0, paper_of_mute=0.1, ask_again=0.05)


def test_network_reads_what_comes_and_nothing_when_nothing_comes() -> None:
    with FakePrinter() as fake:
        port = NetworkPort("127.0.0.1", fake.port)
        assert port.read(0.01) == b""
        port.write(b"\x10\x04\x01")
        assert port.read(2) == b"\x12"
        port.close()


def test_network_closed_by_the_printer() -> None:
    with FakePrinter(Script(hangs_up_when_asked=True)) as fake:
        port = NetworkPort("127.0.0.1", fake.port)
        port.write(b"\x10\x04\x01")
        with pytest.raises(PortBroken):
            port.read(2)
        port.close()


def test_network_unreachable() -> None:
    with pytest.raises(PortUnreachable):
        NetworkPort("127.0.0.1", 1)


def test_a_printer_that_refuses_for_a_moment_is_waited_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as first:
        number = first.getsockname()[1]
    opened: list[socket.socket] = []
    later = threading.Timer(0.15, lambda: opened.append(socket.create_server(("127.0.0.1", number))))
    later.start()
    port = NetworkPort("127.0.0.1", number)
    later.join()
    port.close()
    opened[0].close()


def test_serial_line_through_a_socket() -> None:
    with FakePrinter() as fake:
        printer = AnsweringPrinter(lambda: SerialPort(f"socket://127.0.0.1:{fake.port}", 9600), EPSON_80, HASTE)
        assert printer.send(b"serial\n") == CONFIRMED
        fake.wait_for_jobs(1)
        assert fake.printed == [b"serial\n"]


def test_serial_line_broken() -> None:
    with FakePrinter(Script(hangs_up_when_asked=True)) as fake:
        port = SerialPort(f"socket://127.0.0.1:{fake.port}", 9600)
        port.write(b"\x10\x04\x01")
        with pytest.raises(PortBroken):
            port.read(2)
        port.close()


@pytest.mark.parametrize("device", ["/dev/no-such-line", "socket://127.0.0.1:1", "nonsense://"])
def test_serial_unreachable(device: str) -> None:
    with pytest.raises(PortUnreachable):
        SerialPort(device, 9600)


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")
class TestTerminal:
    def test_prints_and_confirms(self) -> None:
        ours, theirs = os.openpty()
        model = PrinterModel()

        def serve() -> None:
            while True:
                try:
                    received = os.read(ours, 256)
                except OSError:
                    return
                os.write(ours, model.feed(received))

        threading.Thread(target=serve, daemon=True).start()
        printer = AnsweringPrinter(lambda: SerialPort(os.ttyname(theirs), 38400), EPSON_80, HASTE)
        assert printer.send(b"over the line\n") == CONFIRMED
        assert bytes(model.paper) == b"over the line\n"
        os.close(theirs)

    def test_line_that_takes_no_more(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("printing.ports.WRITE_SECONDS_MAX", 0.1)
        ours, theirs = os.openpty()
        port = SerialPort(os.ttyname(theirs), 38400)
        with pytest.raises(PortStalled):
            port.write(b"x" * 200_000)
        port.close()
        os.close(ours)
        os.close(theirs)
