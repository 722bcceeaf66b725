"""A safe drop: notes go from the drawer into a sealed, tamper-evident bag for the safe, counted by denomination.

The slip prints twice, one for the bag and one for the drawer. Above an amount a second person witnesses the sealing
(policy `approvals`, kind `safe_drop`). After INTENT_TAKEN refusals come in the order of `ShiftRefusal`, of
`OpenShiftRefusal` for the pieces, of `SafeDropRefusal`, of `BagRefusal`, then of `ApprovalRefusal`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app import ledger_accounts
from app.drawers.moved import Moved, recorded_before, refuse_more_than_there_is
from app.drawers.movement_facts import SafeDropped
from app.drawers.open_shift import counted, refuse_pieces
from app.drawers.own_shift import own_shift
from app.drawers.sealed_bags import refuse_bag
from app.drawers.slips import queue_slip
from app.errors import Refused
from app.identity.approvals import decide
from app.identity.permissions import Permission, Session, require
from app.journal.append import Author, is_recorded
from app.journal.fact import Posting
from app.print_jobs import open_drawer
from app.workplace import Services

KIND = "safe_drop"


class SafeDropRefusal(StrEnum):
    """Why nothing is dropped, in the order in which it is tested (after the permission)."""

    INTENT_TAKEN = "intent_taken"
    NOTHING_COUNTED = "nothing_counted"
    NOT_IN_THE_DRAWER = "not_in_the_drawer"


@dataclass(frozen=True)
class SafeDrop:
    """`intent`: id made when the person began; `pieces`: value in cents → how many; `bag`: its number as typed."""

    intent: str
    pieces: Mapping[int, int]
    bag: str
    witness: Session | None = None


def record(services: Services, session: Session, command: SafeDrop) -> Moved:
    """Drops the notes. The same intent again changes nothing. Raises Refused or Unavailable."""
    require(session, Permission.DRAWER_DROP)
    with services.unit_of_work() as work:
        if is_recorded(work.connection, command.intent):
            return recorded_before(work, command.intent, SafeDropRefusal.INTENT_TAKEN, SafeDropped)
        shift = own_shift(work, session)
        on = date.fromisoformat(shift.business_date)
        policy = services.policies.at("cash_control", on)
        refuse_pieces(command.pieces, policy.values["drop_denominations_cents"])
        amount_cents = sum(value * count for value, count in command.pieces.items())
        if not amount_cents:
            raise Refused(SafeDropRefusal.NOTHING_COUNTED)
        refuse_more_than_there_is(work.connection, shift, amount_cents, SafeDropRefusal.NOT_IN_THE_DRAWER)
        bag = refuse_bag(work.connection, command.bag, policy.values["bag_length_max"])
        approval = decide(services, session, KIND, amount_cents, command.witness, on)
        body = SafeDropped(
            drawer=shift.drawer,
            bag=bag,
            denominations=counted(command.pieces),
            amount_cents=amount_cents,
            approval=approval,
            policies=(services.policies.at("approvals", on).reference, policy.reference),
            postings=drop_postings(shift.drawer, amount_cents),
        )
        fact = work.append(body, Author(session.person_id, shift.shift, shift.business_date), fact_id=command.intent)
        open_drawer.kick(work, command.intent, session.person_id, "drop")
        slip = queue_slip(work, fact)
        work.commit()
        return Moved(slip, work.changed)


def drop_postings(drawer: str, amount_cents: int) -> tuple[Posting, ...]:
    """The cash leaves the drawer and lies in a sealed bag until the safe receives it."""
    return (
        Posting(ledger_account=ledger_accounts.drawer(drawer, "cash"), amount_cents=-amount_cents),
        Posting(ledger_account=ledger_accounts.sealed_bags("cash"), amount_cents=amount_cents),
    )
