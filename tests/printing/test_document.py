"""A document refuses what no printer can print."""

import pytest

from printing.document import Barcode


@pytest.mark.parametrize("data", ["", "Ñ", "line\nfeed"])
def test_barcode_takes_printable_ascii_only(data: str) -> None:
    with pytest.raises(ValueError, match="printable ASCII"):
        Barcode(data)


def test_barcode() -> None:
    assert Barcode("A2-1-000318-K7QF {}").data == "A2-1-000318-K7QF {}"
