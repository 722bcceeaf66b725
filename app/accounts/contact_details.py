"""A customer's contact details as they hold now: the city's data, and over it what was changed at counters.

Which change holds is derived from the facts that are here, in whatever order they came: those that no other change
came after *stand*. Several that stand and differ were made without knowing of each other; until a person chooses, the
newest is shown and says so. The city's data is never written to. When it says something else than at the change:
- the same as the change: the billing system has it now, and the mark goes;
- something third, in data newer than the change: the city knows better, its value is shown, and the change beside it;
- something third, in older data: the change holds.
A value that was erased, or that did not come with its fact, is None: the city's is shown, and the mark.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, FromClause, and_, bindparam, func, select

from app.accounts.contact_facts import ContactField, contact_change, contact_change_followed
from app.accounts.types import AccountSummary
from app.journal.tables import private_data


class ContactMark(StrEnum):
    """What must be said beside a detail that was changed at a counter."""

    NOT_IN_BILLING = "not_in_billing"
    """Changed here, not yet in the billing system."""
    CITY_DIFFERS = "city_differs"
    """The city's data says something newer: that is shown."""
    EDITED_TWICE = "edited_twice"
    """Two counters changed it without knowing of each other; the newer is shown until a person chooses."""
    VALUE_ELSEWHERE = "value_elsewhere"
    """It was changed, but the value is not here: erased, or of a program that sends no values."""


class StandingChange(msgspec.Struct, frozen=True):
    """A change that no other came after. `value` and `city_value` are None where they are not here."""

    fact_id: str
    at_us: int
    workstation: str
    person: str | None
    value: str | None
    city_value: str | None
    account: str = ""
    """On whose page it was done."""


class ContactDetail(msgspec.Struct, frozen=True):
    """One detail: what is shown, what the city's data says, the mark, and what stands, oldest first."""

    field: ContactField
    value: str
    city_value: str
    mark: ContactMark | None = None
    standing: tuple[StandingChange, ...] = ()


def _words(table: FromClause, digest: Any) -> ColumnElement[bool]:
    return and_(table.c.fact_id == contact_change.c.fact_id, table.c.digest == digest)


_VALUE, _CITY = private_data.alias("value"), private_data.alias("city")
_CHANGES = (
    select(contact_change, _VALUE.c.value.label("value"), _CITY.c.value.label("city_value"))
    .outerjoin(_VALUE, _words(_VALUE, contact_change.c.value_digest))
    .outerjoin(_CITY, _words(_CITY, contact_change.c.city_digest))
    .where(contact_change.c.customer == bindparam("customer"))
    .order_by(contact_change.c.at_us, contact_change.c.fact_id)
)
_FOLLOWED = select(contact_change_followed).where(contact_change_followed.c.customer == bindparam("customer"))
_SEVERAL = (
    select(contact_change.c.customer)
    .group_by(contact_change.c.customer)
    .having(func.count() > 1)
    .order_by(contact_change.c.customer)
)


def standing_changes(journal: Connection, customer: str) -> dict[str, tuple[StandingChange, ...]]:
    """By detail, the changes that no other came after, oldest first; `customer`: the key as text.

    Where two people settled the very same changes without knowing of each other, what the first decided holds.
    """
    follows = _follows(journal, customer)
    overtaken = {(field, followed) for (field, _), all_of in follows.items() for followed in all_of}
    settled: set[tuple[str, frozenset[str]]] = set()
    found: dict[str, list[StandingChange]] = {}
    for row in journal.execute(_CHANGES, {"customer": customer}):
        several = frozenset(follows.get((row.field, row.fact_id), ()))
        is_settled_already = len(several) > 1 and (row.field, several) in settled
        settled.add((row.field, several))
        if not is_settled_already and (row.field, row.fact_id) not in overtaken:
            who = (row.fact_id, row.at_us, row.workstation, row.person)
            change = StandingChange(*who, row.value, row.city_value, row.account)
            found.setdefault(row.field, []).append(change)
    return {field: tuple(changes) for field, changes in found.items()}


def _follows(journal: Connection, customer: str) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for row in journal.execute(_FOLLOWED, {"customer": customer}):
        found.setdefault((row.field, row.fact_id), set()).add(row.followed)
    return found


def details_at_odds(journal: Connection) -> Iterator[tuple[str, str, tuple[StandingChange, ...]]]:
    """(customer, detail, what stands) wherever counters changed the same without knowing of each other."""
    for customer in journal.execute(_SEVERAL).scalars().all():
        for field, standing in standing_changes(journal, customer).items():
            if are_at_odds(standing):
                yield customer, field, standing


def customer_key(summary: AccountSummary) -> str:
    """How facts name the customer of an account: `cis/C100045127`."""
    return f"{summary.key.source_system}/{summary.customer_external_id}"


def contact_details(journal: Connection, summary: AccountSummary) -> tuple[ContactDetail, ...]:
    """Every detail of an account's customer. `summary` is the city's own, as `queries.account_summary` reads it."""
    standing = standing_changes(journal, customer_key(summary))
    return tuple(
        _detail(field, str(getattr(summary, field.value)), standing.get(field.value, ()), summary.as_of_us)
        for field in ContactField
    )


def with_details(summary: AccountSummary, details: tuple[ContactDetail, ...]) -> AccountSummary:
    """The summary as it is to be shown."""
    shown: Mapping[str, Any] = {detail.field.value: detail.value for detail in details}
    return msgspec.structs.replace(summary, **shown)


def are_at_odds(standing: tuple[StandingChange, ...]) -> bool:
    """Do several changes stand that say different things? The same value twice is no conflict."""
    return len(standing) > 1 and (len({each.value for each in standing}) > 1 or standing[0].value is None)


def _detail(field: ContactField, city: str, standing: tuple[StandingChange, ...], as_of_us: int) -> ContactDetail:
    if not standing:
        return ContactDetail(field, city, city)
    if are_at_odds(standing):
        known = [each.value for each in standing if each.value is not None]
        return ContactDetail(field, known[-1] if known else city, city, ContactMark.EDITED_TWICE, standing)
    change = standing[-1]
    if change.value is None:
        return ContactDetail(field, city, city, ContactMark.VALUE_ELSEWHERE, standing)
    if change.value == city:
        return ContactDetail(field, city, city, None, standing)
    if city != change.city_value and as_of_us > change.at_us:
        return ContactDetail(field, city, city, ContactMark.CITY_DIFFERS, standing)
    return ContactDetail(field, change.value, city, ContactMark.NOT_IN_BILLING, standing)
