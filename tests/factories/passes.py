"""Passes sold at a test counter, in one line; and papers that somebody tampered with."""

from app.journal.chain import Signer
from app.payments.issued import Issued
from app.payments.receipt import Receipt
from app.payments.tenders import Tender
from app.payments.types import Line, ProductSale
from app.transit import base45, cbor
from app.transit.pass_code import END, PREFIX, PassContent, SignedPass, read_code, write_code
from tests.factories.counter import Counter
from tests.factories.payments import pay

MONTH = ProductSale("pass", "day_31/adult/2026-11-20", 3800)
"""31 days for an adult, from the test counter's day on."""
LATER = ProductSale("pass", "day_7/reduced/2026-11-25", 500)
"""Seven days at half fare, from five days later on."""
TEN_RIDES = ProductSale("pass", "ride_10/adult/2026-11-20", 1250)
FEE_CENTS = 300
FOREIGN = Signer(bytes(32))
"""A key that no counter has."""


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


def content_of(code: str) -> PassContent:
    """What a code says."""
    return _read(code).content


def with_signature_of(code: str, content: PassContent) -> str:
    """Another content under the signature that was made for this code."""
    signed = _read(write_code(content, FOREIGN)).signed
    return PREFIX + base45.encode(cbor.encode((signed, _read(code).signature))) + END


def _read(code: str) -> SignedPass:
    read = read_code(code)
    if read is None:
        raise ValueError("this is no code of a pass")
    return read
