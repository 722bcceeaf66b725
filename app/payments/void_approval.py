"""A void that is asked for in the inbox: what it changes, whether it may be, and carrying it out when approved."""

from sqlalchemy import Connection, bindparam, func, select

from app.drawers.approval_details import drawer_effects
from app.drawers.queries import Shift, find_shift
from app.identity.approvable import AskedAction, Described, Detail, Effect
from app.identity.approvals import Approval
from app.identity.planned_approval import PlannedApproval
from app.journal.append import JournalWork
from app.payments import void_receipt
from app.payments.approval_details import balances, of_receipt, receipt_details
from app.payments.facts import PaymentTaken
from app.payments.tables import receipt as receipt_table
from app.payments.tables import receipt_void
from app.payments.void_receipt import Payment, ReceiptVoided, Voidable
from app.workplace import Services

_VOIDS = (
    select(func.count())
    .select_from(receipt_void)
    .join(receipt_table, receipt_table.c.fact_id == receipt_void.c.receipt)
    .where(receipt_table.c.shift == bindparam("shift"))
)
_PAYMENTS = (
    select(func.count())
    .select_from(receipt_table)
    .outerjoin(receipt_void, receipt_void.c.receipt == receipt_table.c.fact_id)
    .where(receipt_table.c.shift == bindparam("shift"), receipt_void.c.fact_id.is_(None))
)


class VoidApproval(PlannedApproval[Voidable]):
    """Of the kind `void`; its subject is the fact id of a receipt."""

    passed = ("same_shift", "same_drawer")

    def plan(self, services: Services, connection: Connection, asked: AskedAction) -> Voidable:
        """Raises Refused(VoidRefusal)."""
        payment = void_receipt.find_payment(services, connection, asked.subject)
        return void_receipt.refuse(services, connection, asked.asker, payment, asked.reason)

    def amount_cents(self, plan: Voidable) -> int:
        """The whole receipt."""
        return plan.body.total_cents

    def known(self, services: Services, connection: Connection, asked: AskedAction) -> Described:
        """When and how it was paid, and what goes back."""
        payment = void_receipt.find_payment(services, connection, asked.subject)
        shift = find_shift(connection, payment.fact.envelope.shift or "")
        return Described(of_receipt(payment.fact, payment.body), _details(connection, payment, shift))

    def effects(self, services: Services, connection: Connection, plan: Voidable) -> tuple[Effect, ...]:
        """What balances, drawer and tape are after it."""
        body, shift = plan.body, plan.shift
        goes = {"cash": -_cash_cents(body)}
        for kind in ("check", "money_order"):
            goes[kind] = -sum(tender.amount_cents for tender in body.tenders if tender.kind == kind)
        payments = int(connection.scalar(_PAYMENTS, {"shift": shift.shift}) or 0)
        return (
            *balances(services, connection, _paid(body), plan.on),
            *drawer_effects(connection, shift, goes),
            Effect("payments_in_shift", shift.drawer, payments, -1, counted=True),
        )

    def append(
        self, services: Services, work: JournalWork, asked: AskedAction, plan: Voidable, approval: Approval
    ) -> ReceiptVoided:
        """The same void as with the second person's PIN on the spot."""
        return void_receipt.append(services, work, asked.author, plan, asked.action, asked.reason, approval)


def _details(connection: Connection, payment: Payment, shift: Shift | None) -> tuple[Detail, ...]:
    envelope, body = payment.fact.envelope, payment.body
    voids = connection.scalar(_VOIDS, {"shift": envelope.shift})
    return (
        *receipt_details(payment.fact, body),
        *(Detail("account", words=line.account_number) for line in body.lines if line.account_number),
        *(Detail("drawer", words=each.drawer) for each in (shift,) if each is not None),
        Detail("goes_back_cash", cents=_cash_cents(body)),
        Detail("voids_in_shift", count=int(voids or 0)),
    )


def _paid(body: PaymentTaken) -> dict[str, int]:
    """Account → cents that it owes again."""
    paid: dict[str, int] = {}
    for line in body.lines:
        if line.account is not None:
            paid[line.account] = paid.get(line.account, 0) + line.amount_cents
    return paid


def _cash_cents(body: PaymentTaken) -> int:
    """What goes out of the drawer: the cash that was handed over less the change."""
    return sum(tender.amount_cents for tender in body.tenders if tender.kind == "cash") - body.change_cents
