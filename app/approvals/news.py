"""What became of a person's requests since they last looked: somebody signed, declined or asked back.

So whoever asked is told, whichever workstation answered. What was looked at is working state of this workstation.
"""

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from app.approvals.facts import RequestEvent
from app.approvals.tables import approval_event, approval_request, approval_seen
from app.clock import MICROSECONDS
from app.identity.permissions import Session
from app.workplace import Services

NEWS_US_MAX = 7 * 24 * 3600 * MICROSECONDS
"""What was asked before is no news any more."""

_TOLD = (RequestEvent.GIVEN.value, RequestEvent.DECLINED.value, RequestEvent.ASKED_BACK.value)
_SEEN = select(func.coalesce(func.max(approval_seen.c.seen_at_us), 0)).where(
    approval_seen.c.person == bindparam("person")
)
_NEWS = (
    select(func.count(func.distinct(approval_request.c.request)))
    .select_from(approval_request)
    .join(approval_event, approval_event.c.request == approval_request.c.request)
    .where(
        approval_request.c.asker == bindparam("person"),
        approval_request.c.asked_at_us >= bindparam("since_us"),
        approval_event.c.person != bindparam("person"),
        approval_event.c.event.in_(_TOLD),
        approval_event.c.at_us > _SEEN.scalar_subquery(),
    )
)


def count_news(services: Services, session: Session) -> int:
    """How many of this person's requests were answered since they looked."""
    with services.read_journal() as connection:
        return news_in(connection, session.person_id, services.clock.now_us())


def news_in(connection: Connection, person: str, now_us: int) -> int:
    """The same in a journal that is open."""
    return int(connection.scalar(_NEWS, {"person": person, "since_us": now_us - NEWS_US_MAX}) or 0)


def mark_seen(services: Services, session: Session) -> None:
    """This person has looked at their requests now."""
    row = {"person": session.person_id, "seen_at_us": services.clock.now_us()}
    with services.plain_work() as work:
        stored = insert(approval_seen).values(row)
        work.connection.execute(stored.on_conflict_do_update(index_elements=["person"], set_=row))
        work.commit()
