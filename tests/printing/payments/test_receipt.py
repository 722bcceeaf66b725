"""The receipt's wording and order, as goldens on both paper widths and in both languages."""

from pathlib import Path

import msgspec
import pytest

from app.payments.receipt import PaidCharge, Receipt, ReceiptLine, ReceiptTender
from printing.document import Line, Pair
from printing.escpos import receipt_bytes
from printing.payments.receipt import receipt_document, service_category, tender_name
from printing.profiles import EPSON_80, EPSON_80_42, GENERIC_58, Profile
from tests.factories.receipts import TAKEN_AT_US, account_line, full_receipt, receipt
from tests.fakes.golden import check_golden
from ui.tour.escpos_decoder import decode

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("plain-en", receipt()),
        ("plain-es", receipt(language="es")),
        ("full-en", full_receipt()),
        ("full-es", full_receipt(language="es")),
    ],
)
@pytest.mark.parametrize("profile", [EPSON_80, EPSON_80_42, GENERIC_58], ids=["80mm", "80mm-42", "58mm"])
def test_golden(name: str, made: Receipt, profile: Profile) -> None:
    paper = decode(receipt_bytes(receipt_document(made), profile))
    check_golden(GOLDEN / f"receipt-{name}-{profile.columns}.txt", paper.as_text(profile.columns))


def words(made: Receipt) -> list[str]:
    return [
        f"{element.left} | {element.right}" if isinstance(element, Pair) else element.text
        for element in receipt_document(made).elements
        if isinstance(element, Line | Pair)
    ]


def test_says_all_that_the_model_rules_ask() -> None:
    """Prenumbered, payor, amount, tender, purpose, employee (domain rules §8)."""
    said = "\n".join(words(full_receipt()))
    for part in ("A2-000318", "José Núñez Ávila", "262.45", "Check 1041", "Electric, Oct 2026", "M. Reyes"):
        assert part in said


def test_first_print_of_a_valid_receipt_bears_no_mark() -> None:
    said = "\n".join(words(receipt()))
    assert "COPY" not in said
    assert "VOID" not in said
    assert "hand-written" not in said


def test_time_is_the_offices() -> None:
    winter = receipt(time_zone="America/Los_Angeles")
    assert "20 Nov 2026 07:42 | A2-000318" in words(winter)


def test_spanish_dates() -> None:
    said = "\n".join(words(receipt(language="es", taken_at_us=TAKEN_AT_US - 300 * 86_400_000_000)))
    assert "24 ene 2026" in said


def test_lines_without_optional_parts() -> None:
    lines = (
        ReceiptLine("account", 100, account_number="1"),
        ReceiptLine("miscellaneous", 100),
        ReceiptLine("suspense", 100),
        ReceiptLine("account", 100, account_number="2", description="Deposit", balance_after_cents=5),
    )
    made = receipt(lines=lines, office_address="", office_phone="", change_cents=0)
    said = words(made)
    assert "Other payment | 1.00" in said
    assert "Payment to be identified | 1.00" in said
    assert "Deposit" in said
    assert "Account balance | 0.05" in said
    assert not any("as of" in part or "CHANGE" in part for part in said)


def test_each_of_several_balances_names_its_account() -> None:
    made = receipt(lines=(account_line(), account_line(account_number="77", balance_after_cents=-5)))
    assert "Balance 77 | −0.05" in words(made)


def test_charge_with_its_own_words_and_no_month() -> None:
    made = receipt(lines=(account_line(paid=(PaidCharge("late_fee", 500, None, "Late payment charge"),)),))
    assert "Late payment charge | 5.00" in words(made)


@pytest.mark.parametrize(
    ("category", "label"),
    [
        ("electric", "Electric"),
        ("water", "Water"),
        ("natural_gas", "Gas"),
        ("sewer", "Sewer"),
        ("solid_waste", "Solid waste"),
        ("stormwater", "Stormwater"),
        ("fire_fee", "Fire fee"),
        ("street_light", "Street light"),
    ],
)
def test_service_category_labels(category: str, label: str) -> None:
    assert service_category("en", category) == label


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        ("cash", "Cash"),
        ("check", "Check"),
        ("money_order", "Money order"),
        ("card", "Card"),
        ("token_coin", "Token coin"),
    ],
)
def test_tender_labels(kind: str, label: str) -> None:
    assert tender_name("en", kind) == label


def test_no_more_of_a_card_than_the_fact_holds() -> None:
    made = receipt(tenders=(ReceiptTender("card", 100, "•••• 4242 083215"),))
    assert "Card •••• 4242 083215 | 1.00" in words(made)


def test_prints_the_same_after_a_round_trip_through_the_queue() -> None:
    made = full_receipt()
    again = msgspec.json.decode(msgspec.json.encode(made), type=Receipt)
    assert receipt_document(again) == receipt_document(made)
