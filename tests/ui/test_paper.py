"""A receipt as the window's paper: its words and its code."""

from printing.payments.receipt import receipt_document
from tests.factories.receipts import receipt
from ui.paper import shown_paper
from ui.widgets.paper_view import PaperImage, PaperLine


def test_lines_and_the_code() -> None:
    paper = shown_paper(receipt_document(receipt()))
    lines = [part.text for part in paper if isinstance(part, PaperLine)]
    assert any("CITY OF CYPRESS SPRINGS" in line for line in lines)
    assert [part.width for part in paper if isinstance(part, PaperImage)] == [84]
