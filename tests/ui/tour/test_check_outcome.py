"""The second process finds what is otherwise than the window showed: on paper, in PDF, in the drawer's sums."""

from pathlib import Path

import msgspec
import pytest

from printing import escpos
from printing.payments.receipt import receipt_document
from printing.pdf import pdf_bytes
from printing.profiles import EPSON_80
from tests.factories.receipts import receipt
from ui.tour.check_outcome import drawer_by_hand, paper_checks, pdf_checks
from ui.tour.expected import Expected, ExpectedPaper, ExpectedReceipt

ALVAREZ = receipt()
SHOWN = ExpectedReceipt(
    number=ALVAREZ.number,
    total_cents=ALVAREZ.total_cents,
    change_cents=ALVAREZ.change_cents,
    lines=tuple((line.account_number or line.kind, line.amount_cents) for line in ALVAREZ.lines),
    tenders=tuple((tender.kind, tender.amount_cents) for tender in ALVAREZ.tenders),
)


def expected(shown: ExpectedReceipt = SHOWN) -> Expected:
    day = Expected()
    day.receipt(shown, ALVAREZ.city.upper(), kick=True)
    return day


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    (tmp_path / "00001.escpos").write_bytes(escpos.kick_bytes(EPSON_80))
    (tmp_path / "00002.escpos").write_bytes(escpos.receipt_bytes(receipt_document(ALVAREZ), EPSON_80))
    return tmp_path


def wrong(checks: object) -> list[str]:
    return [check.wrong for check in checks if check.wrong]  # type: ignore[attr-defined]  # any iterable of checks


def test_paper_as_it_was_shown_is_right(paper: Path) -> None:
    assert wrong(paper_checks(paper, expected())) == []


def test_another_amount_is_found(paper: Path) -> None:
    other = msgspec.structs.replace(SHOWN, total_cents=SHOWN.total_cents + 1)
    assert len(wrong(paper_checks(paper, expected(other)))) == 1


def test_words_that_are_missing_are_found(paper: Path) -> None:
    day = expected()
    day.papers[1] = ExpectedPaper("receipt", (SHOWN.number, "COPY 1"))
    assert wrong(paper_checks(paper, day)) == ["not on it: COPY 1"]


def test_a_paper_that_never_came_is_found(paper: Path) -> None:
    (paper / "00002.escpos").unlink()
    assert wrong(paper_checks(paper, expected())) == ["1, not 2"]


def test_a_receipt_in_place_of_a_kick_is_found(paper: Path) -> None:
    (paper / "00001.escpos").write_bytes((paper / "00002.escpos").read_bytes())
    assert wrong(paper_checks(paper, expected())) == ["it does not only open the drawer"]


def test_bytes_that_no_printer_knows_are_found(paper: Path) -> None:
    (paper / "00002.escpos").write_bytes(b"\x1bZ" + (paper / "00002.escpos").read_bytes())
    assert wrong(paper_checks(paper, expected()))[0].startswith("no paper that a printer understands")


def test_the_pdf_says_the_same(tmp_path: Path) -> None:
    (tmp_path / f"{ALVAREZ.number}.pdf").write_bytes(pdf_bytes(receipt_document(ALVAREZ)))
    assert wrong(pdf_checks(tmp_path, expected())) == []
    other = msgspec.structs.replace(SHOWN, tenders=(("cash", 1),))
    assert wrong(pdf_checks(tmp_path, expected(other))) == ["['0.01']"]


def test_a_pdf_that_is_not_there_is_found(tmp_path: Path) -> None:
    assert wrong(pdf_checks(tmp_path, expected())) == ["it is not there"]


def test_the_drawer_adds_up_without_what_was_voided() -> None:
    day = Expected()
    day.receipt(ExpectedReceipt("A2-000001", 900, 100, (), (("cash", 600), ("check", 400))), kick=True)
    day.receipt(ExpectedReceipt("A2-000002", 500, 0, (), (("card", 500),)), kick=False)
    day.receipt(ExpectedReceipt("A2-000003", 700, 0, (), (("cash", 700),), voided=True), kick=True)
    assert drawer_by_hand(20_000, day) == {"cash": 20_500, "check": 400, "money_order": 0, "card": 500}
