"""A tender that somebody asks to have corrected, by way of the inbox. A routing number stands beside the fact."""

import msgspec
from sqlalchemy import Connection

from app.drawers.approval_details import drawer_effects
from app.identity.approvable import Action, AskedAction, Described, Detail, Effect
from app.identity.approvals import Approval
from app.identity.planned_approval import PlannedApproval
from app.journal.append import JournalWork
from app.payments import correct_tender
from app.payments.approval_details import of_receipt, receipt_details
from app.payments.correct_tender import TENDER_KIND, Corrected, CorrectTender, TenderPlan
from app.payments.tenders import TenderKind
from app.payments.undo_queries import true_tenders
from app.workplace import Services

_ROUTING = "routing_number"


class _Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a request keeps of `CorrectTender`."""

    tender: int
    kind: TenderKind
    number: str | None = None
    authorization: str | None = None
    last_four: str | None = None


def action_of(command: CorrectTender) -> Action:
    """The correction as it is asked for."""
    values = _Asked(command.tender, command.kind, command.number, command.authorization, command.last_four)
    private = {_ROUTING: command.routing_number} if command.routing_number else {}
    return Action(TENDER_KIND, command.intent, command.receipt, command.reason, msgspec.to_builtins(values), private)


class TenderApproval(PlannedApproval[TenderPlan]):
    """Of the kind `correct_tender`; its subject is the fact id of a receipt."""

    def plan(self, services: Services, connection: Connection, asked: AskedAction) -> TenderPlan:
        """Raises Refused(ActionRefusal, CorrectTenderRefusal, TenderRefusal)."""
        command = _command(asked)
        fact, payment = correct_tender.find_payment(services, connection, asked.subject)
        return correct_tender.refuse(services, connection, asked.asker, fact, payment, command)

    def amount_cents(self, plan: TenderPlan) -> int:
        """What was handed over, without the change."""
        return plan.now.amount_cents

    def known(self, services: Services, connection: Connection, asked: AskedAction) -> Described:
        """When it was paid, what was keyed, and what it truly was."""
        fact, payment = correct_tender.find_payment(services, connection, asked.subject)
        command = _command(asked)
        tenders = true_tenders(connection, services.kinds, asked.subject, payment)
        was = tenders[command.tender - 1] if 0 < command.tender <= len(tenders) else None
        details = (
            *receipt_details(fact, payment),
            *(Detail("entered_as", tender=each.kind) for each in (was,) if each and each.kind != command.kind),
            Detail("truly_was", tender=command.kind),
            *(Detail("number", words=number) for number in (command.number,) if number),
        )
        return Described(of_receipt(fact, payment), details)

    def effects(self, services: Services, connection: Connection, plan: TenderPlan) -> tuple[Effect, ...]:
        """It is expected as the other tender now."""
        cents = plan.now.amount_cents
        return drawer_effects(connection, plan.shift, {plan.was.kind: -cents, plan.now.kind: cents})

    def append(
        self, services: Services, work: JournalWork, asked: AskedAction, plan: TenderPlan, approval: Approval
    ) -> Corrected:
        """The same correction as with the second person's PIN on the spot."""
        return correct_tender.append(work, asked.asker, plan, _command(asked), approval)


def _command(asked: AskedAction) -> CorrectTender:
    values = asked.read(_Asked)
    return CorrectTender(
        intent=asked.action,
        receipt=asked.subject,
        tender=values.tender,
        kind=values.kind,
        reason=asked.reason,
        number=values.number,
        routing_number=asked.private.get(_ROUTING),
        authorization=values.authorization,
        last_four=values.last_four,
    )
