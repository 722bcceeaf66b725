"""A bad network on loopback: a TCP proxy between workstations and the centre that loses, cuts and delays bytes.

A fault strikes a request that has grown beyond `from_bytes`, so that a test chooses between "from now on" (0) and "in
the middle of a push", which alone is so large.
"""

import asyncio
import random
import threading
from collections.abc import Coroutine
from dataclasses import dataclass, field
from enum import StrEnum
from types import TracebackType
from typing import Self

PUSH_BYTES = 8_000
"""Greetings and questions are smaller."""
CHUNK_BYTES = 1 << 14
FLAP_SECONDS = 0.6


class NetworkFault(StrEnum):
    """What happens to the bytes."""

    NONE = "none"
    BLACK_HOLE = "black_hole"
    """Nothing arrives, nobody is told."""
    LOSE_ANSWER = "lose_answer"
    """The request arrives; when the answer comes the connection is cut instead."""
    CUT_REQUEST = "cut_request"
    """The connection is cut in the middle of the request."""
    TRICKLE = "trickle"
    """One byte a second, both ways."""
    FLAP = "flap"
    """Every connection is cut after a moment."""


@dataclass(eq=False)
class _Line:
    """One connection through the proxy. `request`: bytes since the centre last said something."""

    near: asyncio.StreamWriter
    far: asyncio.StreamWriter
    request: int = 0

    @property
    def is_cut(self) -> bool:
        return self.near.transport.is_closing()

    def cut(self) -> None:
        self.near.transport.abort()
        self.far.transport.abort()


@dataclass
class Proxy:
    """Listens at `port` and speaks to `target`. Use as a context manager. `wire`: every byte that passed, if wanted."""

    target: int
    records: bool = False
    fault: NetworkFault = NetworkFault.NONE
    from_bytes: int = 0
    port: int = 0
    struck: int = 0
    wire: bytearray = field(default_factory=bytearray)

    def __enter__(self) -> Self:
        self._lines: set[_Line] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()))
        self._thread.start()
        self._ready.wait(10)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join(10)

    def strike(self, fault: NetworkFault, from_bytes: int = 0) -> None:
        """From now on."""
        self.from_bytes, self.struck, self.fault = from_bytes, 0, fault

    def heal(self) -> None:
        """From now on everything passes; a line that lost something stays as it is."""
        self.fault = NetworkFault.NONE

    async def _serve(self) -> None:
        self._loop, self._ended = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self._begin(self._flap())
        self._ready.set()
        await self._ended.wait()
        server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for line in self._lines:
            line.cut()
        await asyncio.sleep(0)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._begin(self._connect(reader, writer))

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            answers, far = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            writer.transport.abort()
            return
        line = _Line(writer, far)
        self._lines.add(line)
        await asyncio.gather(self._pump(line, reader, far), self._pump(line, answers, writer))
        line.cut()
        self._lines.discard(line)

    async def _pump(self, line: _Line, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        try:
            while not line.is_cut and (chunk := await source.read(CHUNK_BYTES)):
                await self._pass(line, chunk, sink)
        except OSError:
            pass
        line.cut()

    async def _pass(self, line: _Line, chunk: bytes, sink: asyncio.StreamWriter) -> None:
        asks = sink is line.far
        fault = self.fault if line.request + len(chunk) * asks > self.from_bytes else NetworkFault.NONE
        line.request = line.request + len(chunk) if asks else 0
        if self.records:
            self.wire += chunk
        match fault:
            case NetworkFault.BLACK_HOLE:
                self.struck += 1
                return
            case NetworkFault.LOSE_ANSWER if not asks:
                self.struck += 1
                line.cut()
            case NetworkFault.CUT_REQUEST if asks:
                self.struck += 1
                sink.write(chunk[: len(chunk) // 2])
                await sink.drain()
                line.cut()
            case NetworkFault.TRICKLE:
                self.struck += 1
                await self._trickle(chunk, sink)
            case _:
                sink.write(chunk)
                await sink.drain()

    async def _trickle(self, chunk: bytes, sink: asyncio.StreamWriter) -> None:
        for place in range(len(chunk)):
            sink.write(chunk[place : place + 1])
            await asyncio.sleep(1)
            if self.fault is not NetworkFault.TRICKLE or sink.is_closing():
                sink.write(chunk[place + 1 :])
                return

    async def _flap(self) -> None:
        chance = random.Random(1)
        while True:
            await asyncio.sleep(chance.uniform(0, FLAP_SECONDS))
            if self.fault is NetworkFault.FLAP:
                for line in list(self._lines):
                    self.struck += 1
                    line.cut()
