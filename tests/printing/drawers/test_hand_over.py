"""The slip of a hand-over as a golden: both people sign it."""

from pathlib import Path

import msgspec
import pytest

from printing.drawers.hand_over import hand_over_document
from printing.escpos import receipt_bytes
from printing.profiles import EPSON_80
from resources.texts import LANGUAGES
from tests.factories.slips import DROPPED
from tests.fakes.golden import check_golden
from ui.tour.escpos_decoder import decode

HANDED_OVER = msgspec.structs.replace(DROPPED, kind="ShiftHandedOver", bag="", check_cents=24415, money_order_cents=500)


@pytest.mark.parametrize("language", LANGUAGES)
def test_golden(language: str) -> None:
    paper = decode(receipt_bytes(hand_over_document(HANDED_OVER, language), EPSON_80))
    check_golden(Path(__file__).parents[1] / "golden" / f"hand-over-{language}-48.txt", paper.as_text(48))
