"""Receipts for tests: the one of the mock-up, and everything that a receipt can carry."""

from app.payments.receipt import BackEntry, PaidCharge, Receipt, ReceiptLine, ReceiptTender

TAKEN_AT_US = 1_795_189_327_000_000
"""20 November 2026, 10:42:07 in New York."""

CHARGES = (
    PaidCharge("electric", 1244, "2026-10"),
    PaidCharge("solid_waste", 2018, "2026-11"),
    PaidCharge("stormwater", 1071, "2026-11"),
    PaidCharge("sewer", 1835, "2026-11"),
    PaidCharge("water", 1170, "2026-11"),
    PaidCharge("natural_gas", 977, "2026-11"),
    PaidCharge("electric", 5886, "2026-11"),
    PaidCharge("fire_fee", 1542, "2026-11"),
)

PASS_LINE = ReceiptLine("miscellaneous", 3000, description="31-day pass, adult", reference="00419377")


def account_line(**changes: object) -> ReceiptLine:
    """The account of the mock-up, fully paid."""
    values: dict[str, object] = {
        "kind": "account",
        "amount_cents": 15743,
        "account_number": "10-004512-7",
        "service_address": "1207 Pine St",
        "paid": CHARGES,
        "balance_after_cents": 0,
        "as_of_us": TAKEN_AT_US,
        **changes,
    }
    return ReceiptLine(**values)  # type: ignore[arg-type] # values come by name from the test


def receipt(**changes: object) -> Receipt:
    """The receipt of the mock-up; any field can be changed."""
    values: dict[str, object] = {
        "city": "City of Cypress Springs",
        "office": "Utility service center",
        "office_address": "300 Adams St",
        "office_phone": "(850) 555-0142",
        "counter": "Counter A2",
        "cashier": "M. Reyes",
        "number": "A2-000318",
        "full_number": "A2-1-000318-K7QF",
        "fact_id": "01935a2c-7b1e-7c3a-9d2e-5f60718293a4",
        "taken_at_us": TAKEN_AT_US,
        "time_zone": "America/New_York",
        "business_date": "2026-11-20",
        "language": "en",
        "lines": (account_line(), PASS_LINE),
        "tenders": (ReceiptTender("cash", 20000),),
        "total_cents": 18743,
        "change_cents": 1257,
        **changes,
    }
    return Receipt(**values)  # type: ignore[arg-type] # values come by name from the test


def full_receipt(**changes: object) -> Receipt:
    """Two accounts, suspense, split tender, rounding, payor, credit, copy, void, back-entry: all that paper can say."""
    lines = (
        account_line(service_address="1207 Pine St", amount_cents=20743, credit_cents=5000, balance_after_cents=-5000),
        account_line(
            account_number="10-118822-0",
            service_address="88 West Tharpe Boulevard, Building C, Apartment 1204",
            paid=(PaidCharge("water", 4002, "2026-11"), PaidCharge("late_fee", 500, None, "Late payment charge")),
            amount_cents=4502,
            balance_after_cents=1234567,
        ),
        ReceiptLine("suspense", 1000, description="Money order without a name"),
    )
    values: dict[str, object] = {
        "lines": lines,
        "tenders": (
            ReceiptTender("cash", 6000),
            ReceiptTender("check", 10000, "1041"),
            ReceiptTender("money_order", 2243, "17-220113344"),
            ReceiptTender("card", 10000, "•••• 4242, 083215"),
        ),
        "total_cents": 26245,
        "rounding_cents": -2,
        "change_cents": 2000,
        "payor_name": "José Núñez Ávila",
        "copy_number": 2,
        "voided": True,
        "back_entry": BackEntry("12", "000345", TAKEN_AT_US - 2 * 86_400_000_000),
        **changes,
    }
    return receipt(**values)
