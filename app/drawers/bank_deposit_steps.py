"""A prepared bank deposit is verified by another person, who counts it again, and sent: its bag leaves the safe.

Preparing and verifying are never one person's; the verifier may sign in themselves or stand by with their PIN (policy
`approvals`, kind `bank_deposit_verify`). Two people take the bag out of the safe (kind `bank_deposit_send`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection

from app import ledger_accounts
from app.drawers.again import recorded
from app.drawers.bank_deposit import POLICY, BankDepositMoved, cash_of, stored
from app.drawers.bank_deposit_facts import BankDepositPrepared, BankDepositSent, BankDepositState, BankDepositVerified
from app.drawers.bank_deposits import BankDeposit, read_deposit
from app.drawers.count_drawer_facts import ByTender
from app.drawers.notes import NoteCodes, refuse_note
from app.drawers.open_shift import counted
from app.errors import Refused
from app.identity.approvals import Approval, decide
from app.identity.mapped import as_known_to
from app.identity.permissions import Permission, Session, require
from app.identity.queries import today
from app.journal.append import Author
from app.journal.fact import Posting
from app.ledger_accounts import TENDERS_HELD
from app.workplace import Services

VERIFY_KIND, SEND_KIND = "bank_deposit_verify", "bank_deposit_send"


class VerifyRefusal(StrEnum):
    """Why a deposit is not verified, in the order in which it is tested (after the permission; then approvals)."""

    INTENT_TAKEN = "intent_taken"
    DEPOSIT_UNKNOWN = "deposit_unknown"
    NOT_PREPARED = "not_prepared"
    CASH_DIFFERS = "cash_differs"
    PIECES_DIFFER = "pieces_differ"
    PAPERS_DIFFER = "papers_differ"


class SendRefusal(StrEnum):
    """Why a deposit is not sent, in the order in which it is tested (after the permission; then approvals)."""

    INTENT_TAKEN = "intent_taken"
    DEPOSIT_UNKNOWN = "deposit_unknown"
    NOT_VERIFIED = "not_verified"
    CARRIER_NOT_PLAIN = "carrier_not_plain"
    CARD_NUMBER_TYPED = "card_number_typed"


@dataclass(frozen=True)
class VerifyBankDeposit:
    """What the second count found: `pieces` of cash, and the sum of checks and money orders from the adding machine.

    `second`: who counted, where that is not the one who is signed in.
    """

    intent: str
    deposit: str
    pieces: Mapping[int, int]
    papers_cents: int = 0
    second: Session | None = None


@dataclass(frozen=True)
class SendBankDeposit:
    """`carrier`: who takes the bag, "" for nobody in particular."""

    intent: str
    deposit: str
    carrier: str = ""
    second: Session | None = None


def verify(services: Services, session: Session, command: VerifyBankDeposit) -> BankDepositMoved:
    """Records the second count. The same intent again changes nothing. Raises Refused(VerifyRefusal, …)."""
    require(session, Permission.BANK_DEPOSIT_MAKE)
    with services.unit_of_work() as work:
        if recorded(work.connection, command.intent, VerifyRefusal.INTENT_TAKEN, BankDepositVerified):
            return BankDepositMoved(
                stored(work.connection, command.deposit, VerifyRefusal.DEPOSIT_UNKNOWN), work.changed
            )
        deposit, on = stored(work.connection, command.deposit, VerifyRefusal.DEPOSIT_UNKNOWN), today(services)
        if deposit.state is not BankDepositState.PREPARED:
            raise Refused(VerifyRefusal.NOT_PREPARED, deposit=deposit.name)
        prepared = read_deposit(work.connection, work.kinds, deposit.fact_id)
        _refuse_count(command, prepared)
        body = BankDepositVerified(
            deposit=deposit.fact_id,
            number=deposit.number,
            bags=bags_opened(prepared),
            total=deposit.held,
            denominations=counted(command.pieces),
            approval=_verifier(services, session, command.second, _seen_by(work.connection, deposit, session), on),
            policies=(services.policies.at("approvals", on).reference,),
        )
        work.append(body, Author(session.person_id, None, on.isoformat()), fact_id=command.intent)
        deposit = stored(work.connection, command.deposit, VerifyRefusal.DEPOSIT_UNKNOWN)
        work.commit()
        return BankDepositMoved(deposit, work.changed)


def send(services: Services, session: Session, command: SendBankDeposit) -> BankDepositMoved:
    """Takes the bank's bag out of the safe. Raises Refused(SendRefusal, ApprovalRefusal)."""
    require(session, Permission.BANK_DEPOSIT_MAKE)
    with services.unit_of_work() as work:
        if recorded(work.connection, command.intent, SendRefusal.INTENT_TAKEN, BankDepositSent):
            return BankDepositMoved(stored(work.connection, command.deposit, SendRefusal.DEPOSIT_UNKNOWN), work.changed)
        deposit, on = stored(work.connection, command.deposit, SendRefusal.DEPOSIT_UNKNOWN), today(services)
        if deposit.state is not BankDepositState.VERIFIED:
            raise Refused(SendRefusal.NOT_VERIFIED, deposit=deposit.name)
        policy = services.policies.at(POLICY, on)
        codes = NoteCodes(SendRefusal.CARRIER_NOT_PLAIN, SendRefusal.CARD_NUMBER_TYPED)
        carrier = refuse_note(command.carrier, policy.values["carrier_length_max"], codes)
        body = BankDepositSent(
            deposit=deposit.fact_id,
            number=deposit.number,
            bags=bags_opened(read_deposit(work.connection, work.kinds, deposit.fact_id)),
            total=deposit.held,
            approval=decide(services, session, SEND_KIND, deposit.held.held_cents, command.second, on),
            carrier=work.private("carrier", carrier) if carrier else None,
            policies=(services.policies.at("approvals", on).reference, policy.reference),
            postings=sending_postings(deposit.held),
        )
        work.append(body, Author(session.person_id, None, on.isoformat()), fact_id=command.intent)
        deposit = stored(work.connection, command.deposit, SendRefusal.DEPOSIT_UNKNOWN)
        work.commit()
        return BankDepositMoved(deposit, work.changed)


def sending_postings(held: ByTender) -> tuple[Posting, ...]:
    """Out of the safe, on its way to the bank, tender by tender."""
    lines = [(ledger_accounts.safe(tender), -held.of(tender)) for tender in TENDERS_HELD]
    lines += [(ledger_accounts.in_transit(tender), held.of(tender)) for tender in TENDERS_HELD]
    return tuple(Posting(ledger_account=account, amount_cents=cents) for account, cents in lines if cents)


def bags_opened(prepared: BankDepositPrepared) -> tuple[str, ...]:
    """The sealed bags of its shifts, by the facts that sealed them."""
    return tuple(bag for part in prepared.shifts for bag in part.bags)


def _refuse_count(command: VerifyBankDeposit, prepared: BankDepositPrepared) -> None:
    """A count that differs is made again, or the deposit is put together anew; what was expected is not said."""
    if cash_of(command.pieces) != prepared.total.cash_cents:
        raise Refused(VerifyRefusal.CASH_DIFFERS, counted_cents=cash_of(command.pieces))
    if counted(command.pieces) != prepared.denominations:
        raise Refused(VerifyRefusal.PIECES_DIFFER)
    if command.papers_cents != prepared.total.check_cents + prepared.total.money_order_cents:
        raise Refused(VerifyRefusal.PAPERS_DIFFER, counted_cents=command.papers_cents)


def _seen_by(connection: Connection, deposit: BankDeposit, session: Session) -> BankDeposit:
    return replace(deposit, person=as_known_to(connection, deposit.person, session.person_id))


def _verifier(services: Services, session: Session, second: Session | None, deposit: BankDeposit, on: date) -> Approval:
    """Who is signed in, unless they prepared it: then somebody else, with their PIN."""
    if session.person_id != deposit.person:
        return Approval(session.person_id, "policy", deposit.held.held_cents)
    return decide(services, session, VERIFY_KIND, deposit.held.held_cents, second, on)
