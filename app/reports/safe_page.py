"""What the page Safe shows: what should be in the safe, what it waits for, its log, and what its forms choose from."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from app.drawers.custody import Hand, custody_log
from app.drawers.reasons import reasons
from app.drawers.safe import BAGS_KIND, POLICY
from app.drawers.safe_content import SafeContent, SafeCount, last_safe_count, loose_pieces, safe_content
from app.drawers.safe_count import DIFFERENCE_KIND, is_settled
from app.drawers.safe_tables import safe_entry
from app.identity.approvals import approvers
from app.identity.permissions import Permission, Session, require
from app.identity.queries import person_name, today
from app.identity.types import Person
from app.workplace import Services
from resources.texts import current_language

LOG_SHOWN = 200

Choices = tuple[tuple[str, str], ...]
"""(code, what people read)."""


@dataclass(frozen=True)
class SafeEntry:
    """One line of the safe's log; cents that came in (below zero: went out). Names as papers print them."""

    fact_id: str
    kind: str
    person: str
    second: str
    at_us: int
    cents: int


@dataclass(frozen=True)
class SafePage:
    """`names`: person id → name, of everybody in it. `pieces`: the loose cash as last counted and moved since.

    `unsettled`: the last count, where its difference waits for a reason. `people` may be the second person, `signers`
    for a difference. `choices`: list of the policy → reasons.
    """

    time_zone: str
    on: date
    content: SafeContent
    last_count: SafeCount | None
    unsettled: SafeCount | None
    pieces: tuple[tuple[int, int], ...]
    log: tuple[SafeEntry, ...]
    names: dict[str, str]
    denominations_cents: tuple[int, ...]
    choices: dict[str, Choices]
    people: tuple[Person, ...]
    signers: tuple[Person, ...]


def safe_page(services: Services, session: Session) -> SafePage:
    """The page. Raises Refused(NOT_PERMITTED) without `safe.use`, or Unavailable."""
    require(session, Permission.SAFE_USE)
    on = today(services)
    values = services.policies.at(POLICY, on).values
    lists = ("move_in", "move_out", "give_back", "discrepancy")
    with services.read_journal() as connection:
        content, count = safe_content(connection), last_safe_count(connection)
        people = {bag.person for bag in (*content.bags, *content.expected)}
        return SafePage(
            time_zone=services.device.time_zone,
            on=on,
            content=content,
            last_count=count,
            unsettled=_unsettled(connection, content, count),
            pieces=tuple(loose_pieces(connection, services.kinds).items()),
            log=_log(connection),
            names={person: person_name(connection, person) for person in people},
            denominations_cents=tuple(values["denominations_cents"]),
            choices={listed: choices_of(values[listed]) for listed in lists},
            people=tuple(approvers(services, session, BAGS_KIND)),
            signers=tuple(approvers(services, session, DIFFERENCE_KIND)),
        )


def bag_log(services: Services, session: Session, sealed_by: str) -> list[Hand]:
    """Every hand that touched a bag. Raises Refused(NOT_PERMITTED)."""
    require(session, Permission.SAFE_USE)
    with services.read_journal() as connection:
        return custody_log(connection, services.kinds, sealed_by)


def choices_of(listed: list[dict[str, object]]) -> Choices:
    """A policy's reasons in the language of the screen."""
    return tuple((reason.code, reason.name(current_language())) for reason in reasons(listed))


def _unsettled(connection: Connection, content: SafeContent, count: SafeCount | None) -> SafeCount | None:
    if count is None or count.first or not count.difference_cents or is_settled(connection, count.fact_id):
        return None
    return count if content.loose_cents == count.expected_cents else None


def _log(connection: Connection) -> tuple[SafeEntry, ...]:
    newest = select(safe_entry).order_by(safe_entry.c.at_us.desc(), safe_entry.c.sequence.desc()).limit(LOG_SHOWN)
    rows = connection.execute(newest).all()
    ids = {row.person for row in rows} | {row.second_person for row in rows if row.second_person}
    names = {person: person_name(connection, person) for person in ids}
    return tuple(
        SafeEntry(
            row.fact_id,
            row.kind,
            names[row.person],
            names.get(row.second_person, ""),
            row.at_us,
            row.cash_cents + row.check_cents + row.money_order_cents,
        )
        for row in rows
    )
