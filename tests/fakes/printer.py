"""A receipt printer that follows a script: answers DLE EOT, GS r and GS ( H, runs out of paper, goes mute, hangs up.

`PrinterModel` is the printer itself, bytes in and answers out; `FakePrinter` puts it behind TCP on 127.0.0.1, on a port
that the system chooses. What a job left on paper is in `printed`, one entry a connection; decode it with
`ui.tour.escpos_decoder`.
"""

import contextlib
import socket
import struct
import threading
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

ONLINE, OFFLINE = 0x12, 0x1A
COVER_OPEN_CAUSE, PAPER_END_CAUSE, ERROR_CAUSE = 0x16, 0x32, 0x52
_QUESTIONS = (b"\x10\x04", b"\x10\x05", b"\x1dr", b"\x1d(H")
_BEGUN = (b"\x10", b"\x1d", b"\x1d(")
"""What a question may begin with where the network cuts it in two."""
NO_SLIP, WAITS_FOR_SLIP = 0x60, 0x08
SLIP_CHOSEN = b"\x1bc0\x04"
PAPER_THERE, PAPER_LOW, PAPER_END = 0x12, 0x1E, 0x72


@dataclass
class Script:
    """What goes wrong. Change it while the printer runs; numbers of bytes count within one connection."""

    paper_out: bool = False
    paper_out_after: int | None = None
    cover_open: bool = False
    paper_low: bool = False
    head_error: bool = False
    mute: bool = False
    ignores_process_id: bool = False
    hangs_up_after: int | None = None
    resets_after: int | None = None
    stops_reading_after: int | None = None
    seconds_before_answer: float = 0.0
    seconds_before_paper: float = 0.0
    hangs_up_when_asked: bool = False
    no_slip: bool = False
    slip_taken_out: bool = False
    """The paper is seen, then gone before the first line: the printer waits for another."""


@dataclass
class PrinterModel:
    """One printer: `feed` bytes, get its answers. `paper` holds all but the questions it answers at once."""

    script: Script = field(default_factory=Script)
    paper: bytearray = field(default_factory=bytearray)
    _pending: bytearray = field(default_factory=bytearray)
    _waits_for_slip: bool = False
    gave_up: bool = False

    def feed(self, data: bytes) -> bytes:
        """Answers to what is complete in the stream so far; the rest waits for more."""
        self._pending += data
        answers = bytearray()
        while True:
            taken, answer = self._next()
            if not taken:
                return bytes(answers)
            del self._pending[:taken]
            answers += answer

    @property
    def out_of_paper(self) -> bool:
        """True from the start or once the script's amount has been printed."""
        limit = self.script.paper_out_after
        return self.script.paper_out or (limit is not None and len(self.paper) >= limit)

    def _next(self) -> tuple[int, bytes]:
        pending = bytes(self._pending)
        if pending.startswith(b"\x10\x04"):
            return (3, self._status(pending[2])) if len(pending) >= 3 else (0, b"")
        if pending.startswith(b"\x10\x05"):
            return (3, self._give_up()) if len(pending) >= 3 else (0, b"")
        if pending.startswith(b"\x1dr"):
            return (3, self._in_order()) if len(pending) >= 3 else (0, b"")
        if pending.startswith(b"\x1d(H"):
            return (11, self._process_id(pending[7:11])) if len(pending) >= 11 else (0, b"")
        if not pending or pending in _BEGUN:
            return 0, b""
        return self._print(pending)

    def _print(self, pending: bytes) -> tuple[int, bytes]:
        """Everything up to the next question goes on paper; what may be the beginning of one waits for the rest."""
        ends = [at for mark in _QUESTIONS if (at := pending.find(mark, 1)) > 0]
        begun = max((len(part) for part in _BEGUN if pending.endswith(part)), default=0)
        taken = min(ends, default=len(pending) - begun)
        self._waits_for_slip |= self.script.slip_taken_out and SLIP_CHOSEN in pending
        if self._waits_for_slip:
            return taken, b""
        if not self.out_of_paper:
            limit = self.script.paper_out_after
            room = taken if limit is None else min(taken, limit - len(self.paper))
            self.paper += pending[:room]
        return taken, b""

    def _status(self, number: int) -> bytes:
        script = self.script
        if script.mute:
            return b""
        time.sleep(script.seconds_before_answer)
        stopped = self.out_of_paper or script.cover_open or script.head_error
        answers = {
            1: OFFLINE if stopped else ONLINE,
            2: ONLINE
            | (COVER_OPEN_CAUSE if script.cover_open else 0)
            | (PAPER_END_CAUSE if self.out_of_paper else 0)
            | (ERROR_CAUSE if script.head_error else 0),
            3: ONLINE,
            5: ONLINE | (NO_SLIP if script.no_slip else 0) | (WAITS_FOR_SLIP if self._waits_for_slip else 0),
            4: PAPER_END if self.out_of_paper else PAPER_LOW if script.paper_low else PAPER_THERE,
        }
        return bytes([answers[number]])

    def _give_up(self) -> bytes:
        """DLE ENQ 3: the waiting is over, and what was to be printed is forgotten."""
        self.gave_up, self._waits_for_slip = True, False
        return b""

    def _in_order(self) -> bytes:
        if self.script.mute:
            return b""
        time.sleep(self.script.seconds_before_paper)
        return b"\x0c" if self.out_of_paper else b"\x00"

    def _process_id(self, token: bytes) -> bytes:
        stands_still = self.out_of_paper or self._waits_for_slip
        if self.script.mute or self.script.ignores_process_id or stands_still:
            return b""
        time.sleep(self.script.seconds_before_paper)
        return b"\x37\x22" + token + b"\x00"


class FakePrinter:
    """The printer on TCP, serving one connection after another; a context manager."""

    def __init__(self, script: Script | None = None) -> None:
        self.script = script or Script()
        self.jobs: list[bytes] = []
        self.first_byte_at: list[float] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._served = threading.Condition()

    @property
    def address(self) -> str:
        """As settings write it."""
        return f"network:127.0.0.1:{self.port}"

    @property
    def printed(self) -> list[bytes]:
        """What stands on paper, one entry a connection that brought any."""
        return [job for job in self.jobs if job]

    def wait_for_jobs(self, count: int, seconds: float = 20.0) -> None:
        """Returns when `count` connections that printed something have ended. Raises TimeoutError."""
        with self._served:
            if not self._served.wait_for(lambda: len(self.printed) >= count, seconds):
                raise TimeoutError(f"{len(self.printed)} of {count} jobs printed")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Switches it off: later connections are refused."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            model = PrinterModel(self.script)
            with connection, contextlib.suppress(OSError):
                self._talk(connection, model)
            with self._served:
                self.jobs.append(bytes(model.paper))
                self._served.notify_all()

    def _talk(self, connection: socket.socket, model: PrinterModel) -> None:
        while received := connection.recv(256):
            before = len(model.paper)
            answers = model.feed(received)
            if not before and model.paper:
                self.first_byte_at.append(time.perf_counter())
            if self._breaks_off(connection, len(model.paper), bool(answers)):
                return
            connection.sendall(answers)

    def _breaks_off(self, connection: socket.socket, printed: int, asked: bool) -> bool:
        script = self.script
        if script.resets_after is not None and printed >= script.resets_after:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return True
        if script.stops_reading_after is not None and printed >= script.stops_reading_after:
            self._stand_still(connection)
            return True
        hung_up = script.hangs_up_after is not None and printed >= script.hangs_up_after
        return hung_up or (script.hangs_up_when_asked and asked)

    def _stand_still(self, connection: socket.socket) -> None:
        """Reads nothing more until switched off or, at most, ten seconds."""
        until = time.monotonic() + 10
        while time.monotonic() < until and self._listener.fileno() >= 0:
            time.sleep(0.02)
