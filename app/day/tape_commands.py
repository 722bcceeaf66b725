"""The commands of a day that search the virtual tape and open one fact of it; each says whether it verifies."""

from collections.abc import Callable
from typing import Any

from app.day.fields import Entry, cents, only, text
from app.day.state import Day, Mistake
from app.errors import Refused
from app.identity.queries import today
from app.reports.tape import TapeRow, search_tape, tape_choices
from app.reports.tape_fact import fact_at_place, whole_fact
from app.reports.tape_question import TapeQuestion
from app.reports.tape_when import from_us, to_us


def _tape(day: Day, entry: Entry) -> Any:
    """The newest facts that match."""
    only(entry, "from", "to", "person", "kind", "amount", "up_to", "words")
    page = search_tape(day.services, day.require_session(), _question(day, entry))
    return {"facts": [_row(row) for row in page.rows], "more": bool(page.further), "not_searched": page.unread}


def _tape_fact(day: Day, entry: Entry) -> Any:
    """One fact by its place, such as "A2-1-17"."""
    only(entry, "place")
    session = day.require_session()
    fact = whole_fact(day.services, session, fact_at_place(day.services, session, text(entry, "place")))
    return {
        **_row(fact.row),
        "says": {pair.name: pair.value for pair in fact.body if not pair.hidden},
        "postings": [[line.ledger_account, line.account, line.amount_cents] for line in fact.postings],
        "names": [row.place for row in fact.names],
        "named_by": [row.place for row in fact.named_by],
        "hash": fact.hash,
        "failed": [check.value for check in fact.verdict.failed],
        "near": {str(verdict.sequence): verdict.verified for verdict in fact.verdicts},
    }


def _question(day: Day, entry: Entry) -> TapeQuestion:
    zone, on = day.services.device.time_zone, today(day.services)
    lowest = cents(entry, "amount") if "amount" in entry else None
    highest = cents(entry, "up_to") if "up_to" in entry else lowest
    try:
        times = from_us(text(entry, "from", ""), zone, on), to_us(text(entry, "to", ""), zone, on)
    except Refused as refused:
        raise Mistake('`from` and `to` are a day, or a day and a time, such as "2026-11-20 14:05"') from refused
    person = _person(day, text(entry, "person", ""))
    return TapeQuestion(*times, person, text(entry, "kind", ""), lowest, highest, text(entry, "words", ""))


def _person(day: Day, name: str) -> str:
    """The id of a name; "" for none."""
    people = {found: person for person, found in tape_choices(day.services, day.require_session()).people}
    if name and name not in people:
        raise Mistake(f"nobody is called {name}")
    return people[name] if name else ""


def _row(row: TapeRow) -> dict[str, Any]:
    return {
        "place": row.place,
        "kind": row.kind,
        "person": row.person,
        "amount_cents": row.amount_cents,
        "receipt": row.receipt,
        "verified": row.verified,
    }


COMMANDS: dict[str, Callable[[Day, Entry], Any]] = {"tape": _tape, "tape_fact": _tape_fact}
