"""What the inbox shows of a receipt or an account, whatever is asked for: void, refund, move, correction."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection

from app.identity.approvable import Detail, Effect
from app.journal.fact import Fact
from app.payments import receipt_numbers
from app.payments.account_lines import account_lines
from app.payments.facts import PaymentTaken
from app.workplace import Services


def of_receipt(fact: Fact, payment: PaymentTaken) -> str:
    """The receipt as people call it."""
    return receipt_numbers.spoken(fact.envelope.workstation, fact.envelope.generation, payment.number)


def receipt_details(fact: Fact, payment: PaymentTaken) -> tuple[Detail, ...]:
    """When it was paid, and how."""
    taken = Detail("taken", at_us=fact.envelope.recorded_at_us)
    return (taken, *(Detail(f"paid_{tender.kind}", cents=tender.amount_cents) for tender in payment.tenders))


def balances(services: Services, connection: Connection, changes: Mapping[str, int], on: date) -> tuple[Effect, ...]:
    """What the accounts owe now, and how it changes; `changes`: account key → cents."""
    lines = account_lines(connection, services.reference, tuple(changes), on) if changes else {}
    return tuple(Effect("balance", line.number, line.balance_cents, changes[key]) for key, line in lines.items())
