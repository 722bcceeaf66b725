"""The pass behind its receipt: what a rider shows, in both languages; nothing of a void one."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app.payments.receipt import Receipt
from app.payments.types import AccountPayment
from printing.document import Cut, Document, Line, Pair, Qr
from printing.escpos import receipt_bytes
from printing.payments.receipt import receipt_document
from printing.pdf import pdf_bytes
from printing.profiles import EPSON_80, GENERIC_58, Profile
from printing.transit.pass_paper import pass_elements
from tests.factories.counter import OKAFOR, Counter, open_counter
from tests.factories.passes import LATER, MONTH, TEN_RIDES, issued_of, replacement, sell
from tests.fakes.golden import check_golden
from ui.tour.escpos_decoder import decode

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    opened = open_counter(tmp_path)
    yield opened
    opened.services.close()


def sheets(receipt: Receipt) -> list[list[str]]:
    """The words of each sheet."""
    found: list[list[str]] = [[]]
    for element in receipt_document(receipt).elements:
        if isinstance(element, Cut):
            found.append([])
        elif isinstance(element, Pair):
            found[-1].append(f"{element.left} | {element.right}")
        elif isinstance(element, Line | Qr):
            found[-1].append(element.text if isinstance(element, Line) else element.data)
    return found[:-1]


def test_each_pass_is_a_sheet_behind_the_receipt(counter: Counter) -> None:
    receipt = sell(counter, AccountPayment(OKAFOR, 100), MONTH, TEN_RIDES)
    money, month, rides = sheets(receipt)
    assert "31-day pass, Adult | 38.00" in money and f"  Number {receipt.full_number}-2".strip() in money
    assert {"31-DAY PASS", "Adult", "Valid from | 20 Nov 2026", "Last day | 20 Dec 2026"} <= set(month)
    assert issued_of(receipt, 2).code in month and issued_of(receipt, 2).serial in month
    assert {"10 RIDES", "Rides | 10", "Price | 12.50"} <= set(rides)


def test_in_spanish(counter: Counter) -> None:
    receipt = msgspec.structs.replace(sell(counter, LATER), language="es")
    money, paper = sheets(receipt)
    assert "Pase de 7 días, Tarifa reducida | 5.00" in money
    assert {"PASE DE 7 DÍAS", "Tarifa reducida", "Válido desde | 25 nov 2026", "Último día | 1 dic 2026"} <= set(paper)


def test_a_day_pass_names_its_day(counter: Counter) -> None:
    line = msgspec.structs.replace(issued_of(sell(counter)), last_on="2026-11-20")
    receipt = sell(counter)
    lines = (msgspec.structs.replace(receipt.lines[0], issued=line),)
    assert "Valid on | 20 Nov 2026" in sheets(msgspec.structs.replace(receipt, lines=lines))[1]


def test_a_new_paper_says_what_it_replaces(counter: Counter) -> None:
    lost = issued_of(sell(counter)).serial
    money, paper = sheets(sell(counter, replacement(lost)))
    assert f"New paper for {lost}" in money
    assert {f"Replaces | {lost}", "Replacement fee | 3.00"} <= set(paper) and "Price | 3.00" not in paper


def test_a_copy_says_so_and_a_void_receipt_gives_no_pass(counter: Counter) -> None:
    receipt = sell(counter)
    assert "COPY 2" in sheets(msgspec.structs.replace(receipt, copy_number=2))[1]
    assert len(sheets(msgspec.structs.replace(receipt, voided=True))) == 1
    assert list(pass_elements(receipt, msgspec.structs.replace(receipt.lines[0], issued=None))) == []


@pytest.mark.parametrize("profile", [EPSON_80, GENERIC_58], ids=["80mm", "58mm"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_golden(counter: Counter, profile: Profile, language: str) -> None:
    receipt = msgspec.structs.replace(sell(counter, LATER), language=language)
    document = receipt_document(receipt)
    paper = decode(receipt_bytes(Document("Pass", language, document.elements), profile))
    check_golden(GOLDEN / f"pass-{language}-{profile.columns}.txt", paper.as_text(profile.columns))


def test_the_file_has_a_page_for_each(counter: Counter) -> None:
    assert pdf_bytes(receipt_document(sell(counter, MONTH, LATER))).count(b"/Type /Page\n") == 3
