"""A payment that somebody asks to have on another account, or identified out of suspense, by way of the inbox."""

import msgspec
from sqlalchemy import Connection

from app.errors import Refused
from app.identity.approvable import Action, AskedAction, Described, Detail, Effect
from app.identity.approvals import Approval
from app.identity.permissions import Permission
from app.identity.planned_approval import PlannedApproval
from app.journal.append import JournalWork
from app.payments import correct_account
from app.payments.account_lines import account_lines
from app.payments.approval_details import balances, of_receipt, receipt_details
from app.payments.correct_account import IDENTIFY_KIND, MOVE_KIND, Moved, MovePayment, MovePlan, MoveRefusal
from app.workplace import Services


class _Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a request keeps of `MovePayment`."""

    line: int
    to: str


def action_of(command: MovePayment, *, in_suspense: bool) -> Action:
    """The move as it is asked for."""
    kind = IDENTIFY_KIND if in_suspense else MOVE_KIND
    values = {"line": command.line, "to": command.to}
    return Action(kind, command.intent, command.receipt, command.reason, values)


class MoveApproval(PlannedApproval[MovePlan]):
    """Of the kinds `correct_account` and `identify`; its subject is the fact id of a receipt."""

    of_shift = False

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.needs = Permission.PAYMENT_IDENTIFY if kind == IDENTIFY_KIND else Permission.PAYMENT_CORRECT

    def plan(self, services: Services, connection: Connection, asked: AskedAction) -> MovePlan:
        """Raises Refused(ActionRefusal, MoveRefusal): also where the line moved out of suspense, or into it."""
        command = _command(asked)
        fact, payment = correct_account.find_payment(services, connection, asked.subject)
        line = correct_account.refuse_line(services, connection, command, payment)
        if line.in_suspense is not (self.kind == IDENTIFY_KIND):
            raise Refused(MoveRefusal.NOT_MOVABLE)
        return correct_account.refuse(services, connection, fact, payment, line, command)

    def amount_cents(self, plan: MovePlan) -> int:
        """What stands of the line."""
        return plan.line.amount_cents

    def known(self, services: Services, connection: Connection, asked: AskedAction) -> Described:
        """When and how it was paid, from which account it goes, and to which."""
        fact, payment = correct_account.find_payment(services, connection, asked.subject)
        command = _command(asked)
        found = account_lines(connection, services.reference, [command.to], asked.on).get(command.to)
        before = payment.lines[command.line - 1] if 0 < command.line <= len(payment.lines) else None
        details = (
            *receipt_details(fact, payment),
            *(Detail("from_account", words=each.account_number) for each in (before,) if each and each.account_number),
            *(Detail("to_account", words=each.number) for each in (found,) if each),
        )
        return Described(of_receipt(fact, payment), details)

    def effects(self, services: Services, connection: Connection, plan: MovePlan) -> tuple[Effect, ...]:
        """One account owes it again, the other owes it no more."""
        cents = plan.line.amount_cents
        changes = {plan.account.account: -cents}
        if plan.line.account:
            changes = {plan.line.account: cents, **changes}
        return balances(services, connection, changes, plan.on)

    def append(
        self, services: Services, work: JournalWork, asked: AskedAction, plan: MovePlan, approval: Approval
    ) -> Moved:
        """The same move as with the second person's PIN on the spot."""
        return correct_account.append(services, work, asked.asker, plan, _command(asked), approval)


def _command(asked: AskedAction) -> MovePayment:
    values = asked.read(_Asked)
    return MovePayment(asked.action, asked.subject, values.line, values.to, asked.reason)
