"""A void that is asked for in the inbox: what it changes, whether it may be, and carrying it out when approved."""

from datetime import date

from sqlalchemy import Connection, bindparam, func, select

from app.drawers.queries import Shift, drawer_content, find_shift
from app.errors import Refused
from app.identity.approvable import AskedAction, Described, Detail, Effect
from app.identity.approvals import Approval
from app.journal.append import JournalWork
from app.journal.tables import fact as fact_table
from app.payments import receipt_numbers, void_receipt
from app.payments.account_lines import account_lines
from app.payments.facts import PaymentTaken
from app.payments.tables import receipt as receipt_table
from app.payments.tables import receipt_void
from app.payments.void_receipt import Payment, ReceiptVoided
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
_IS_DONE = select(fact_table.c.fact_id).where(fact_table.c.fact_id == bindparam("action"))


class VoidApproval:
    """`app.identity.approvable.Approvable` of the kind `void`; its subject is the fact id of a receipt."""

    def check(self, services: Services, connection: Connection, asked: AskedAction) -> int:
        """The whole receipt. Raises Refused(VoidRefusal)."""
        payment = void_receipt.find_payment(services, connection, asked.subject)
        return void_receipt.refuse(services, connection, asked.asker, payment, asked.reason).body.total_cents

    def describe(self, services: Services, connection: Connection, asked: AskedAction) -> Described:
        """When and how it was paid, what balance, drawer and tape are after it."""
        payment = void_receipt.find_payment(services, connection, asked.subject)
        envelope, body = payment.fact.envelope, payment.body
        shift = find_shift(connection, envelope.shift or "")
        done = connection.execute(_IS_DONE, {"action": asked.action}).first() is not None
        try:
            self.check(services, connection, asked)
            refusal = None
        except Refused as found:
            refusal = None if done else found
        effects = () if done or shift is None else _effects(services, connection, body, shift)
        return Described(
            subject=receipt_numbers.spoken(envelope.workstation, envelope.generation, body.number),
            details=_details(connection, payment, shift),
            effects=effects,
            passed=() if refusal or done else ("same_shift", "same_drawer"),
            doubts=("drawer_short",) if any(effect.after < 0 for effect in effects if _is_drawer(effect)) else (),
            refusal=refusal,
        )

    def perform(self, services: Services, work: JournalWork, asked: AskedAction, approval: Approval) -> ReceiptVoided:
        """The same void as with the second person's PIN on the spot. Raises Refused(VoidRefusal)."""
        payment = void_receipt.find_payment(services, work.connection, asked.subject)
        voidable = void_receipt.refuse(services, work.connection, asked.asker, payment, asked.reason)
        return void_receipt.append(services, work, asked.author, voidable, asked.action, asked.reason, approval)


def _details(connection: Connection, payment: Payment, shift: Shift | None) -> tuple[Detail, ...]:
    envelope, body = payment.fact.envelope, payment.body
    voids = connection.scalar(_VOIDS, {"shift": envelope.shift})
    return (
        Detail("taken", at_us=envelope.recorded_at_us),
        *(Detail(f"paid_{tender.kind}", cents=tender.amount_cents) for tender in body.tenders),
        *(Detail("account", words=line.account_number) for line in body.lines if line.account_number),
        *(Detail("drawer", words=each.drawer) for each in (shift,) if each is not None),
        Detail("goes_back_cash", cents=_cash_cents(body)),
        Detail("voids_in_shift", count=int(voids or 0)),
    )


def _effects(services: Services, connection: Connection, body: PaymentTaken, shift: Shift) -> tuple[Effect, ...]:
    content = drawer_content(connection, shift)
    held = {"cash": content.cash_cents, "check": content.check_cents, "money_order": content.money_order_cents}
    goes = {"cash": _cash_cents(body)}
    for kind in ("check", "money_order"):
        goes[kind] = sum(tender.amount_cents for tender in body.tenders if tender.kind == kind)
    payments = int(connection.scalar(_PAYMENTS, {"shift": shift.shift}) or 0)
    return (
        *_balances(services, connection, body, shift),
        *(Effect(f"drawer_{kind}", shift.drawer, held[kind], -cents) for kind, cents in goes.items() if cents),
        Effect("payments_in_shift", shift.drawer, payments, -1, counted=True),
    )


def _balances(services: Services, connection: Connection, body: PaymentTaken, shift: Shift) -> list[Effect]:
    paid: dict[str, int] = {}
    for line in body.lines:
        if line.account is not None:
            paid[line.account] = paid.get(line.account, 0) + line.amount_cents
    on = date.fromisoformat(shift.business_date)
    lines = account_lines(connection, services.reference, tuple(paid), on) if paid else {}
    return [Effect("balance", line.number, line.balance_cents, paid[key]) for key, line in lines.items()]


def _cash_cents(body: PaymentTaken) -> int:
    """What goes out of the drawer: the cash that was handed over less the change."""
    return sum(tender.amount_cents for tender in body.tenders if tender.kind == "cash") - body.change_cents


def _is_drawer(effect: Effect) -> bool:
    return effect.what.startswith("drawer_")
