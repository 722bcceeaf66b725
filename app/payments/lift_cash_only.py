"""An account that our returned payments made cash only takes checks again early: by a person with leave, for a reason.

What the city's own data says stays: that flag is lifted where it was set. A return that comes later makes the account
cash only again by the same rule.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.accounts.notes import clean_note
from app.changed import Changed
from app.drawers.reasons import find_reason
from app.errors import Refused
from app.identity.permissions import Permission, Session, require
from app.identity.queries import today
from app.journal.append import Author, JournalWork, is_recorded
from app.payments.account_lines import account_lines
from app.payments.return_follow_up_facts import CashOnlyLifted
from app.payments.returned_payment_queries import AccountReturn, returns_of_account
from app.payments.send_return_letter import POLICY
from app.payments.undo_queries import read_body
from app.workplace import Services


class LiftRefusal(StrEnum):
    """Why cash only stays, in the order in which it is tested (after the permission; behind them a note's refusals)."""

    INTENT_TAKEN = "intent_taken"
    NOT_CASH_ONLY = "not_cash_only"
    REASON_UNKNOWN = "reason_unknown"


@dataclass(frozen=True)
class LiftCashOnly:
    """`intent`: made when the person began; `account`: its key; `reason`: a code of the policy; `note`: as typed."""

    intent: str
    account: str
    reason: str
    note: str = ""


def record(services: Services, session: Session, command: LiftCashOnly) -> Changed:
    """Lifts it. The same intent again changes nothing. Raises Refused(LiftRefusal, NoteRefusal, NOT_PERMITTED)."""
    require(session, Permission.PAYMENT_RETURN)
    with services.unit_of_work() as work:
        if is_recorded(work.connection, command.intent):
            return _again(work, command)
        on = today(services)
        policy = services.policies.at(POLICY, on)
        standing = _standing(work, command.account, on)
        reason = find_reason(policy.values["lift_reasons"], command.reason, LiftRefusal.REASON_UNKNOWN)
        note = clean_note(command.note) if command.note.strip() else ""
        line = account_lines(work.connection, services.reference, [command.account], on).get(command.account)
        body = CashOnlyLifted(
            account=command.account,
            account_number=line.number if line is not None else "",
            returns=tuple(each.fact_id for each in standing),
            until=max(each.cash_only_until for each in standing if each.cash_only_until).isoformat(),
            reason=reason.code,
            reason_names=reason.names,
            lifted_on=on.isoformat(),
            policies=(policy.reference,),
            note=work.private("note", note) if note else None,
        )
        work.append(body, Author(session.person_id, None, on.isoformat()), fact_id=command.intent)
        work.commit()
        return work.changed


def _again(work: JournalWork, command: LiftCashOnly) -> Changed:
    body = read_body(work.connection, work.kinds, command.intent)
    if not isinstance(body, CashOnlyLifted) or body.account != command.account:
        raise Refused(LiftRefusal.INTENT_TAKEN)
    return work.changed


def _standing(work: JournalWork, account: str, on: date) -> list[AccountReturn]:
    """The returns that make it cash only today. Raises Refused(NOT_CASH_ONLY)."""
    standing = [each for each in returns_of_account(work.connection, account) if each.makes_cash_only(on)]
    if not standing:
        raise Refused(LiftRefusal.NOT_CASH_ONLY)
    return standing
