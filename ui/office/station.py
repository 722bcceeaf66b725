"""The windows of an office as processes that we started: each ends by its own id, and nothing else does."""

import os
import subprocess
from pathlib import Path
from typing import Self

import msgspec

from app.own_process import own_process
from ui.office.orders import Order, Report
from ui.tour.tour import Done

END_SECONDS = 10
_ROOT = Path(__file__).parents[2]


def start_window(folder: Path, code: str) -> subprocess.Popen[bytes]:
    """A window for a person. In a session of its own: Ctrl+C is for us, who end it."""
    return subprocess.Popen(_command(folder, code), cwd=_ROOT, start_new_session=True)  # noqa: S603 - our own module


def end(process: "subprocess.Popen[bytes]") -> None:
    """Asks it to go, then makes it."""
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class Station:
    """A window that does what it is told, drawn in memory. `pictures`: folder for what it shows and complains of."""

    def __init__(self, process: "subprocess.Popen[bytes]", code: str) -> None:
        self.process, self.code = process, code

    @classmethod
    def start(cls, folder: Path, code: str, pictures: Path) -> Self:
        """It opens while we go on; the first order waits for it."""
        pictures.mkdir(parents=True, exist_ok=True)
        pipe, environment = subprocess.PIPE, {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        command = [*_command(folder, code), str(pictures)]
        with (pictures / "complaints.txt").open("wb") as complaints:
            process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                command, cwd=_ROOT, env=environment, stdin=pipe, stdout=pipe, stderr=complaints, start_new_session=True
            )
        return cls(process, code)

    def carry_out(self, order: Order) -> Report:
        """What became of it; a window that is gone is wrong too."""
        try:
            self._send(order)
            line = self.process.stdout.readline() if self.process.stdout else b""
        except OSError:
            line = b""
        if not line:
            return Report(Done(order.number, order.name, wrong="the window ended (complaints.txt says why)"))
        return msgspec.json.decode(line, type=Report)

    def end(self) -> None:
        """Lets it close its data: nobody gives orders any more."""
        if self.process.stdin:
            self.process.stdin.close()
        try:
            self.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            end(self.process)

    def _send(self, order: Order) -> None:
        if self.process.stdin:
            self.process.stdin.write(msgspec.json.encode(order) + b"\n")
            self.process.stdin.flush()


def _command(folder: Path, code: str) -> list[str]:
    return own_process("ui.office.window", str(folder), code)
