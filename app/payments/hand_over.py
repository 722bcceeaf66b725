"""The lines of a payment that hand something over, such as a transit pass: asked of their sellers, in its commit."""

from collections.abc import Sequence
from datetime import date

from app import ledger_accounts
from app.drawers.queries import Shift
from app.identity.permissions import Session, require
from app.journal.append import JournalWork
from app.journal.fact import Posting
from app.payments import receipt_numbers
from app.payments.facts import PaidLine
from app.payments.issued import serial_of
from app.payments.sold_things import Sold, Wanted
from app.payments.types import Line, ProductSale, TakePayment
from app.workplace import Services


def require_leave_to_sell(services: Services, session: Session, lines: Sequence[Line]) -> None:
    """Raises Refused(NOT_PERMITTED) for a line whose seller wants a permission that this person has not."""
    for line in lines:
        seller = services.sellers.of(line.kind) if isinstance(line, ProductSale) else None
        if seller is not None:
            require(session, seller.permission)


def all_sold_here(services: Services, lines: Sequence[Line]) -> bool:
    """Has every line that hands something over somebody who sells it?"""
    return all(services.sellers.of(line.kind) is not None for line in lines if isinstance(line, ProductSale))


def hand_over(
    services: Services, work: JournalWork, command: TakePayment, shift: Shift, receipt_number: int
) -> dict[int, Sold]:
    """What sellers hand over, by the place of the line, from 1. Raises what they refuse."""
    on, things = date.fromisoformat(shift.business_date), {}
    for place, line in enumerate(command.lines, 1):
        seller = services.sellers.of(line.kind) if isinstance(line, ProductSale) else None
        if seller is not None and isinstance(line, ProductSale):
            number = receipt_numbers.full(work.device.code, work.device.generation, receipt_number, command.intent)
            wanted = Wanted(line.choice, line.amount_cents, serial_of(number, place), on)
            things[place] = seller.sell(work, services.policies, wanted)
    return things


def thing_line(line: ProductSale, thing: Sold) -> tuple[PaidLine, list[Posting]]:
    """The line as its fact keeps it, and the posting of its money."""
    ledger_account = ledger_accounts.general_ledger(thing.code)
    paid = PaidLine(
        kind=line.kind,
        amount_cents=line.amount_cents,
        ledger_account=ledger_account,
        ledger_name=thing.ledger_name,
        issued=thing.issued,
    )
    return paid, [Posting(ledger_account=ledger_account, amount_cents=-line.amount_cents)]
