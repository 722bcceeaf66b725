"""A bank deposit comes to its end: the bank's advice confirms it, or it is rejected and its shifts are free again.

Confirming is for somebody who did not prepare it (receive, deposit and reconcile are separate: WA SAO model rules).
What the bank credited more or less goes to over and short with a reason. Rejecting reverses every line that the deposit
posted; the bag is back in the safe, so two people sign.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app import ledger_accounts
from app.drawers.again import recorded
from app.drawers.bank_deposit import POLICY, BankDepositMoved, stored
from app.drawers.bank_deposit_facts import BankDepositConfirmed, BankDepositRejected, BankDepositState
from app.drawers.bank_deposit_steps import bags_opened, sending_postings
from app.drawers.bank_deposits import BankDeposit, read_deposit
from app.drawers.count_drawer_facts import ByTender
from app.drawers.notes import NoteCodes, refuse_note
from app.drawers.reasons import find_reason
from app.drawers.safe_count import difference_postings
from app.drawers.settle_shift import turned
from app.errors import Refused
from app.identity.approvals import decide
from app.identity.mapped import as_known_to
from app.identity.permissions import Permission, Session, require
from app.identity.queries import today
from app.journal.append import Author
from app.journal.fact import Posting
from app.ledger_accounts import TENDERS_HELD
from app.money import AMOUNT_CENTS_MAX
from app.policies import Policy
from app.workplace import Services

SETTLE_KIND, REJECT_KIND = "bank_deposit_settle", "bank_deposit_reject"


class ConfirmRefusal(StrEnum):
    """Why a deposit is not confirmed, in the order in which it is tested (after the permission)."""

    INTENT_TAKEN = "intent_taken"
    DEPOSIT_UNKNOWN = "deposit_unknown"
    NOT_SENT = "not_sent"
    OWN_DEPOSIT = "own_deposit"
    AMOUNT_NOT_POSSIBLE = "amount_not_possible"
    DATE_NOT_POSSIBLE = "date_not_possible"
    REFERENCE_MISSING = "reference_missing"
    REFERENCE_NOT_PLAIN = "reference_not_plain"
    CARD_NUMBER_TYPED = "card_number_typed"
    AMOUNT_DIFFERS = "amount_differs"
    REASON_UNKNOWN = "reason_unknown"


class RejectRefusal(StrEnum):
    """Why a deposit is not rejected, in the order in which it is tested (after the permission; then approvals)."""

    INTENT_TAKEN = "intent_taken"
    DEPOSIT_UNKNOWN = "deposit_unknown"
    SETTLED_ALREADY = "settled_already"
    REASON_UNKNOWN = "reason_unknown"


@dataclass(frozen=True)
class ConfirmBankDeposit:
    """What the bank's advice says: amount, day, reference. `reason`: only where the amount is another than was sent."""

    intent: str
    deposit: str
    amount_cents: int
    confirmed_on: date
    reference: str
    reason: str = ""


@dataclass(frozen=True)
class RejectBankDeposit:
    """`reason`: a code of policy `bank_deposit`."""

    intent: str
    deposit: str
    reason: str
    second: Session | None = None


def confirm(services: Services, session: Session, command: ConfirmBankDeposit) -> BankDepositMoved:
    """Records the advice. The same intent again changes nothing. Raises Refused(ConfirmRefusal, NOT_PERMITTED)."""
    require(session, Permission.BANK_DEPOSIT_SETTLE)
    with services.unit_of_work() as work:
        again = recorded(work.connection, command.intent, ConfirmRefusal.INTENT_TAKEN, BankDepositConfirmed)
        deposit = stored(work.connection, command.deposit, ConfirmRefusal.DEPOSIT_UNKNOWN)
        if again:
            return BankDepositMoved(deposit, work.changed)
        on = today(services)
        policy = services.policies.at(POLICY, on)
        own = as_known_to(work.connection, deposit.person, session.person_id) == session.person_id
        reference = _refuse_advice(command, deposit, policy, on, own=own)
        difference_cents = command.amount_cents - deposit.held.held_cents
        names = _correction(command, difference_cents, policy)
        body = BankDepositConfirmed(
            deposit=deposit.fact_id,
            number=deposit.number,
            bags=bags_opened(read_deposit(work.connection, work.kinds, deposit.fact_id)),
            total=deposit.held,
            confirmed_cents=command.amount_cents,
            confirmed_on=command.confirmed_on.isoformat(),
            reference=reference,
            reason=command.reason if difference_cents else "",
            reason_names=names,
            approval=decide(services, session, SETTLE_KIND, abs(difference_cents), None, on),
            policies=(services.policies.at("approvals", on).reference, policy.reference),
            postings=confirming_postings(deposit.held, command.amount_cents),
        )
        work.append(body, Author(session.person_id, None, on.isoformat()), fact_id=command.intent)
        deposit = stored(work.connection, command.deposit, ConfirmRefusal.DEPOSIT_UNKNOWN)
        work.commit()
        return BankDepositMoved(deposit, work.changed)


def reject(services: Services, session: Session, command: RejectBankDeposit) -> BankDepositMoved:
    """Undoes a deposit that the bank does not have. Raises Refused(RejectRefusal, ApprovalRefusal)."""
    require(session, Permission.BANK_DEPOSIT_MAKE)
    with services.unit_of_work() as work:
        again = recorded(work.connection, command.intent, RejectRefusal.INTENT_TAKEN, BankDepositRejected)
        deposit = stored(work.connection, command.deposit, RejectRefusal.DEPOSIT_UNKNOWN)
        if again:
            return BankDepositMoved(deposit, work.changed)
        if deposit.state in (BankDepositState.CONFIRMED, BankDepositState.REJECTED):
            raise Refused(RejectRefusal.SETTLED_ALREADY, deposit=deposit.name)
        on = today(services)
        policy = services.policies.at(POLICY, on)
        reason = find_reason(policy.values["reject"], command.reason, RejectRefusal.REASON_UNKNOWN)
        body = BankDepositRejected(
            deposit=deposit.fact_id,
            number=deposit.number,
            bags=bags_opened(read_deposit(work.connection, work.kinds, deposit.fact_id)),
            total=deposit.held,
            reason=reason.code,
            reason_names=reason.names,
            approval=decide(services, session, REJECT_KIND, deposit.held.held_cents, command.second, on),
            policies=(services.policies.at("approvals", on).reference, policy.reference),
            postings=rejecting_postings(deposit),
        )
        work.append(body, Author(session.person_id, None, on.isoformat()), fact_id=command.intent)
        deposit = stored(work.connection, command.deposit, RejectRefusal.DEPOSIT_UNKNOWN)
        work.commit()
        return BankDepositMoved(deposit, work.changed)


def confirming_postings(held: ByTender, confirmed_cents: int) -> tuple[Posting, ...]:
    """Off its way, into the bank; what the bank credited less is short (debit)."""
    lines = [(ledger_accounts.in_transit(tender), -held.of(tender)) for tender in TENDERS_HELD]
    lines += [(ledger_accounts.BANK, confirmed_cents), (ledger_accounts.OVER_SHORT, held.held_cents - confirmed_cents)]
    return tuple(Posting(ledger_account=account, amount_cents=cents) for account, cents in lines if cents)


def rejecting_postings(deposit: BankDeposit) -> tuple[Posting, ...]:
    """Whatever the deposit posted so far, with the signs turned."""
    difference = difference_postings(deposit.difference_cents, ledger_accounts.OVER_SHORT)
    sent = sending_postings(deposit.held) if deposit.state is BankDepositState.SENT else ()
    sums: dict[str, int] = {}
    for line in (*turned(difference), *turned(sent)):
        sums[line.ledger_account] = sums.get(line.ledger_account, 0) + line.amount_cents
    return tuple(Posting(ledger_account=account, amount_cents=cents) for account, cents in sums.items() if cents)


def _refuse_advice(command: ConfirmBankDeposit, deposit: BankDeposit, policy: Policy, on: date, *, own: bool) -> str:
    """The reference as it is kept."""
    if deposit.state is not BankDepositState.SENT:
        raise Refused(ConfirmRefusal.NOT_SENT, deposit=deposit.name)
    if own:
        raise Refused(ConfirmRefusal.OWN_DEPOSIT, deposit=deposit.name)
    if not 0 <= command.amount_cents <= AMOUNT_CENTS_MAX:
        raise Refused(ConfirmRefusal.AMOUNT_NOT_POSSIBLE)
    if not date.fromisoformat(deposit.business_date) <= command.confirmed_on <= on:
        raise Refused(ConfirmRefusal.DATE_NOT_POSSIBLE)
    if not command.reference.strip():
        raise Refused(ConfirmRefusal.REFERENCE_MISSING)
    codes = NoteCodes(ConfirmRefusal.REFERENCE_NOT_PLAIN, ConfirmRefusal.CARD_NUMBER_TYPED)
    return refuse_note(command.reference, policy.values["reference_length_max"], codes)


def _correction(command: ConfirmBankDeposit, difference_cents: int, policy: Policy) -> dict[str, str]:
    if not difference_cents:
        return {}
    if not command.reason:
        raise Refused(ConfirmRefusal.AMOUNT_DIFFERS, difference_cents=difference_cents)
    return find_reason(policy.values["correction"], command.reason, ConfirmRefusal.REASON_UNKNOWN).names
