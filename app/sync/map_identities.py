"""The first enrolment's review: a person says what of a workstation's own is the city's, then it is recorded as facts.

No fact is rewritten: `IdentityMapped` says what an id means, and whoever reads across workstations asks it. Each answer
is kept at once, so a review that breaks off goes on where it stood; nothing that is sent waits for it.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from sqlalchemy import delete, update

from app.changed import Changed
from app.errors import Refused
from app.identity.mapping_facts import IdentityMapped, MappedIdentity, Subject
from app.identity.permissions import Permission, Session, require
from app.journal.append import Author, is_recorded
from app.lanes import Priority
from app.sync import tables
from app.sync.compare_identities import (
    MappingPage,
    centre_account,
    centre_offices,
    centre_people,
    mapping_page,
)
from app.sync.map_accounts import map_accounts
from app.sync.mapping_types import Choice, ConfirmMapping, DecideIdentity, MappingRefusal, MappingRow, Side
from app.sync.own_identities import waiting_identities
from app.workplace import Services

FACT_ROWS = 100
"""Identities a fact: so many rows hold a payment up for some 50 ms at most."""


def decide(services: Services, session: Session, command: DecideIdentity) -> MappingRow:
    """Keeps what a person says of one row; gives the row as it stands then. On a lane that reads.

    Raises Refused(NOT_PERMITTED, MappingRefusal), Unavailable.
    """
    with services.read_journal() as journal:
        if not waiting_identities(journal):
            raise Refused(MappingRefusal.NOTHING_TO_REVIEW)
    page = mapping_page(services, session, (command.subject, command.local))
    row = next((row for row in page.rows if (row.subject, row.here.id) == (command.subject, command.local)), None)
    if row is None:
        raise Refused(MappingRefusal.ROW_UNKNOWN)
    there = None
    if command.choice is Choice.SAME:
        there = next((side for side in _centre_side(services, command) if side.id == command.central), None)
        if there is None:
            raise Refused(MappingRefusal.CENTRAL_UNKNOWN)
        if command.subject is Subject.PERSON and command.central in _taken(page, but=row):
            raise Refused(MappingRefusal.PERSON_TAKEN)
    _keep(services, [(command.subject, command.local, command.choice, there.id if there else "")])
    return MappingRow(row.subject, row.here, row.proposal, command.choice, there)


def accept_proposals(services: Services, session: Session) -> int:
    """Answers every question as the program proposes; gives how many. A person who is taken stays a question.

    Raises Refused(NOT_PERMITTED), Unavailable.
    """
    page = mapping_page(services, session)
    taken, said = set(_taken(page)), []
    for row in page.rows:
        there = row.proposal.there
        central = there.id if there is not None else ""
        if not row.is_open or (row.subject is Subject.PERSON and central in taken):
            continue
        if row.subject is Subject.PERSON and central:
            taken.add(central)
        said.append((row.subject, row.here.id, row.proposal.choice, central))
    _keep(services, said)
    return len(said)


def confirm(services: Services, session: Session, command: ConfirmMapping) -> Changed:
    """Records what can be decided now; accounts that wait for the city's rows stay for a review of their own.

    The same intent again changes nothing. Raises Refused(NOT_PERMITTED, MappingRefusal), Unavailable.
    """
    require(session, Permission.SETTINGS_CHANGE)
    with services.read_journal() as journal:
        if is_recorded(journal, command.intent):
            return Changed()
    page = mapping_page(services, session)
    if not page.rows:
        raise Refused(MappingRefusal.NOTHING_TO_REVIEW)
    if page.questions:
        raise Refused(MappingRefusal.ROWS_OPEN, count=page.questions)
    author, (*parts, last) = Author(person=session.person_id), _bodies(services, page.rows)
    for part in parts:
        services.lanes.write_now(partial(_record_part, services, author, part), Priority.BACKGROUND)
    recorded = partial(_record_last, services, author, command, page.rows, last)
    return services.lanes.write_now(recorded, Priority.BACKGROUND)


def _record_part(services: Services, author: Author, body: IdentityMapped) -> None:
    """In a commit of its own, so that payments go between. Without the last it is reviewed again; the newest counts."""
    with services.unit_of_work() as work:
        work.append(body, author)
        work.commit()


def _record_last(
    services: Services, author: Author, command: ConfirmMapping, rows: Sequence[MappingRow], body: IdentityMapped
) -> Changed:
    with services.unit_of_work() as work:
        if is_recorded(work.connection, command.intent):
            return Changed()
        work.append(body, author, fact_id=command.intent)
        work.connection.execute(
            delete(tables.sync_identity).where(tables.sync_identity.c.subject.in_({row.subject.value for row in rows}))
        )
        work.commit()
        return work.changed


def _bodies(services: Services, rows: Sequence[MappingRow]) -> list[IdentityMapped]:
    """One fact at least: that there was nothing to map is an answer, too."""
    same = sum(row.choice is Choice.SAME and row.there is not None and row.there.id == row.here.id for row in rows)
    of_people = [*_people_and_office(rows)]
    accounts = [row for row in rows if row.subject is Subject.ACCOUNT]
    if accounts:
        with services.read() as reading:
            mapped = [*of_people, *map_accounts(reading, services.device.code, accounts)]
    else:
        mapped = of_people
    parts = [tuple(mapped[at : at + FACT_ROWS]) for at in range(0, max(len(mapped), 1), FACT_ROWS)]
    return [IdentityMapped(identities=part, same=0 if number else same) for number, part in enumerate(parts)]


def _people_and_office(rows: Sequence[MappingRow]) -> Iterator[MappedIdentity]:
    for row in rows:
        central = row.there.id if row.choice is Choice.SAME and row.there is not None else ""
        if row.subject is not Subject.ACCOUNT and central != row.here.id:
            yield MappedIdentity(subject=row.subject, local=row.here.id, central=central)


def _taken(page: MappingPage, but: MappingRow | None = None) -> set[str]:
    """People of the centre whom somebody here is already."""
    return {
        row.there.id
        for row in page.rows
        if row is not but and row.subject is Subject.PERSON and not row.is_open
        if row.there is not None and row.choice is Choice.SAME
    }


def _centre_side(services: Services, command: DecideIdentity) -> list[Side]:
    if command.subject is Subject.ACCOUNT:
        with services.read() as reading:
            found = centre_account(reading.reference, command.central)
        return [found] if found is not None else []
    with services.read_journal() as journal:
        asked = centre_people if command.subject is Subject.PERSON else centre_offices
        return asked(journal, services)


def _keep(services: Services, said: Sequence[tuple[Subject, str, Choice, str]]) -> None:
    row = tables.sync_identity.c

    def write() -> None:
        with services.plain_work() as work:
            for subject, local, choice, central in said:
                which = (row.subject == subject.value, row.local == local)
                what = {"choice": choice.value, "central": central}
                work.connection.execute(update(tables.sync_identity).where(*which).values(**what))
            work.commit()

    services.lanes.write_now(write, Priority.BACKGROUND)
