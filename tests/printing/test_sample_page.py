"""The test page shows letters, edges and a code, on every paper."""

import pytest

from app.print_jobs.sample_page import SamplePage
from printing.escpos import receipt_bytes
from printing.profiles import PROFILES, Profile
from printing.sample_page import sample_document
from tests.factories.receipts import TAKEN_AT_US
from ui.tour.escpos_decoder import decode

PAGE = SamplePage(
    "City of Cypress Springs",
    "Utility service center",
    "Counter A2",
    "network:192.168.1.40:9100",
    "80mm",
    TAKEN_AT_US,
    "America/New_York",
    "en",
)


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_page(profile: Profile) -> None:
    paper = decode(receipt_bytes(sample_document(PAGE), profile))
    assert any("ñ ¿¡ € $" in text for text in paper.texts)
    assert len(paper.pictures) == 1
    assert paper.qr_codes == ["Counter A2"]
    assert "Right edge" in paper.as_text(profile.columns)
