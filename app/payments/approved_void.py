"""Voiding with the second person at the counter: they choose their name and type their PIN, then the void is recorded.

Dual control of voids (WA SAO model rules; policy `void`). The PIN is checked off the writer lane, as every PIN is.
"""

from dataclasses import dataclass

from app.errors import Refused
from app.identity.permissions import Permission, Session
from app.identity.queries import people_to_sign_in, today
from app.identity.rules import permissions_of, roles
from app.identity.sign_in import sign_in
from app.identity.types import Person
from app.payments import void_receipt
from app.payments.void_receipt import ReceiptVoided, VoidReceipt, VoidRefusal
from app.workplace import Services


@dataclass(frozen=True)
class ApprovedVoid:
    """`intent`: made when the cashier asked; `approver`: person id, "" where the policy asks for nobody."""

    intent: str
    receipt: str
    reason: str
    approver: str
    pin: str


def approvers(services: Services, session: Session) -> list[Person]:
    """Who else may approve a void here, in the order in which they were added."""
    known = roles(services.policies, today(services))
    return [
        person
        for person in people_to_sign_in(services)
        if person.person_id != session.person_id and Permission.PAYMENT_VOID in permissions_of(person.roles, known)
    ]


def record(services: Services, session: Session, command: ApprovedVoid) -> ReceiptVoided:
    """Checks the PIN, then voids. Not on the writer lane. Raises Refused(VoidRefusal, IdentityRefusal), Unavailable."""
    if command.approver == session.person_id:
        raise Refused(VoidRefusal.SECOND_PERSON_IS_THE_SAME)
    approver = sign_in(services, command.approver, command.pin) if command.approver else None
    void = VoidReceipt(command.intent, command.receipt, command.reason, approver)
    return services.lanes.write_now(lambda: void_receipt.record(services, session, void))
