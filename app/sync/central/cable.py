"""A network cable that can be pulled: the demo of an office and its tests put one between workstation and centre.

    python -m app.sync.central.cable PORT SERVER_PORT

passes bytes on between two ports of this machine until it is killed; then the port is closed and every connection
over it is broken, as when somebody pulls the plug. It ends by itself when whoever started it is gone.
"""

import asyncio
import os
import socket
import subprocess
import sys
from contextlib import suppress

from app.errors import Unavailable
from app.own_process import own_process
from app.sync.central.private_cluster import ClusterFailure

HOST = "127.0.0.1"
_READY = b"ready\n"
_PIECE_BYTES = 1 << 16
_LOOK_SECONDS = 1.0


class Cable:
    """`port` is where the workstation connects, plugged in or not."""

    def __init__(self, server_port: int) -> None:
        self.port, self._server_port = _free_port(), server_port
        self._process: subprocess.Popen[bytes] | None = None

    def plug_in(self) -> None:
        """Returns once connections come through. Raises Unavailable(DID_NOT_START)."""
        command = own_process("app.sync.central.cable", str(self.port), str(self._server_port))
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, start_new_session=True
        )
        self._process = process
        if process.stdout is None or process.stdout.readline() != _READY:
            self.pull()
            raise Unavailable(ClusterFailure.DID_NOT_START, detail=f"port {self.port}")

    def pull(self) -> None:
        """Every connection over it breaks, and nobody can make one."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
        self._process = None


async def _carry(port: int, server_port: int) -> None:
    """Until whoever started this is gone."""

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            there_reader, there_writer = await asyncio.open_connection(HOST, server_port)
            await asyncio.gather(_pass_on(reader, there_writer), _pass_on(there_reader, writer))
        writer.close()

    parent = os.getppid()
    async with await asyncio.start_server(meet, HOST, port):
        sys.stdout.buffer.write(_READY)
        sys.stdout.flush()
        while os.getppid() == parent:
            await asyncio.sleep(_LOOK_SECONDS)


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while piece := await reader.read(_PIECE_BYTES):
            writer.write(piece)
            await writer.drain()
    writer.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    asyncio.run(_carry(int(sys.argv[1]), int(sys.argv[2])))
