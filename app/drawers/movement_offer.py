"""What there is to choose from when something moves at a drawer: reasons, notes, and who can be the second person.

Read with the policies of the open shift's business date, so that what a form offers is what the workflow will take.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.drawers.hand_over import who_takes_over
from app.drawers.queries import open_shift
from app.drawers.reasons import Reason, reasons
from app.drawers.suspend_shift import who_resumes
from app.identity.approvals import approval_rule, approvers
from app.identity.permissions import Session
from app.identity.queries import today
from app.identity.types import Person
from app.workplace import Services


class Movement(StrEnum):
    """What can be begun at a drawer."""

    PAY_IN = "pay_in"
    PAY_OUT = "pay_out"
    SAFE_DROP = "safe_drop"
    OPEN_WITHOUT_SALE = "open_without_sale"
    HAND_OVER = "hand_over"
    SUSPEND = "suspend"
    RESUME = "resume"


_POLICY = {Movement.PAY_IN: "pay_in_out", Movement.PAY_OUT: "pay_in_out"}
_APPROVED = (Movement.PAY_IN, Movement.PAY_OUT, Movement.SAFE_DROP)


@dataclass(frozen=True)
class MovementOffer:
    """`alone_cents_max`: up to which amount one person is enough; None where nobody else is ever needed, -1 for never.

    `people`: who can sign with their PIN.
    """

    reasons: tuple[Reason, ...]
    denominations_cents: tuple[int, ...]
    alone_cents_max: int | None
    people: tuple[Person, ...]

    def needs_second_person(self, amount_cents: int) -> bool:
        """Whether somebody else must sign for this amount."""
        return self.alone_cents_max is not None and amount_cents > self.alone_cents_max


def movement_offer(services: Services, session: Session, movement: Movement) -> MovementOffer:
    """What there is to choose from. Raises Unavailable, PolicyError."""
    on = working_date(services)
    values = services.policies.at(_POLICY.get(movement, "cash_control"), on).values
    notes = values["drop_denominations_cents"] if movement is Movement.SAFE_DROP else ()
    listed = reasons(values.get(movement, ()))
    if movement is Movement.HAND_OVER:
        denominations = services.policies.at("tenders", on).values["denominations_cents"]
        return MovementOffer((), tuple(denominations), -1, tuple(who_takes_over(services, session)))
    if movement is Movement.RESUME:
        return MovementOffer((), (), -1, tuple(who_resumes(services)))
    if movement not in _APPROVED:
        return MovementOffer(listed, tuple(notes), None, ())
    rule = approval_rule(services.policies, movement, on)
    alone_cents = rule.alone_cents_max if rule.second_person else None
    return MovementOffer(listed, tuple(notes), alone_cents, tuple(approvers(services, session, movement)))


def working_date(services: Services) -> date:
    """The business date of the open shift here, else the office's own day."""
    with services.read_journal() as journal:
        shift = open_shift(journal, services.device.code)
    return date.fromisoformat(shift.business_date) if shift else today(services)
