"""What the count page shows: the shift, what cash is counted in, the checks and money orders to be found.

Nothing expected stands here (blind count); the amounts of checks do, because they are what is looked for.
"""

from datetime import date

import msgspec

from app.drawers import count_draft
from app.drawers.count_draft import CountDraft
from app.drawers.count_drawer import counted_in, shift_to_count
from app.drawers.queries import Shift
from app.identity.permissions import Session
from app.identity.queries import person_name
from app.payments.shift_receipts import Paper, papers_in, payer_names
from app.workplace import Services


class CountPage(msgspec.Struct, frozen=True):
    """`denominations_cents` largest first; `names`: account key → whose it is; `draft`: what was kept for later.

    `roll_pieces`: value of a coin → pieces in a roll, where rolls have rows of their own; empty where not.
    """

    shift: Shift
    cashier: str
    own: bool
    time_zone: str
    denominations_cents: tuple[int, ...]
    roll_pieces: dict[int, int]
    papers: tuple[Paper, ...]
    names: dict[str, str]
    draft: CountDraft | None


def count_page(services: Services, session: Session, shift: str = "") -> CountPage:
    """The page for the open shift, or for one to be counted again. Raises Refused(CountRefusal), Unavailable."""
    with services.read_journal() as connection:
        found = shift_to_count(connection, services.device.code, shift)
        papers = papers_in(connection, services.kinds, found.shift)
        draft = count_draft.kept(connection, found.shift, session.person_id)
        cashier = person_name(connection, found.person)
    on = date.fromisoformat(found.business_date)
    rules = services.policies.at("cash_control", on).values
    rolls = {int(value): pieces for value, pieces in rules["roll_pieces"].items()} if rules["count_rolls"] else {}
    return CountPage(
        shift=found,
        cashier=cashier,
        own=found.person == session.person_id,
        time_zone=services.device.time_zone,
        denominations_cents=counted_in(services, on),
        roll_pieces=rolls,
        papers=tuple(papers),
        names=payer_names(services.reference, papers),
        draft=draft,
    )
