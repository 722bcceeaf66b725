"""Passes sold at a test counter, in one line."""

from app.payments.issued import Issued
from app.payments.receipt import Receipt
from app.payments.tenders import Tender
from app.payments.types import Line, ProductSale
from tests.factories.counter import Counter
from tests.factories.payments import pay

MONTH = ProductSale("pass", "day_31/adult/2026-11-20", 3800)
"""31 days for an adult, from the test counter's day on."""
LATER = ProductSale("pass", "day_7/reduced/2026-11-25", 500)
"""Seven days at half fare, from five days later on."""
TEN_RIDES = ProductSale("pass", "ride_10/adult/2026-11-20", 1250)
FEE_CENTS = 300


def sell(counter: Counter, *lines: Line, tenders: tuple[Tender, ...] = ()) -> Receipt:
    """The receipt of a sale: without lines a month's pass."""
    return pay(counter, *(lines or (MONTH,)), tenders=tenders).receipt


def issued_of(receipt: Receipt, place: int = 1) -> Issued:
    """What a line handed over. Raises ValueError for one that is money only."""
    issued = receipt.lines[place - 1].issued
    if issued is None:
        raise ValueError(f"line {place} handed over nothing")
    return issued


def replacement(serial: str) -> ProductSale:
    """A new paper for a lost pass."""
    return ProductSale("pass", f"replace/{serial}", FEE_CENTS)
