"""What an id means that a workstation wrote while it worked alone: read tables and facts keep it as it was written.

    names = names_of(journal, Subject.ACCOUNT, "cis/1")     # ("cis/1", "alone/7"): facts that may mean it
    central_id(Subject.ACCOUNT, posting.c.workstation, posting.c.account, place)   # an expression: "cis/1"

Where nothing was ever mapped both cost one look at an empty table.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, or_, select

from app.identity.mapping_facts import Subject, mapped_identity
from app.store.prepared import Prepared

Place = tuple[ColumnElement[Any], ColumnElement[Any]]
"""The columns of a fact's generation and sequence."""


_NAMED = Prepared(
    select(mapped_identity.c.local)
    .where(mapped_identity.c.subject == bindparam("subject"))
    .where(or_(mapped_identity.c.central == bindparam("named"), mapped_identity.c.local == bindparam("named")))
)
_PEOPLE = Prepared(
    select(mapped_identity.c.local, mapped_identity.c.central)
    .where(mapped_identity.c.subject == Subject.PERSON.value)
    .order_by(mapped_identity.c.fact_id)
)


def names_of(journal: Connection, subject: Subject, central: str) -> tuple[str, ...]:
    """Every id under which facts may mean this one, itself first.

    One alone: nothing was mapped to it, and it means itself everywhere. With more, ask `central_id` of each row.
    """
    rows = _NAMED.all(journal, subject=subject.value, named=central)
    if not rows:
        return (central,)
    found = dict.fromkeys((central, *(row.local for row in rows)))
    return tuple(found) if len(found) > 1 else (central, central)


def central_id(
    subject: Subject, workstation: ColumnElement[Any], local: ColumnElement[Any], place: Place | None = None
) -> ColumnElement[Any]:
    """What the city calls an id of a row, as an expression; the newest decision counts.

    `place` None: the row does not say in which fact of its chain it was written.
    """
    of = mapped_identity.alias()
    where = [of.c.subject == subject.value, of.c.workstation == workstation, of.c.local == local]
    if place is not None:
        generation, sequence = place
        within = and_(generation == of.c.until_generation, sequence <= of.c.until_sequence)
        where.append(or_(of.c.until_generation.is_(None), generation < of.c.until_generation, within))
    newest = select(of.c.central).where(*where).order_by(of.c.fact_id.desc()).limit(1)
    return func.coalesce(newest.scalar_subquery(), local)


def same_people(journal: Connection) -> dict[str, str]:
    """Person id → the id that the city knows the same person by. Ids of people are unique everywhere."""
    return {row.local: row.central for row in _PEOPLE.all(journal)}


def every_id_of(journal: Connection, people: Iterable[str]) -> frozenset[str]:
    """These ids and every other that one of the same people has."""
    same, asked = same_people(journal), frozenset(people)
    known = {same.get(person, person) for person in asked}
    return asked | known | {local for local, central in same.items() if central in known}


def as_known_to(journal: Connection, person: str, reader: str) -> str:
    """`reader`'s own id where `person` is another id of theirs, else `person`: for rules about two people."""
    same = same_people(journal)
    return reader if same.get(person, person) == same.get(reader, reader) else person
