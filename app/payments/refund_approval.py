"""A refund that is asked for in the inbox: what goes back and how, what it changes, carrying it out when approved."""

import msgspec
from sqlalchemy import Connection

from app.drawers.approval_details import drawer_effects
from app.identity.approvable import Action, AskedAction, Described, Detail, Effect
from app.identity.approvals import Approval
from app.identity.planned_approval import PlannedApproval
from app.journal.append import JournalWork
from app.payments import refund
from app.payments.approval_details import balances, of_receipt, receipt_details
from app.payments.refund import REFUND_KIND, Refunded, RefundPayment, RefundPlan
from app.workplace import Services


class _Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a request keeps of `RefundPayment`."""

    amounts: dict[int, int]
    method: str = "cash"


def action_of(command: RefundPayment) -> Action:
    """The refund as it is asked for."""
    amounts = {str(place): cents for place, cents in command.amounts.items()}
    values = {"amounts": amounts, "method": command.method}
    return Action(REFUND_KIND, command.intent, command.receipt, command.reason, values)


class RefundApproval(PlannedApproval[RefundPlan]):
    """Of the kind `refund`; its subject is the fact id of a receipt."""

    def plan(self, services: Services, connection: Connection, asked: AskedAction) -> RefundPlan:
        """Raises Refused(ActionRefusal, RefundRefusal)."""
        command = _command(asked)
        fact, payment = refund.find_payment(services, connection, asked.subject)
        return refund.refuse(services, connection, asked.asker, fact, payment, command)

    def amount_cents(self, plan: RefundPlan) -> int:
        """All that goes back."""
        return plan.total_cents

    def known(self, services: Services, connection: Connection, asked: AskedAction) -> Described:
        """When and how it was paid, and how much goes back of which line."""
        fact, payment = refund.find_payment(services, connection, asked.subject)
        command = _command(asked)
        lines = [payment.lines[place - 1] for place in command.amounts if 0 < place <= len(payment.lines)]
        details = (
            *receipt_details(fact, payment),
            *(Detail("account", words=line.account_number) for line in lines if line.account_number),
            Detail(f"goes_back_{command.method}", cents=sum(command.amounts.values())),
        )
        return Described(of_receipt(fact, payment), details)

    def effects(self, services: Services, connection: Connection, plan: RefundPlan) -> tuple[Effect, ...]:
        """The accounts owe it again, and the drawer has it no more."""
        return (*balances(services, connection, _owed_again(plan), plan.on), *_drawer(connection, plan))

    def append(
        self, services: Services, work: JournalWork, asked: AskedAction, plan: RefundPlan, approval: Approval
    ) -> Refunded:
        """The same refund as with the second person's PIN on the spot."""
        return refund.append(work, asked.asker, plan, _command(asked), approval)


def _command(asked: AskedAction) -> RefundPayment:
    values = asked.read(_Asked)
    return RefundPayment(asked.action, asked.subject, values.amounts, asked.reason, values.method)


def _owed_again(plan: RefundPlan) -> dict[str, int]:
    """Account → cents."""
    sums: dict[str, int] = {}
    for place, cents in plan.amounts.items():
        account = plan.standing[place].account
        if account:
            sums[account] = sums.get(account, 0) + cents
    return sums


def _drawer(connection: Connection, plan: RefundPlan) -> tuple[Effect, ...]:
    if plan.shift is None or plan.method != "cash":
        return ()
    return drawer_effects(connection, plan.shift, {"cash": -plan.total_cents})
