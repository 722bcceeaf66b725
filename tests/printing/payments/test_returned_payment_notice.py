"""The letter about a returned payment, in both languages, read back."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pypdfium2  # type: ignore[import-untyped] # it ships no types
import pytest

from app.payments import returned_payment
from app.payments.returned_payment import ReturnRefusal
from app.payments.types import AccountPayment, MiscellaneousReceipt
from app.reports.return_notice import ReturnNotice, return_notice
from printing.payments.returned_payment_notice import returned_payment_notice, save_returned_payment_notice
from printing.sheet_pdf import sheet_pdf
from tests.app.payments.test_returned_payment import ACCOUNTS, BAKERY, asked, check_of
from tests.factories.counter import CASHIER, Counter, open_counter
from tests.factories.outcomes import refused
from tests.factories.payments import pay


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path, ACCOUNTS)
    yield counter
    counter.services.close()


def notice(counter: Counter, *, cents: int = 25000, language: str = "en") -> ReturnNotice:
    receipt = pay(counter, AccountPayment(BAKERY, cents), tenders=(check_of(cents),), language=language).receipt.fact_id
    done = returned_payment.record(counter.services, CASHIER, asked(counter, receipt))
    return return_notice(counter.services, CASHIER, done.fact_id)


def words(letter: ReturnNotice) -> str:
    """Of its one page."""
    (page,) = pypdfium2.PdfDocument(sheet_pdf(returned_payment_notice(letter)))
    return " ".join(page.get_textpage().get_text_range().split())


def test_the_letter_says_what_is_owed_and_by_when(counter: Counter) -> None:
    said = words(notice(counter))
    for part in (
        "Dubois Bakery LLC",
        "Check 1041",
        "R01, Insufficient funds",
        "Electric November 23, 2026 150.00",
        "Fee for a returned payment December 5, 2026 30.00",
        "The bank's fee for a return December 5, 2026 8.00",
        "Total $288.00",
        "The account's balance is $288.00",
        "Until November 20, 2027 this account takes cash",
    ):
        assert part in said, part


def test_credit_that_is_gone_stands_in_it(counter: Counter) -> None:
    assert "Account credit 50.00" in words(notice(counter, cents=30000))


def test_the_letter_is_in_the_customer_s_language(counter: Counter) -> None:
    said = words(msgspec.structs.replace(notice(counter), language="es"))
    assert "El banco devolvió su pago" in said and "20 de noviembre de 2026" in said


def test_there_is_no_letter_where_nobody_owes(counter: Counter) -> None:
    receipt = pay(counter, MiscellaneousReceipt("369-9000", 500), tenders=(check_of(500),)).receipt.fact_id
    done = returned_payment.record(counter.services, CASHIER, asked(counter, receipt))
    codes = [
        refused(lambda fact_id=fact_id: return_notice(counter.services, CASHIER, fact_id))  # type: ignore[misc] # bound now
        for fact_id in (done.fact_id, receipt, "nothing")
    ]
    assert codes == [ReturnRefusal.TENDER_UNKNOWN, ReturnRefusal.RECEIPT_UNKNOWN, ReturnRefusal.RECEIPT_UNKNOWN]


def test_the_file_says_whose_it_is(counter: Counter, tmp_path: Path) -> None:
    path = save_returned_payment_notice(notice(counter), tmp_path)
    assert path.name == "Returned payment 10-002003-3 A2-000001 2026-11-20.pdf"
    assert path.read_bytes().startswith(b"%PDF")
