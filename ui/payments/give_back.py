"""How the money of a voided or refunded receipt goes back, in one sentence each."""

from app.money import format_cents
from app.payments.undo_facts import PaymentRefunded
from app.payments.void_receipt import ReceiptVoided
from resources.texts import text


def refund_words(body: PaymentRefunded) -> str:
    """Cash out of the drawer, a card on the terminal, a check by mail."""
    amount = format_cents(body.total_cents)
    return {
        "cash": text("Give back {amount} in cash.", amount=amount),
        "card": text("Reverse {amount} on the terminal.", amount=amount),
    }.get(body.method) or text("The city mails a check over {amount}.", amount=amount)


def give_back(voided: ReceiptVoided) -> str:
    """Cash out of the drawer, papers as they are, cards on the terminal; "" when nothing goes back."""
    parts = []
    if voided.cash_cents:
        parts.append(text("Give back {amount} in cash.", amount=format_cents(voided.cash_cents)))
    for tender in voided.papers:
        parts.append(
            text("Give back the check or money order over {amount}.", amount=format_cents(tender.amount_cents))
        )
    for card in voided.cards:
        parts.append(text("Reverse {amount} on the terminal.", amount=format_cents(card.amount_cents)))
    return " ".join(parts)
