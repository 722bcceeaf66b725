"""Facts that undo a receipt in part or put it right, and the rows they give. Each names the receipt and its line."""

from collections.abc import Iterator

import msgspec

from app.drawers.movement_facts import movement_row
from app.identity.approvals import Approval
from app.journal.fact import Fact, FactBody, Posting
from app.journal.kinds import Kind, Row
from app.payments import undo_tables as tables
from app.payments.tenders import Tender


class RefundedLine(msgspec.Struct, frozen=True):
    """What goes back of one line of a receipt. `line`: its place, from 1. Amounts in cents.

    `taken_back`: the line's own credits that stand no more, with their signs turned.
    """

    line: int
    amount_cents: int
    account_number: str
    taken_back: tuple[Posting, ...]


class PaymentRefunded(FactBody, frozen=True, kw_only=True):
    """Money of a receipt given back. `method`: "cash", "card" or "check_request"."""

    receipt: str
    receipt_number: str
    reason: str
    method: str
    total_cents: int
    lines: tuple[RefundedLine, ...]
    policies: tuple[str, ...]
    approval: Approval


class PaymentMoved(FactBody, frozen=True, kw_only=True):
    """What a line paid stands on another account now; the tender is untouched. From suspense: it was identified.

    `taken_back`: the credits that stood, signs turned; `credits`: those that stand instead.
    """

    receipt: str
    receipt_number: str
    line: int
    reason: str
    amount_cents: int
    from_account: str
    from_number: str
    to_account: str
    to_number: str
    taken_back: tuple[Posting, ...]
    credits: tuple[Posting, ...]
    policies: tuple[str, ...]
    approval: Approval


class TenderCorrected(FactBody, frozen=True, kw_only=True):
    """What was handed over was keyed as the wrong tender. `tender`: its place, from 1; `now`: what it truly was."""

    receipt: str
    receipt_number: str
    tender: int
    was: str
    amount_cents: int
    now: Tender
    reason: str
    approval: Approval


def _refund_rows(fact: Fact) -> Iterator[Row]:
    body = fact.body
    if not isinstance(body, PaymentRefunded):
        raise TypeError(f"{fact.envelope.kind} is not a PaymentRefunded")
    for line in body.lines:
        place = (body.receipt, line.line, fact.envelope.fact_id)
        yield tables.undone_line, (*place, "refund", line.amount_cents, body.method, fact.envelope.recorded_at_us)
    if body.method == "cash":
        yield movement_row(fact, -body.total_cents)


def _moved_rows(fact: Fact) -> Iterator[Row]:
    body = fact.body
    if not isinstance(body, PaymentMoved):
        raise TypeError(f"{fact.envelope.kind} is not a PaymentMoved")
    place = (body.receipt, body.line, fact.envelope.fact_id)
    yield tables.undone_line, (*place, "move", body.amount_cents, body.to_account, fact.envelope.recorded_at_us)


def _corrected_rows(fact: Fact) -> Iterator[Row]:
    body = fact.body
    if not isinstance(body, TenderCorrected):
        raise TypeError(f"{fact.envelope.kind} is not a TenderCorrected")
    place = (body.receipt, body.tender, fact.envelope.fact_id)
    yield tables.corrected_tender, (*place, body.was, body.now.kind, body.amount_cents, fact.envelope.shift)
    yield movement_row(fact)


KINDS = (
    Kind(PaymentRefunded, project=_refund_rows),
    Kind(PaymentMoved, project=_moved_rows),
    Kind(TenderCorrected, project=_corrected_rows),
)
