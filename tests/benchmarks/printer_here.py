"""`python -m tests.benchmarks.printer_here`: the scripted printer in a process of its own, as far as a network is.

Writes its port, then for each job the instant of its first byte: `time.perf_counter`, whose clock all processes of a
machine share. Ends when its input does.
"""

import sys

from tests.fakes.printer import FakePrinter


class _Telling(list[float]):
    """Says every instant as soon as it is known."""

    def append(self, at: float) -> None:
        """Adds it and writes it down."""
        super().append(at)
        _say(repr(at))


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    with FakePrinter() as printer:
        printer.first_byte_at = _Telling()
        _say(str(printer.port))
        sys.stdin.read()
