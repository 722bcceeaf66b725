"""What the counter page needs when it opens: the shift, the day's rules, and what the last run left unanswered.

An open card attempt asks its question, the sale that was on the screen is offered again, parked sales are listed.
"""

from dataclasses import dataclass
from datetime import date

from app.config import PAPER_LANGUAGE
from app.drawers.queries import Shift, open_shift
from app.identity.permissions import Session
from app.identity.queries import person_name, today
from app.payments import card_attempt, parked_sale
from app.payments.card_attempt import Attempt
from app.payments.parked_sale import ParkedSale
from app.payments.preview import SaleRules, sale_rules
from app.store.settings import read_setting
from app.workplace import Services


@dataclass(frozen=True)
class CounterState:
    """`shift` None before one is opened; `shift_person`: the name of whose it is; `parked` oldest first.

    `mine`: this person may take payments in it now; not while it is suspended.

    `attempts`: card attempts of which nobody has said yet how they ended; `in_progress`: the sale to offer again.
    """

    shift: Shift | None
    shift_person: str
    mine: bool
    rules: SaleRules
    paper_language: str
    attempts: tuple[Attempt, ...]
    in_progress: ParkedSale | None
    parked: tuple[ParkedSale, ...]


def counter_state(services: Services, session: Session) -> CounterState:
    """Reads it all at once. Raises Unavailable."""
    now_us = services.clock.now_us()
    with services.read_journal() as journal:
        shift = open_shift(journal, services.device.code)
        on = date.fromisoformat(shift.business_date) if shift else today(services)
        return CounterState(
            shift=shift,
            shift_person=person_name(journal, shift.person) if shift else "",
            mine=shift is not None and shift.person == session.person_id and not shift.suspended,
            rules=sale_rules(services.policies, on),
            paper_language=read_setting(journal, PAPER_LANGUAGE),
            attempts=tuple(card_attempt.unsettled(journal)),
            in_progress=parked_sale.in_progress(journal, session.person_id, now_us),
            parked=tuple(parked_sale.parked(journal, now_us)),
        )
