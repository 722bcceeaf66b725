"""The slip of a pay in or pay out as a golden, and its edges."""

from pathlib import Path

import pytest

from printing.document import Line, Pair
from printing.drawers.pay_in_out import pay_in_out_document
from printing.escpos import receipt_bytes
from printing.profiles import EPSON_80
from resources.texts import LANGUAGES
from tests.factories.slips import PAID_IN, PAID_OUT
from tests.fakes.golden import check_golden
from ui.tour.escpos_decoder import decode


@pytest.mark.parametrize("language", LANGUAGES)
def test_golden(language: str) -> None:
    paper = decode(receipt_bytes(pay_in_out_document(PAID_OUT, language), EPSON_80))
    check_golden(Path(__file__).parents[1] / "golden" / f"paid-out-{language}-48.txt", paper.as_text(48))


def test_money_in_from_the_safe_without_a_second_person() -> None:
    document = pay_in_out_document(PAID_IN, "en")
    lines = [element.text for element in document.elements if isinstance(element, Line)]
    assert lines[2] == "PAID IN" and lines[-2:] == ["Handed over by", "Cashier M. Reyes"]
    assert Pair("Ledger account", "Safe") in document.elements
