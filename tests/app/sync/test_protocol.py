"""The words that both sides keep to."""

from enum import StrEnum

import pytest

from app.sync import protocol


@pytest.mark.parametrize("statuses", [protocol.HelloStatus, protocol.PushStatus, protocol.GenerationStatus])
def test_each_status_is_its_name_in_small_letters_and_ok_is_tested_last(statuses: type[StrEnum]) -> None:
    assert [status.value for status in statuses] == [status.name.lower() for status in statuses]
    assert list(statuses)[-1].name == "OK" and next(iter(statuses)).name == "OLD_PROTOCOL"


def test_cursors_are_ordered_by_transaction_first() -> None:
    later = protocol.Cursor(2, "A1", 1, 1)
    assert protocol.START < protocol.Cursor(1, "B9", 3, 900) < later < protocol.Cursor(2, "A1", 1, 2)
