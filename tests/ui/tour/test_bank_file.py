"""The tour's bank file is one that the rules of NACHA know, though none of the program's code made it."""

import pytest

from app.errors import Refused
from app.payments.nacha_returns import read_returns
from ui.tour.bank_file import Returned, bank_file


def test_it_is_read_as_it_was_meant() -> None:
    file = read_returns(bank_file(Returned("2217", 14_210, "R02", 1), Returned("9", 500, "R01", 2)))
    found = [(entry.number, entry.amount_cents, entry.reason, entry.trace) for entry in file.entries]
    assert found == [("2217", 14_210, "R02", "021000020000001"), ("9", 500, "R01", "021000020000002")]


def test_a_record_that_lost_a_sign_is_refused() -> None:
    with pytest.raises(Refused, match="RECORD_LENGTH"):
        read_returns(bank_file(Returned("2217", 14_210, "R02", 1)).replace(b"R02", b"R0", 1))
