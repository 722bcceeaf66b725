"""A count in progress: what was entered so far is kept, so that neither a crash nor *Keep for later* loses it.

Working state, no money: removed when the count is stored.
"""

import msgspec
from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from app.drawers.count_drawer_facts import FoundPaper
from app.drawers.tables import count_draft
from app.errors import Unavailable
from app.identity.permissions import Session
from app.journal.append import is_recorded
from app.store.database import StoreFailure
from app.workplace import Services


class CountDraft(msgspec.Struct, frozen=True, omit_defaults=True):
    """What stands in the fields: pieces as they were typed, by value in cents; papers ticked; the batch as typed."""

    intent: str
    pieces: dict[str, str]
    papers: tuple[FoundPaper, ...] = ()
    unlisted: dict[str, str] = msgspec.field(default_factory=dict)
    batch: str = ""


_decoder = msgspec.json.Decoder(CountDraft)


def keep(services: Services, session: Session, shift: str, draft: CountDraft) -> None:
    """Stores what was entered so far in place of what was kept before.

    Keeping waits behind everything else on the lane: what comes after its own count was stored is too late.
    """
    row = {
        "shift": shift,
        "person": session.person_id,
        "content": msgspec.json.encode(draft),
        "changed_at_us": services.clock.now_us(),
    }
    with services.plain_work() as work:
        if is_recorded(work.connection, draft.intent):
            return
        work.connection.execute(
            insert(count_draft).values(row).on_conflict_do_update(index_elements=["shift", "person"], set_=row)
        )
        work.commit()


def kept(connection: Connection, shift: str, person: str) -> CountDraft | None:
    """What a person had entered for a shift; None when nothing is kept. Raises Unavailable for a damaged row."""
    of_person = (count_draft.c.shift == shift, count_draft.c.person == person)
    content = connection.scalar(select(count_draft.c.content).where(*of_person))
    try:
        return _decoder.decode(content) if content is not None else None
    except msgspec.MsgspecError as error:
        raise Unavailable(StoreFailure.WRONG_KEY_OR_DAMAGED, detail="count_draft") from error


def is_counting(connection: Connection, shift: str) -> bool:
    """Whether somebody has begun to count this drawer."""
    return connection.scalar(select(count_draft.c.shift).where(count_draft.c.shift == shift).limit(1)) is not None


def remove(connection: Connection, shift: str, person: str) -> None:
    """Removes the draft in the caller's transaction: its count is stored."""
    connection.execute(delete(count_draft).where(count_draft.c.shift == shift, count_draft.c.person == person))
