"""What somebody sees who wants to put right what a receipt paid: what stands of it, and who may approve."""

from datetime import date

import msgspec

from app.approvals.queries import asked_already
from app.clock import local_date
from app.errors import Refused
from app.identity.approvals import approval_rule, approvers
from app.identity.permissions import Permission, Session, require
from app.identity.queries import today
from app.identity.types import Person
from app.payments import receipt_numbers
from app.payments.facts import PaymentTaken
from app.payments.queries import is_voided, read_payment, read_receipt
from app.payments.refund import METHODS, RefundRefusal
from app.payments.returned_payment_queries import returns_of_receipt
from app.payments.standing import StandingLine, standing_lines
from app.payments.tenders import Tender
from app.payments.undo_queries import true_tenders, undone_by
from app.workplace import Services

KINDS = ("refund", "correct_account", "identify", "correct_tender")
_WAYS = {"refund": "refund", "correct_account": "move", "identify": "move", "correct_tender": "tender"}


class UndoLine(msgspec.Struct, frozen=True):
    """A line as it stands. Amounts in cents; `description`: what was typed, "" for an account."""

    place: int
    account_number: str
    description: str
    paid_cents: int
    left_cents: int
    in_suspense: bool
    movable: bool


class UndoView(msgspec.Struct, frozen=True):
    """A receipt to be put right. `tenders` as they truly were; `methods`: how money may go back, by policy.

    `people` and `second_person`: by kind of action, who may approve, and whether somebody must. `waiting`: what is
    asked for already ("refund", "move", "tender") → the id that it will have.
    """

    receipt: str
    number: str
    taken_on: date
    voided: bool
    returned: bool
    lines: tuple[UndoLine, ...]
    tenders: tuple[Tender, ...]
    methods: tuple[str, ...]
    refund_reasons: tuple[str, ...]
    account_reasons: tuple[str, ...]
    identify_reasons: tuple[str, ...]
    tender_reasons: tuple[str, ...]
    people: dict[str, tuple[Person, ...]]
    second_person: dict[str, bool]
    waiting: dict[str, str] = {}
    slips: tuple[str, ...] = ()
    """Facts that gave back or put right something of it, oldest first: each has a slip."""


def undo_view(services: Services, session: Session, receipt: str) -> UndoView:
    """The receipt (its fact id) as it stands. Raises Refused(NOT_PERMITTED, RefundRefusal.RECEIPT_UNKNOWN)."""
    require(session, Permission.RECEIPT_REPRINT)
    on = today(services)
    refund, corrections = (services.policies.at(key, on).values for key in ("refund", "corrections"))
    with services.read_journal() as journal:
        fact = read_payment(journal, services.kinds, receipt)
        if fact is None or not isinstance(fact.body, PaymentTaken):
            raise Refused(RefundRefusal.RECEIPT_UNKNOWN)
        standing = standing_lines(journal, services.kinds, receipt, fact.body)
        tenders = true_tenders(journal, services.kinds, receipt, fact.body)
        said = read_receipt(journal, services.kinds, receipt).lines
        voided = is_voided(journal, receipt)
        returned = bool(returns_of_receipt(journal, services.kinds, receipt))
        slips = tuple(undone_by(journal, receipt))
        waiting = {_WAYS[kind]: found for kind in KINDS if (found := asked_already(journal, kind, receipt))}
    kinds = {tender.kind for tender in tenders}
    words = {number: line.description or "" for number, line in enumerate(said, 1)}
    ways = {method for kind in kinds for method in refund["methods"].get(kind, ())}
    return UndoView(
        receipt=receipt,
        number=receipt_numbers.spoken(*fact.key[:2], fact.body.number),
        taken_on=local_date(fact.envelope.recorded_at_us, services.device.time_zone),
        voided=voided,
        returned=returned,
        lines=tuple(_line(line, fact.body, words[line.line]) for line in standing.values()),
        tenders=tuple(tenders),
        methods=tuple(method for method in METHODS if method in ways),
        refund_reasons=tuple(refund["reasons"]),
        account_reasons=tuple(corrections["account_reasons"]),
        identify_reasons=tuple(corrections["identify_reasons"]),
        tender_reasons=tuple(corrections["tender_reasons"]),
        people={kind: tuple(approvers(services, session, kind)) for kind in KINDS},
        second_person={kind: approval_rule(services.policies, kind, on).second_person for kind in KINDS},
        slips=slips,
        waiting={way: request.action for way, request in waiting.items()},
    )


def _line(line: StandingLine, payment: PaymentTaken, words: str) -> UndoLine:
    paid = payment.lines[line.line - 1]
    return UndoLine(
        place=line.line,
        account_number=line.account_number,
        description="" if paid.kind == "account" else words,
        paid_cents=paid.amount_cents,
        left_cents=line.amount_cents,
        in_suspense=line.in_suspense,
        movable=bool(line.account) or paid.kind == "suspense",
    )
