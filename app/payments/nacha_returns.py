"""Reads a bank's NACHA return file: records of 94 characters, return addenda 799, held to every count, hash and total.

A file is read whole or not at all: the first record that is wrong is named by its number. Account numbers and names in
it are private and are never kept. Format: NACHA operating rules, appendix three; return codes in columns 4–6 of the
addenda, the original trace in 7–21 (domain rules §11).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

import msgspec

from app.errors import Refused

FILE_BYTES_MAX = 20_000_000
RECORD_LENGTH = 94
_HASH_DIGITS = 10
_RETURNED_DEBITS, _RETURNED_CREDITS = ("26", "36"), ("21", "31")
_CHANGE_NOTICE = "98"


class NachaRefusal(StrEnum):
    """Why a file is not read, in the order in which it is tested; `record` counts from 1."""

    TOO_LARGE = "too_large"
    EMPTY = "empty"
    NOT_TEXT = "not_text"
    RECORD_LENGTH = "record_length"
    RECORD_OUT_OF_PLACE = "record_out_of_place"
    FIELD_WRONG = "field_wrong"
    COUNT_WRONG = "count_wrong"
    HASH_WRONG = "hash_wrong"
    TOTAL_WRONG = "total_wrong"
    ENDS_TOO_SOON = "ends_too_soon"


class ReturnEntry(msgspec.Struct, frozen=True):
    """One returned entry. `number`: of the check that it was made from, "" where there is none; amounts in cents.

    `trace` names the return, `original_trace` the entry that it takes back; `routing_number` nine digits.
    """

    trace: str
    original_trace: str
    reason: str
    amount_cents: int
    routing_number: str
    number: str


@dataclass(frozen=True)
class ReturnFile:
    """What a file says. `notices`: how many notifications of change it holds, which move no money."""

    created_on: date
    entries: tuple[ReturnEntry, ...]
    notices: int


@dataclass
class _Sums:
    """What control records must repeat."""

    records: int = 0
    hash: int = 0
    debit_cents: int = 0
    credit_cents: int = 0

    def add(self, other: "_Sums") -> None:
        self.records += other.records
        self.hash += other.hash
        self.debit_cents += other.debit_cents
        self.credit_cents += other.credit_cents


@dataclass
class _State:
    """Where in the file the reader is: what was seen, and the entry whose addenda is to come."""

    records: Sequence[str]
    created_on: date | None = None
    in_batch: bool = False
    batches: int = 0
    entry: str = ""
    of_batch: _Sums = field(default_factory=_Sums)
    of_file: _Sums = field(default_factory=_Sums)
    found: list[ReturnEntry] = field(default_factory=list)
    notices: int = 0
    ended: bool = False


def read_returns(content: bytes) -> ReturnFile:
    """Reads a whole file. Raises Refused(NachaRefusal) with the number of the first record that is wrong."""
    records = list(_records(content))
    state = _State(records)
    for number, record in enumerate(records, 1):
        _take(state, number, record)
    if not state.ended or state.created_on is None:
        raise Refused(NachaRefusal.ENDS_TOO_SOON, record=len(records))
    return ReturnFile(state.created_on, tuple(state.found), state.notices)


def _records(content: bytes) -> Iterator[str]:
    """Lines, or a stream without line ends cut every 94 characters."""
    if len(content) > FILE_BYTES_MAX:
        raise Refused(NachaRefusal.TOO_LARGE, megabytes=FILE_BYTES_MAX // 1_000_000)
    if not content.strip():
        raise Refused(NachaRefusal.EMPTY)
    try:
        text = content.decode("ascii")
    except UnicodeDecodeError as error:
        raise Refused(NachaRefusal.NOT_TEXT, record=content[: error.start].count(b"\n") + 1) from error
    lines = text.splitlines()
    if len(lines) == 1 and len(text) % RECORD_LENGTH == 0:
        lines = [text[at : at + RECORD_LENGTH] for at in range(0, len(text), RECORD_LENGTH)]
    for number, line in enumerate(lines, 1):
        if len(line) != RECORD_LENGTH:
            raise Refused(NachaRefusal.RECORD_LENGTH, record=number, length=len(line), expected=RECORD_LENGTH)
        yield line


def _take(state: _State, number: int, record: str) -> None:
    """One record: in its place, its fields right, added to what the control records must say."""
    kind = record[0]
    if state.ended:
        _require(record == "9" * RECORD_LENGTH, NachaRefusal.RECORD_OUT_OF_PLACE, number)
        return
    expects_addenda = bool(state.entry)
    _require(kind in "156789" and expects_addenda == (kind == "7"), NachaRefusal.RECORD_OUT_OF_PLACE, number)
    in_place = {
        "1": number == 1,
        "5": number > 1 and not state.in_batch,
        "6": state.in_batch,
        "7": state.in_batch,
        "8": state.in_batch,
        "9": number > 1 and not state.in_batch,
    }
    _require(in_place[kind] and (number > 1 or kind == "1"), NachaRefusal.RECORD_OUT_OF_PLACE, number)
    _READERS[kind](state, number, record)


def _file_header(state: _State, number: int, record: str) -> None:
    _require(record[34:37] == "094", NachaRefusal.FIELD_WRONG, number)
    try:
        state.created_on = datetime.strptime(record[23:29], "%y%m%d").date()  # noqa: DTZ007 - a day, not an instant
    except ValueError as error:
        raise Refused(NachaRefusal.FIELD_WRONG, record=number) from error


def _batch_header(state: _State, number: int, record: str) -> None:
    _digits(record[1:4], number)
    state.in_batch, state.of_batch = True, _Sums()
    state.batches += 1


def _entry(state: _State, number: int, record: str) -> None:
    code, routing, cents = record[1:3], record[3:12], _digits(record[29:39], number)
    _require(code in (*_RETURNED_DEBITS, *_RETURNED_CREDITS), NachaRefusal.FIELD_WRONG, number)
    _digits(routing, number)
    _require(record[78] == "1", NachaRefusal.FIELD_WRONG, number)
    is_debit = code in _RETURNED_DEBITS
    state.of_batch.add(_Sums(1, int(routing[:8]), cents if is_debit else 0, 0 if is_debit else cents))
    state.entry = record


def _addenda(state: _State, number: int, record: str) -> None:
    entry, state.entry = state.entry, ""
    _digits(record[79:94], number)
    state.of_batch.records += 1
    if record[1:3] == _CHANGE_NOTICE:
        state.notices += 1
        return
    _require(record[1:3] == "99" and bool(re.fullmatch(r"R\d\d", record[3:6])), NachaRefusal.FIELD_WRONG, number)
    _digits(record[6:21], number)
    state.found.append(
        ReturnEntry(
            trace=entry[79:94],
            original_trace=record[6:21],
            reason=record[3:6],
            amount_cents=int(entry[29:39]),
            routing_number=entry[3:12],
            number=_check_number(entry[39:54]),
        )
    )


def _check_number(typed: str) -> str:
    """The check's number without leading zeros, where the field holds one."""
    first = typed.split()[:1]
    return first[0].lstrip("0") if first and first[0].isdigit() else ""


def _batch_control(state: _State, number: int, record: str) -> None:
    _hold(state.of_batch, record[4:10], record[10:20], record[20:32], record[32:44], number)
    state.of_file.add(state.of_batch)
    state.in_batch = False


def _file_control(state: _State, number: int, record: str) -> None:
    _require(_digits(record[1:7], number) == state.batches, NachaRefusal.COUNT_WRONG, number)
    _hold(state.of_file, record[13:21], record[21:31], record[31:43], record[43:55], number)
    state.ended = True


def _hold(sums: _Sums, records: str, hashed: str, debit: str, credit: str, number: int) -> None:
    _require(_digits(records, number) == sums.records, NachaRefusal.COUNT_WRONG, number)
    _require(_digits(hashed, number) == sums.hash % 10**_HASH_DIGITS, NachaRefusal.HASH_WRONG, number)
    totals = (_digits(debit, number), _digits(credit, number))
    _require(totals == (sums.debit_cents, sums.credit_cents), NachaRefusal.TOTAL_WRONG, number)


def _digits(text: str, number: int) -> int:
    _require(text.isascii() and text.isdigit(), NachaRefusal.FIELD_WRONG, number)
    return int(text)


def _require(holds: bool, refusal: NachaRefusal, number: int) -> None:
    if not holds:
        raise Refused(refusal, record=number)


_READERS = {
    "1": _file_header,
    "5": _batch_header,
    "6": _entry,
    "7": _addenda,
    "8": _batch_control,
    "9": _file_control,
}
