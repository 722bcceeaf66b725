"""Bits of the printer's answers, as the command reference has them."""

import pytest

from app.print_jobs.types import Failure
from printing.printer_status import (
    Status,
    is_status,
    process_id,
    process_id_answer,
    process_id_request,
    slip_lies_there,
    status_of,
    waits_for_slip,
)


@pytest.mark.parametrize(
    ("answers", "failure"),
    [
        ({1: 0x12, 2: 0x12, 4: 0x12}, None),
        ({1: 0x12, 2: 0x12, 4: 0x1E}, None),
        ({1: 0x1A, 2: 0x32, 4: 0x72}, Failure.PAPER_OUT),
        ({1: 0x1A, 2: 0x16, 4: 0x72}, Failure.COVER_OPEN),
        ({1: 0x1A, 2: 0x52, 4: 0x12}, Failure.PRINTER_ERROR),
        ({1: 0x1A, 2: 0x12, 4: 0x12}, Failure.OFFLINE),
        ({1: 0x1A}, Failure.OFFLINE),
        ({}, None),
    ],
)
def test_failure(answers: dict[int, int], failure: Failure | None) -> None:
    assert status_of(answers).failure is failure


def test_low_paper_is_no_failure() -> None:
    assert status_of({1: 0x12, 2: 0x12, 4: 0x1E}) == Status(paper_low=True)


def test_process_id_never_looks_like_a_status() -> None:
    for first in range(256):
        answer = process_id_answer(process_id(bytes([first, 255 - first, 0x12, 0x92])))
        assert not any(map(is_status, answer))


def test_process_id_request() -> None:
    assert process_id_request(b"ABCD") == bytes([0x1D, 0x28, 0x48, 6, 0, 0x30, 0x30]) + b"ABCD"


@pytest.mark.parametrize(
    ("answer", "lies_there", "waits"),
    [(0x12, True, False), (0x16, True, False), (0x72, False, False), (0x7E, False, True), (0x52, True, False)],
)
def test_the_slip_station_s_answer(answer: int, lies_there: bool, waits: bool) -> None:
    assert is_status(answer)
    assert (slip_lies_there(answer), waits_for_slip(answer)) == (lies_there, waits)
