"""The fact that a customer's contact details were changed at a counter, and the rows it gives.

The values are private data: the body has their salted hashes. Each change names the changes of the same detail that it
came after, as its writer knew them; so replicas see, in whatever order facts arrive, which changes did not know of
each other. A change of several that did not know of each other is how a person settles them.
"""

from collections.abc import Iterator
from enum import StrEnum

import msgspec
from sqlalchemy import Column, Integer, Table, Text

from app.journal.fact import Fact, FactBody
from app.journal.kinds import Kind, Row
from app.store.schema import READ_TABLE, journal_metadata


class ContactField(StrEnum):
    """What of a customer's contact details can be changed at a counter, in the order of the form."""

    PHONE = "phone"
    EMAIL = "email"
    MAILING_ADDRESS = "mailing_address"
    LANGUAGE = "language"


contact_change = Table(
    "contact_change",
    journal_metadata,
    Column("customer", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("fact_id", Text, primary_key=True),
    Column("at_us", Integer, nullable=False),
    Column("workstation", Text, nullable=False),
    Column("person", Text),
    Column("value_digest", Text, nullable=False),
    Column("city_digest", Text, nullable=False),
    Column("account", Text, nullable=False),
    sqlite_with_rowid=False,
    info=READ_TABLE,
)
"""Each detail that was changed; `city_digest` stands for what the city's data said of it then."""

contact_change_followed = Table(
    "contact_change_followed",
    journal_metadata,
    Column("customer", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("followed", Text, primary_key=True),
    Column("fact_id", Text, primary_key=True),
    sqlite_with_rowid=False,
    info=READ_TABLE,
)
"""`fact_id` came after the change in the fact `followed`."""


class DetailChange(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One detail: `value` it is now, `city` it was in the city's data (salted hashes); `follows`: ids of facts."""

    field: str
    value: str
    city: str
    follows: tuple[str, ...] = ()


class ContactDetailsChanged(FactBody, frozen=True, kw_only=True):
    """A customer said how to be reached. `customer` and `account`, on whose page it was done: their keys as text."""

    customer: str
    account: str
    details: tuple[DetailChange, ...]


def _rows(fact: Fact) -> Iterator[Row]:
    envelope, body = fact.envelope, fact.body
    if not isinstance(body, ContactDetailsChanged):
        raise TypeError(f"{envelope.kind} is not a ContactDetailsChanged")
    who = (envelope.recorded_at_us, envelope.workstation, envelope.person)
    for detail in body.details:
        named = (body.customer, detail.field)
        yield contact_change, (*named, envelope.fact_id, *who, detail.value, detail.city, body.account)
        for followed in dict.fromkeys(detail.follows):
            yield contact_change_followed, (*named, followed, envelope.fact_id)


KINDS = (Kind(ContactDetailsChanged, project=_rows),)
