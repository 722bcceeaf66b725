"""The rows of the inbox as its list shows them, in groups: who waits at a counter first."""

from collections.abc import Sequence

from app.approvals.inbox import InboxRow
from app.approvals.queries import OPEN, RequestState
from app.money import format_cents
from resources.texts import text
from ui.work.approval_words import MINUTE_US, kind_words, state_words
from ui.work.request_list import RequestGroup, RequestItem


def groups_of(rows: Sequence[InboxRow], now_us: int, *, by_state: bool) -> list[RequestGroup]:
    """`by_state`: three groups of what is open; else one list without a heading."""
    if not by_state:
        return [RequestGroup("", tuple(_item(row, now_us) for row in rows))]
    names = {
        RequestState.WAITING: text("Someone waits at a counter"),
        RequestState.UNSIGNED: text("Done with nobody present, to be signed"),
        RequestState.ASKED_BACK: text("Asked back, waits for an answer"),
    }
    return [
        RequestGroup(name, tuple(_item(row, now_us) for row in rows if row.request.state is state))
        for state, name in names.items()
    ]


def _item(row: InboxRow, now_us: int) -> RequestItem:
    request, words = row.request, kind_words(row.request.kind)
    waits = request.state is RequestState.WAITING
    minutes = max(now_us - request.asked_at_us, 0) // MINUTE_US
    since = text("{minutes} min", minutes=minutes) if waits and minutes < 120 else state_words(request, now_us)[0]
    return RequestItem(
        key=request.request,
        icon=words.icon,
        title=words.name,
        detail=text("{name}, counter {counter}", name=row.asker_name, counter=request.workstation),
        amount=format_cents(request.amount_cents),
        since=since,
        urgent=request.state in OPEN,
    )
