"""What a receipt printer says of itself (DLE EOT n, answered even while it is offline) and of a finished job.

Bits as in Epson's command reference. No answer means *unknown*, not *fine*: many cheap printers never answer.
"""

from dataclasses import dataclass

from app.print_jobs.types import Failure

_PRINTER, _OFFLINE_CAUSE, _PAPER = 1, 2, 4
SLIP_QUESTION = 5
_OFFLINE_BIT = 0b0000_1000
_COVER_BIT = 0b0000_0100
_ERROR_BIT = 0b0100_0000
_PAPER_END_BITS = 0b0110_0000
_PAPER_LOW_BITS = 0b0000_1100
_WAITS_FOR_SLIP_BIT = 0b0000_1000
_NO_SLIP_BIT = 0b0010_0000  # of the sensor at which printing begins
_IN_ORDER_PAPER_END_BITS = 0b0000_1100

QUESTIONS = (_PRINTER, _OFFLINE_CAUSE, _PAPER)
IN_ORDER_QUESTION = b"\x1dr\x01"
"""GS r 1: paper status, answered only when everything before it has been processed."""

GIVE_UP_SLIP = b"\x10\x05\x03"
"""DLE ENQ 3: stops waiting for a slip and forgets what was to be printed on it."""


@dataclass(frozen=True, slots=True)
class Status:
    """What the printer answered."""

    offline: bool = False
    cover_open: bool = False
    error: bool = False
    paper_out: bool = False
    paper_low: bool = False

    @property
    def failure(self) -> Failure | None:
        """Why it cannot print now; an open cover explains missing paper, and both explain being offline."""
        if self.cover_open:
            return Failure.COVER_OPEN
        if self.paper_out:
            return Failure.PAPER_OUT
        if self.error:
            return Failure.PRINTER_ERROR
        return Failure.OFFLINE if self.offline else None


def question(number: int) -> bytes:
    """DLE EOT n."""
    return b"\x10\x04" + bytes([number])


def is_status(byte: int) -> bool:
    """Whether a byte has the fixed bits of an answer to DLE EOT."""
    return byte & 0b1001_0011 == 0b0001_0010


def status_of(answers: dict[int, int]) -> Status:
    """The status from the answers to the questions that were answered."""
    printer, cause, paper = (answers.get(number, 0) for number in QUESTIONS)
    return Status(
        offline=bool(printer & _OFFLINE_BIT),
        cover_open=bool(cause & _COVER_BIT),
        error=bool(cause & _ERROR_BIT),
        paper_out=bool(paper & _PAPER_END_BITS),
        paper_low=bool(paper & _PAPER_LOW_BITS),
    )


def slip_lies_there(answer: int) -> bool:
    """Whether the answer to DLE EOT 5 sees a paper where printing begins."""
    return not answer & _NO_SLIP_BIT


def waits_for_slip(answer: int) -> bool:
    """Whether the answer to DLE EOT 5 says that the printer waits for a paper."""
    return bool(answer & _WAITS_FOR_SLIP_BIT)


def is_in_order_answer(byte: int) -> bool:
    """Whether a byte can be the answer to GS r 1."""
    return byte & 0b1001_0000 == 0


def is_paper_out_in_order(byte: int) -> bool:
    """Whether the answer to GS r 1 says that the paper ended."""
    return bool(byte & _IN_ORDER_PAPER_END_BITS)


def process_id(digest: bytes) -> bytes:
    """Four of the letters @ to O, none of which looks like an answer to DLE EOT."""
    return bytes(0x40 | byte & 0x0F for byte in digest[:4])


def process_id_request(token: bytes) -> bytes:
    """GS ( H function 48: the printer answers with `process_id_answer` when all before it stands on paper."""
    return b"\x1d(H\x06\x0000" + token


def process_id_answer(token: bytes) -> bytes:
    """Header, identifier, the id, NUL."""
    return b"\x37\x22" + token + b"\x00"
