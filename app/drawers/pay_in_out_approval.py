"""Cash that somebody asks to pay in or out, by way of the inbox; the note of the request is that of the movement."""

import msgspec
from sqlalchemy import Connection

from app.drawers import pay_in_out
from app.drawers.approval_details import drawer_effects
from app.drawers.moved import Moved
from app.drawers.pay_in_out import POLICY, Direction, PayInOut, PayPlan
from app.drawers.queries import find_shift
from app.drawers.reasons import names_of
from app.identity.approvable import Action, AskedAction, Described, Detail, Effect
from app.identity.approvals import Approval
from app.identity.permissions import Permission
from app.identity.planned_approval import PlannedApproval
from app.journal.append import JournalWork
from app.workplace import Services

CITY = "general_ledger/"
"""Ledger accounts of the city's own chart begin so; people say what follows."""


class _Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a request keeps of `PayInOut`."""

    amount_cents: int


def action_of(command: PayInOut) -> Action:
    """The movement as it is asked for; its note goes with the request."""
    values = {"amount_cents": command.amount_cents}
    return Action(command.direction, command.intent, command.intent, command.reason, values)


class PayInOutApproval(PlannedApproval[PayPlan]):
    """Of the kinds `pay_in` and `pay_out`; its subject is its own id, so that several may wait."""

    needs = Permission.DRAWER_PAY_IN_OUT
    passed = ("same_shift", "same_drawer")

    def __init__(self, direction: Direction) -> None:
        self._direction = direction

    def plan(self, services: Services, connection: Connection, asked: AskedAction) -> PayPlan:
        """Raises Refused(ActionRefusal, ShiftRefusal, PayInOutRefusal)."""
        amount_cents = asked.read(_Asked).amount_cents
        command = PayInOut(asked.action, self._direction, asked.reason, amount_cents, asked.note)
        return pay_in_out.refuse(services, connection, asked.asker, command)

    def amount_cents(self, plan: PayPlan) -> int:
        """What is paid in or out."""
        return plan.command.amount_cents

    def known(self, services: Services, connection: Connection, asked: AskedAction) -> Described:
        """Which drawer, what for, and the ledger account of the other side."""
        listed = services.policies.at(POLICY, asked.on).values[self._direction]
        shift = find_shift(connection, asked.shift)
        drawer = shift.drawer if shift is not None else ""
        accounts = [each["account"].removeprefix(CITY) for each in listed if each["code"] == asked.reason]
        details = (Detail("drawer", words=drawer), *(Detail("ledger_account", words=account) for account in accounts))
        return Described(drawer, details, reason_names=names_of(listed, asked.reason))

    def effects(self, services: Services, connection: Connection, plan: PayPlan) -> tuple[Effect, ...]:
        """The drawer holds more, or less."""
        return drawer_effects(connection, plan.shift, {"cash": plan.cash_cents})

    def append(
        self, services: Services, work: JournalWork, asked: AskedAction, plan: PayPlan, approval: Approval
    ) -> Moved:
        """The same movement as with the second person's PIN on the spot."""
        return pay_in_out.append(services, work, plan, approval)
