"""What stands of a receipt's lines now: what each paid, less what was refunded, where it was moved to.

A line's *credits* are the postings by which it paid: charges of an account, account credit, a ledger account, suspense.
Refunds and moves name receipt and line; in the order in which they happened they give the credits that stand.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, bindparam, select

from app import ledger_accounts
from app.journal.fact import Posting
from app.journal.kinds import Kinds
from app.journal.tables import fact as fact_table
from app.payments.facts import PaidLine, PaymentTaken
from app.payments.undo_facts import PaymentMoved, PaymentRefunded, RefundedLine
from app.payments.undo_tables import undone_line

_UNDOING = (
    select(fact_table.c.envelope, fact_table.c.body)
    .where(fact_table.c.fact_id.in_(select(undone_line.c.fact_id).where(undone_line.c.receipt == bindparam("receipt"))))
    .order_by(fact_table.c.workstation, fact_table.c.generation, fact_table.c.sequence)
)


@dataclass(frozen=True)
class StandingLine:
    """A line as it stands. `credits`: its postings, all below zero; `account` "" where it stands on none."""

    line: int
    account: str
    account_number: str
    credits: tuple[Posting, ...]
    refunded_cents: int = 0

    @property
    def amount_cents(self) -> int:
        """What of it still stands."""
        return -sum(posting.amount_cents for posting in self.credits)

    @property
    def in_suspense(self) -> bool:
        """Nobody knows yet whose it is."""
        return any(posting.ledger_account == ledger_accounts.SUSPENSE for posting in self.credits)


def standing_lines(journal: Connection, kinds: Kinds, receipt: str, payment: PaymentTaken) -> dict[int, StandingLine]:
    """Every line of a receipt by its place, as it stands now."""
    lines = {
        number: StandingLine(number, line.account or "", line.account_number or "", line_credits(line))
        for number, line in enumerate(payment.lines, 1)
    }
    for body in _undoing(journal, kinds, receipt):
        if isinstance(body, PaymentMoved):
            refunded = lines[body.line].refunded_cents
            lines[body.line] = StandingLine(body.line, body.to_account, body.to_number, body.credits, refunded)
        else:
            lines |= {back.line: _refunded(lines[back.line], back) for back in body.lines}
    return lines


def moved_lines(journal: Connection, kinds: Kinds, receipt: str, payment: PaymentTaken) -> list[Posting]:
    """The credits of all lines where they stand since the last move, refunds not taken off: what a return turns.

    What was refunded before a move stands where it was paid, in front of what was moved.
    """
    lines = {number: line_credits(line) for number, line in enumerate(payment.lines, 1)}
    refunded: dict[int, tuple[Posting, ...]] = dict.fromkeys(lines, ())
    for body in _undoing(journal, kinds, receipt):
        if isinstance(body, PaymentMoved):
            lines[body.line] = (*refunded[body.line], *body.credits)
        else:
            for back in body.lines:
                refunded[back.line] += turned(back.taken_back)
    return [posting for number in sorted(lines) for posting in lines[number]]


def account_numbers(journal: Connection, kinds: Kinds, receipt: str, payment: PaymentTaken) -> dict[str, str]:
    """The number of every account that a receipt ever paid, by its key."""
    numbers = {line.account: line.account_number or "" for line in payment.lines if line.account}
    moves = [body for body in _undoing(journal, kinds, receipt) if isinstance(body, PaymentMoved)]
    return numbers | {body.to_account: body.to_number for body in moves}


def _undoing(journal: Connection, kinds: Kinds, receipt: str) -> list[PaymentRefunded | PaymentMoved]:
    """The refunds and moves of a receipt, in the order in which they happened."""
    rows = journal.execute(_UNDOING, {"receipt": receipt}).all()
    facts = sorted((kinds.read(*row) for row in rows), key=lambda fact: (fact.envelope.recorded_at_us, fact.key))
    return [fact.body for fact in facts if isinstance(fact.body, PaymentRefunded | PaymentMoved)]


def _refunded(line: StandingLine, back: RefundedLine) -> StandingLine:
    left, gone = less(line.credits, back.taken_back), line.refunded_cents + back.amount_cents
    return StandingLine(line.line, line.account, line.account_number, left, gone)


def line_credits(line: PaidLine) -> tuple[Posting, ...]:
    """The postings by which a line of a receipt paid, in its own order; account credit last."""
    if line.kind != "account":
        return (Posting(ledger_account=line.ledger_account or "", amount_cents=-line.amount_cents),)
    credits = [
        Posting(
            ledger_account=ledger_accounts.receivable(paid.service_category),
            amount_cents=-paid.amount_cents,
            account=line.account,
            charge=paid.charge,
            service_category=paid.service_category,
            due_on=paid.due_on,
        )
        for paid in line.paid
    ]
    if line.credit_cents:
        name, cents = ledger_accounts.CUSTOMER_CREDIT, -line.credit_cents
        credits.append(Posting(ledger_account=name, amount_cents=cents, account=line.account))
    return tuple(credits)


def taken_from_the_end(credits: Sequence[Posting], amount_cents: int) -> tuple[Posting, ...]:
    """Credits with their signs turned, from the last on, until `amount_cents` is reached: what was paid last goes."""
    turned = []
    for posting in reversed(credits):
        cents = min(-posting.amount_cents, amount_cents)
        if cents:
            amount_cents -= cents
            turned.append(msgspec.structs.replace(posting, amount_cents=cents))
    return tuple(turned)


def less(credits: Sequence[Posting], taken_back: Sequence[Posting]) -> tuple[Posting, ...]:
    """The credits that are left after some were taken back."""
    left = list(credits)
    for back in taken_back:
        cents = back.amount_cents
        for number, posting in enumerate(left):
            if _place(posting) == _place(back):
                used = min(cents, -posting.amount_cents)
                cents -= used
                left[number] = msgspec.structs.replace(posting, amount_cents=posting.amount_cents + used)
    return tuple(posting for posting in left if posting.amount_cents)


def turned(postings: Sequence[Posting]) -> tuple[Posting, ...]:
    """The same lines with the signs turned."""
    return tuple(msgspec.structs.replace(posting, amount_cents=-posting.amount_cents) for posting in postings)


def _place(posting: Posting) -> tuple[str, str | None, str | None]:
    return posting.ledger_account, posting.account, posting.charge
