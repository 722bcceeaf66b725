"""Recording that the letter about a returned payment was sent: by whom, when, and how.

The demand must be shown to have gone out (Fla. Stat. 68.065(3): certified or registered mail, or by hand), and it may
go out more than once.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.changed import Changed
from app.drawers.reasons import find_reason
from app.errors import Refused
from app.identity.permissions import Permission, Session, require
from app.identity.queries import today
from app.journal.append import Author, JournalWork, is_recorded
from app.payments.return_follow_up_facts import ReturnLetterSent
from app.payments.returned_payment_facts import PaymentReturned
from app.payments.returned_payment_queries import find_return
from app.payments.undo_queries import read_body
from app.workplace import Services

POLICY = "returned_payments"


class LetterRefusal(StrEnum):
    """Why no letter is recorded as sent, in the order in which it is tested (after the permission)."""

    RETURN_UNKNOWN = "return_unknown"
    INTENT_TAKEN = "intent_taken"
    NO_ACCOUNT = "no_account"
    WAY_UNKNOWN = "way_unknown"
    SENT_BEFORE_RETURN = "sent_before_return"
    SENT_IN_THE_FUTURE = "sent_in_the_future"


@dataclass(frozen=True)
class SendReturnLetter:
    """`intent`: made when the person began; `returned`: the return's fact; `how`: a code of the policy."""

    intent: str
    returned: str
    how: str
    sent_on: date


def record(services: Services, session: Session, command: SendReturnLetter) -> Changed:
    """Records it. The same intent again changes nothing. Raises Refused(LetterRefusal, NOT_PERMITTED)."""
    require(session, Permission.PAYMENT_RETURN)
    with services.unit_of_work() as work:
        found = find_return(work.connection, work.kinds, command.returned)
        if found is None:
            raise Refused(LetterRefusal.RETURN_UNKNOWN)
        if is_recorded(work.connection, command.intent):
            return _again(work, command)
        on = today(services)
        policy = services.policies.at(POLICY, on)
        _refuse(found)
        way = find_reason(policy.values["letter_ways"], command.how, LetterRefusal.WAY_UNKNOWN)
        _refuse_day(command, found, on)
        body = ReturnLetterSent(
            returned=command.returned,
            account=found.accounts[0].account,
            account_number=found.accounts[0].account_number,
            how=way.code,
            how_names=way.names,
            sent_on=command.sent_on.isoformat(),
            policies=(policy.reference,),
        )
        work.append(body, Author(session.person_id, None, on.isoformat()), fact_id=command.intent)
        work.commit()
        return work.changed


def _again(work: JournalWork, command: SendReturnLetter) -> Changed:
    body = read_body(work.connection, work.kinds, command.intent)
    if not isinstance(body, ReturnLetterSent) or body.returned != command.returned:
        raise Refused(LetterRefusal.INTENT_TAKEN)
    return work.changed


def _refuse(found: PaymentReturned) -> None:
    if not found.accounts:
        raise Refused(LetterRefusal.NO_ACCOUNT)


def _refuse_day(command: SendReturnLetter, found: PaymentReturned, on: date) -> None:
    if command.sent_on.isoformat() < found.returned_on:
        raise Refused(LetterRefusal.SENT_BEFORE_RETURN)
    if command.sent_on > on:
        raise Refused(LetterRefusal.SENT_IN_THE_FUTURE)
