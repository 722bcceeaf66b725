"""The X report as a golden, and its edges."""

from pathlib import Path

import msgspec
import pytest

from app.reports.x_report import XReport
from printing.document import Line, Pair
from printing.escpos import receipt_bytes
from printing.profiles import EPSON_80
from printing.reports.x_report import x_report_document
from resources.texts import LANGUAGES
from tests.factories.receipts import TAKEN_AT_US
from tests.fakes.golden import check_golden
from ui.tour.escpos_decoder import decode

REPORT = XReport(
    city="City of Cypress Springs",
    office="Utility service center",
    counter="Counter A2",
    drawer="A2",
    cashier="M. Reyes",
    business_date="2026-11-20",
    time_zone="America/New_York",
    opened_at_us=TAKEN_AT_US - 3 * 3_600_000_000,
    made_at_us=TAKEN_AT_US,
    float_cents=20000,
    receipts=18,
    voids=1,
    first_receipt="A2-000301",
    last_receipt="A2-000318",
    taken=(("cash", 12, 154321), ("check", 3, 45000), ("card", 2, 9950)),
    expected=(("cash", 174321), ("check", 45000), ("money_order", 0), ("card", 9950)),
    ledger=(("drawer/A2/cash", 154321), ("receivable/electric", -154321)),
    movements=(
        *(("DrawerOpenedWithoutSale", 1, 0), ("PaidOut", 1, -4500), ("PaymentRefunded", 2, -1300)),
        *(("SafeDropped", 3, -30000), ("TenderCorrected", 1, 0)),
    ),
    earlier_cashiers=(("J. Okafor", TAKEN_AT_US - 3_600_000_000),),
    unknown_cards=2,
    unknown_cards_cents=6920,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_golden(language: str) -> None:
    paper = decode(receipt_bytes(x_report_document(REPORT, language), EPSON_80))
    check_golden(Path(__file__).parents[1] / "golden" / f"x-report-{language}-48.txt", paper.as_text(48))


def test_shift_without_a_receipt() -> None:
    nothing: dict[str, object] = {"receipts": 0, "voids": 0, "first_receipt": None, "last_receipt": None}
    empty = msgspec.structs.replace(REPORT, taken=(), ledger=(), unknown_cards=0, **nothing)
    elements = x_report_document(empty, "en").elements
    assert Pair("Receipts", "0") in elements
    assert not any(isinstance(element, Pair) and "unknown" in element.left for element in elements)
    assert not any(isinstance(element, Pair) and element.left in ("From", "To") for element in elements)
    assert not any(isinstance(element, Line) and element.text == "Postings of this shift" for element in elements)
