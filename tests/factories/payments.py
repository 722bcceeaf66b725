"""Payments taken at a test counter, in one line."""

from app.payments import take_payment
from app.payments.tenders import Tender
from app.payments.types import AccountPayment, BackEntry, Line, PaymentRecorded, TakePayment
from tests.factories.counter import OKAFOR, Counter


def pay(
    counter: Counter,
    *lines: Line,
    tenders: tuple[Tender, ...] = (),
    back_entry: BackEntry | None = None,
    payor_name: str = "",
    language: str = "en",
) -> PaymentRecorded:
    """Takes a payment: without lines Okafor's 74.15, without tenders the exact cash."""
    paid = lines or (AccountPayment(OKAFOR, 7415),)
    total_cents = sum(line.amount_cents for line in paid)
    handed = tenders or (Tender(kind="cash", amount_cents=total_cents),)
    command = TakePayment(counter.services.ids.new_id(), paid, handed, payor_name, language, back_entry)
    return take_payment.record(counter.services, counter.session, command)
