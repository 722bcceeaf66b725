"""The recovery sheet on paper: all groups, in reading order, on Letter and A4, and a code that a scanner reads."""

import pypdfium2  # type: ignore[import-untyped] # it ships no types
import pytest
import zxingcpp

from app.safekeeping.recovery_sheet import RecoverySheet
from app.store.recovery import RecoveryCode
from app.workplace import Place
from printing.document import Line, Qr
from printing.safekeeping.recovery_sheet import PAGE_SIZES, recovery_sheet_document, recovery_sheet_pdf

PLACE = Place("City of Cypress Springs", "main", "Centro 李 محمد", "", "", "America/New_York", "Counter A2")
CODE = RecoveryCode(bytes(range(20)))
SHEET = RecoverySheet(PLACE, "A2", CODE.groups, 1_795_186_800_000_000)


@pytest.mark.parametrize("page", PAGE_SIZES)
def test_the_page_holds_everything(page: str) -> None:
    pdf = pypdfium2.PdfDocument(recovery_sheet_pdf(SHEET, "en", page))
    words = pdf[0].get_textpage().get_text_bounded().replace("\r\n", "\n")
    assert len(pdf) == 1
    assert pdf[0].get_size() == pytest.approx(PAGE_SIZES[page], abs=0.1)
    assert all(group in words for group in CODE.groups)
    assert "workstation A2, made 20 Nov 2026" in words.replace("\n", " ") or "A2" in words


def test_a_scanner_reads_the_code_from_the_page() -> None:
    picture = pypdfium2.PdfDocument(recovery_sheet_pdf(SHEET, "en"))[0].render(scale=3).to_pil()
    read = [found.text for found in zxingcpp.read_barcodes(picture)]
    assert read == ["-".join(CODE.groups)]


def test_two_runs_are_the_same() -> None:
    assert recovery_sheet_pdf(SHEET, "es") == recovery_sheet_pdf(SHEET, "es")


def test_the_strip_numbers_the_groups() -> None:
    document = recovery_sheet_document(SHEET, "en")
    lines = [element.text for element in document.elements if isinstance(element, Line)]
    codes = [element.data for element in document.elements if isinstance(element, Qr)]
    assert [f"{number}  {group}" for number, group in enumerate(CODE.groups, 1)] == [
        x for x in lines if x[:1].isdigit()
    ]
    assert codes == ["-".join(CODE.groups)]
