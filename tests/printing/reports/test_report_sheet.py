"""A report on paper, read back from its PDF: what was asked, every section, totals, page numbers."""

from pathlib import Path

import pypdfium2  # type: ignore[import-untyped] # it ships no types
import pytest

from app.reports.report import ReportKind
from printing.reports.ledger_words import ledger_words
from printing.reports.report_sheet import hidden_words, report_sheet
from printing.sheet_pdf import sheet_pdf
from tests.app.reports.test_make_report import BLIND
from tests.factories.counter import open_counter
from tests.factories.payments import pay
from tests.factories.reports import a_bit_of_everything, ask


def words(content: bytes) -> list[str]:
    """The words of each page."""
    document = pypdfium2.PdfDocument(content)
    found = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return found


@pytest.mark.parametrize(
    ("language", "wanted"), [("en", ("Day close", "By tender", "Total")), ("es", ("Cierre del día", "Por"))]
)
def test_a_day_close_is_read_back(tmp_path: Path, language: str, wanted: tuple[str, ...]) -> None:
    counter = open_counter(tmp_path)
    a_bit_of_everything(counter)
    sheet = report_sheet(ask(counter, ReportKind.DAY_CLOSE), language)
    counter.services.close()
    text = "\n".join(words(sheet_pdf(sheet)))
    for each in (*wanted, "186.65", ledger_words("receivable/water", language), counter.services.place.city):
        assert each in text


def test_a_long_list_begins_below_its_title_and_goes_over_pages(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    for _ in range(60):
        pay(counter)
    pages = words(sheet_pdf(report_sheet(ask(counter, ReportKind.CASHIER_LIST), "en")))
    counter.services.close()
    assert len(pages) == 2 and all("Tenders" in page for page in pages)
    assert "A2-000001" in pages[0] and "4,449.00" in pages[-1]


def test_figures_and_what_is_left_out(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    pay(counter)
    shown, blind = ask(counter, ReportKind.X), ask(counter, ReportKind.DAY_CLOSE, BLIND)
    counter.services.close()
    x_report = "\n".join(words(sheet_pdf(report_sheet(shown, "en"))))
    assert "Float at opening" in x_report and "200.00" in x_report and hidden_words(shown, "en") == ""
    assert "1 shift is left out" in "\n".join(words(sheet_pdf(report_sheet(blind, "en"))))
