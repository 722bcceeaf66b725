"""The fake printer answers the same wherever the network cuts what was sent."""

import pytest

from tests.fakes.printer import PrinterModel

JOB = b"\x1b@CITY OF CYPRESS SPRINGS\n\x1d(k\x03\x001Q0\x1dV\x00"
ASKED = b"\x1d(H\x06\x0000ABCD"


@pytest.mark.parametrize("cut", range(1, len(JOB + ASKED)))
def test_a_question_in_two_pieces_is_answered(cut: int) -> None:
    model = PrinterModel()
    sent = JOB + ASKED
    answers = model.feed(sent[:cut]) + model.feed(sent[cut:])
    assert bytes(model.paper) == JOB
    assert b"ABCD" in answers


def test_status_in_two_pieces_is_answered() -> None:
    model = PrinterModel()
    assert model.feed(JOB + b"\x10") == b""
    assert len(model.feed(b"\x04\x01")) == 1
    assert bytes(model.paper) == JOB
