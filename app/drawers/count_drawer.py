"""Counting a drawer: what was found, what was expected and the difference are stored as three facts in one commit.

The count is entered before anything expected is shown (blind count: WA SAO model rules), and stored before that as
well: `read_result` gives expected and difference only afterwards, and only as policy `cash_control` and permissions
allow. Counts may repeat; the last one counts for the close.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection

from app.changed import Changed
from app.drawers import count_draft
from app.drawers.count_drawer_facts import (
    ByTender,
    CountDifference,
    CountPurpose,
    DrawerCounted,
    DrawerExpected,
    FoundPaper,
)
from app.drawers.counts import Count, find_count
from app.drawers.open_shift import counted, refuse_pieces
from app.drawers.queries import TO_BE_COUNTED, Shift, drawer_content, find_shift, open_shift
from app.errors import Refused
from app.identity.permissions import Permission, Session, may, require
from app.identity.refusals import IdentityRefusal
from app.journal.append import Author, JournalWork, is_recorded
from app.money import AMOUNT_CENTS_MAX
from app.workplace import Services

PAPERS_MAX = 10_000


class CountRefusal(StrEnum):
    """Why a count is not stored, in the order in which it is tested (after the permission; then pieces as at opening).

    A count for the close is made by whoever has the drawer, or by somebody who accepts shifts in their place; a
    surprise count by somebody else who may see all drawers.
    """

    INTENT_TAKEN = "intent_taken"
    NO_SHIFT = "no_shift"
    SHIFT_OF_ANOTHER = "shift_of_another"
    OWN_DRAWER = "own_drawer"
    PAPER_NOT_POSSIBLE = "paper_not_possible"
    PAPER_TWICE = "paper_twice"
    BATCH_NOT_POSSIBLE = "batch_not_possible"


@dataclass(frozen=True)
class CountDrawer:
    """`intent`: id made when the count was begun; `pieces`: value in cents → how many; `papers`: those in hand.

    `batch_cents`: what the card terminal says, None where nobody looked. `shift`: "" for the open one of this
    workstation, else a rejected or reopened one.
    """

    intent: str
    pieces: Mapping[int, int]
    papers: tuple[FoundPaper, ...] = ()
    batch_cents: int | None = None
    purpose: CountPurpose = CountPurpose.CLOSE
    shift: str = ""


def record(services: Services, session: Session, command: CountDrawer) -> Changed:
    """Stores the count. The same intent again stores nothing. Raises Refused(CountRefusal, OpenShiftRefusal)."""
    require(session, Permission.DRAWER_OPEN_SHIFT)
    with services.unit_of_work() as work:
        if is_recorded(work.connection, command.intent):
            if find_count(work.connection, command.intent) is None:
                raise Refused(CountRefusal.INTENT_TAKEN)
            return work.changed
        shift = shift_to_count(work.connection, services.device.code, command.shift)
        _refuse_person(session, shift, command.purpose)
        store_count(services, work, session, shift, command)
        count_draft.remove(work.connection, shift.shift, session.person_id)
        work.commit()
        return work.changed


def store_count(services: Services, work: JournalWork, session: Session, shift: Shift, command: CountDrawer) -> None:
    """Appends the three facts in the caller's unit of work. Raises Refused for what cannot be in a drawer."""
    _refuse_papers(command)
    refuse_pieces(command.pieces, list(counted_in(services, date.fromisoformat(shift.business_date))))
    author = Author(session.person_id, shift.shift, shift.business_date)
    found, expected = _found(command), expected_content(work.connection, shift)
    body = DrawerCounted(
        drawer=shift.drawer,
        purpose=command.purpose.value,
        denominations=counted(command.pieces),
        papers=command.papers,
        counted=found,
    )
    work.append(body, author, fact_id=command.intent)
    second = work.append(DrawerExpected(count=command.intent, expected=expected), author)
    difference = found.less(expected)
    work.append(CountDifference(count=command.intent, expected=second.envelope.fact_id, difference=difference), author)


def shift_to_count(connection: Connection, workstation: str, shift: str) -> Shift:
    """The shift that a count is for. Raises Refused(NO_SHIFT)."""
    found = find_shift(connection, shift) if shift else open_shift(connection, workstation)
    current = open_shift(connection, workstation)
    if found is None or (found != current and not (found.state in TO_BE_COUNTED and found.drawer == workstation)):
        raise Refused(CountRefusal.NO_SHIFT)
    return found


def counted_in(services: Services, on: date) -> tuple[int, ...]:
    """The notes and coins of a count, largest first: those of change, and those that customers bring besides."""
    change = services.policies.at("tenders", on).values["denominations_cents"]
    also = services.policies.at("cash_control", on).values["also_counted_cents"]
    return tuple(sorted({*change, *also}, reverse=True))


def expected_content(connection: Connection, shift: Shift) -> ByTender:
    """What the postings of a shift say now."""
    content = drawer_content(connection, shift)
    return ByTender(content.cash_cents, content.check_cents, content.money_order_cents, content.card_cents)


def read_result(services: Services, session: Session, count: str) -> Count:
    """A stored count with what was expected. Raises Refused: NOT_PERMITTED to see it, NO_SHIFT for an unknown count."""
    with services.read_journal() as connection:
        found = find_count(connection, count)
        shift = find_shift(connection, found.shift) if found else None
    if found is None or shift is None:
        raise Refused(CountRefusal.NO_SHIFT)
    if not may_see_result(services, session, found, date.fromisoformat(shift.business_date)):
        raise Refused(IdentityRefusal.NOT_PERMITTED, permission=Permission.DRAWER_SEE_EXPECTED.value)
    return found


def may_see_result(services: Services, session: Session, count: Count, on: date) -> bool:
    """Whether expected and difference of a stored count are shown to this person."""
    after_count: bool = services.policies.at("cash_control", on).values["show_result_after_count"]
    return may(session, Permission.DRAWER_SEE_EXPECTED) or (after_count and count.person == session.person_id)


def _refuse_person(session: Session, shift: Shift, purpose: CountPurpose) -> None:
    own = shift.person == session.person_id
    if purpose is CountPurpose.SURPRISE:
        if own:
            raise Refused(CountRefusal.OWN_DRAWER)
        require(session, Permission.DRAWER_SEE_ALL)
    elif not own and not may(session, Permission.DRAWER_ACCEPT):
        raise Refused(CountRefusal.SHIFT_OF_ANOTHER, person=shift.person, drawer=shift.drawer)


def _refuse_papers(command: CountDrawer) -> None:
    for paper in command.papers:
        if paper.tender not in ("check", "money_order") or not 0 < paper.amount_cents <= AMOUNT_CENTS_MAX:
            raise Refused(CountRefusal.PAPER_NOT_POSSIBLE, amount_cents=paper.amount_cents)
    listed = [(paper.receipt, paper.line) for paper in command.papers if paper.receipt]
    if len(set(listed)) < len(listed) or len(command.papers) > PAPERS_MAX:
        raise Refused(CountRefusal.PAPER_TWICE)
    if command.batch_cents is not None and abs(command.batch_cents) > AMOUNT_CENTS_MAX:
        raise Refused(CountRefusal.BATCH_NOT_POSSIBLE, limit_cents=AMOUNT_CENTS_MAX)


def _found(command: CountDrawer) -> ByTender:
    cash_cents = sum(value * count for value, count in command.pieces.items())
    checks, orders = (
        sum(paper.amount_cents for paper in command.papers if paper.tender == tender)
        for tender in ("check", "money_order")
    )
    return ByTender(cash_cents, checks, orders, command.batch_cents)
