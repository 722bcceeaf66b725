"""The slip of a safe drop as a golden: one for the bag, one for the drawer."""

from pathlib import Path

import pytest

from printing.document import Cut
from printing.drawers.safe_drop import safe_drop_document
from printing.escpos import receipt_bytes
from printing.profiles import EPSON_80
from resources.texts import LANGUAGES
from tests.factories.slips import DROPPED
from tests.fakes.golden import check_golden
from ui.tour.escpos_decoder import decode


@pytest.mark.parametrize("language", LANGUAGES)
def test_golden(language: str) -> None:
    document = safe_drop_document(DROPPED, language)
    assert sum(isinstance(element, Cut) for element in document.elements) == 2
    paper = decode(receipt_bytes(document, EPSON_80))
    check_golden(Path(__file__).parents[1] / "golden" / f"safe-drop-{language}-48.txt", paper.as_text(48))
