"""The reference file's tables: rows that the city gives, keyed `(source_system, external_id)`, replaceable as a whole.

At the end the journal's own: the read table of the notes that counters write.

Inside the file rows are named by dense integers, which a later load may deal out anew; nothing outside may keep them.
What an account page reads together lies together: bills, charges, receipts are clustered by account (WITHOUT ROWID).
Codes for category, kind, channel are the position in the enum plus one: twelve million charges stay small.
There are no foreign keys: rows enter through the import alone, which resolves every reference before it writes.
Each row carries `load_id`, the load that last named it, so that a row given twice in one load is found.
"""

from enum import StrEnum

from sqlalchemy import Column, Index, Integer, Table, Text

from app.store.schema import READ_TABLE, journal_metadata, reference_metadata


def codes(enum: type[StrEnum]) -> dict[str, int]:
    """What an enum's values are stored as: {"electric": 1, ...}."""
    return {member.value: n for n, member in enumerate(enum, start=1)}


def _integer(name: str, *, nullable: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=nullable, autoincrement=False)


def _key(name: str) -> Column[int]:
    return Column(name, Integer, primary_key=True, autoincrement=False)


def _text(name: str, *, nullable: bool = False) -> Column[str]:
    return Column(name, Text, nullable=nullable)


def _table(name: str, *columns: Column[int] | Column[str] | Index, clustered: bool = False) -> Table:
    return Table(name, reference_metadata, *columns, sqlite_strict=True, sqlite_with_rowid=not clustered)


source_system = _table("source_system", _key("id"), _text("name"))

load = _table(
    "load",
    _key("id"),
    _integer("source_id"),
    _text("digest"),
    _text("kind"),
    _integer("as_of_us"),
    _integer("loaded_at_us"),
    _integer("row_count"),
    _integer("reject_count"),
)

customer = _table(
    "customer",
    _key("id"),
    _integer("source_id"),
    _text("external_id"),
    _text("name"),
    _text("kind"),
    _text("phone"),
    _text("phone_digits", nullable=True),
    _text("phone_local", nullable=True),
    _text("email"),
    _text("mailing_address"),
    _text("language"),
    _integer("load_id"),
    Index("customer_external", "external_id", "source_id", unique=True),
    Index("customer_phone", "phone_digits"),
    Index("customer_phone_local", "phone_local"),
)

service_location = _table(
    "service_location",
    _key("id"),
    _integer("source_id"),
    _text("external_id"),
    _text("street_address"),
    _text("unit"),
    _text("city"),
    _text("postal_code"),
    _integer("dwelling_units"),
    _integer("load_id"),
    Index("service_location_external", "external_id", "source_id", unique=True),
)

account = _table(
    "account",
    _key("id"),
    _integer("source_id"),
    _text("external_id"),
    _text("number"),
    _text("number_key"),
    _integer("customer_id"),
    _integer("location_id"),
    _integer("class_code"),
    _integer("status_code"),
    _text("opened_on", nullable=True),
    _text("closed_on", nullable=True),
    _integer("load_id"),
    Index("account_external", "external_id", "source_id", unique=True),
    Index("account_number", "number_key"),
    Index("account_customer", "customer_id"),
    Index("account_location", "location_id"),
)

usage_point = _table(
    "usage_point",
    _key("id"),
    _integer("source_id"),
    _text("external_id"),
    _integer("location_id"),
    _integer("category_code"),
    _text("meter_number"),
    _text("meter_digits", nullable=True),
    _text("meter_key", nullable=True),
    _text("last_read_on", nullable=True),
    _text("next_read_on", nullable=True),
    _integer("load_id"),
    Index("usage_point_external", "external_id", "source_id", unique=True),
    Index("usage_point_location", "location_id"),
    Index("usage_point_meter", "meter_digits", "meter_key"),
)

agreement = _table(
    "agreement",
    _key("account_id"),
    _key("category_code"),
    Column("starts_on", Text, primary_key=True),
    _key("usage_point_id"),
    _text("plan"),
    _text("ends_on", nullable=True),
    _integer("load_id"),
    clustered=True,
)

account_alert = _table(
    "account_alert",
    _key("account_id"),
    _key("kind_code"),
    Column("starts_on", Text, primary_key=True),
    _text("ends_on", nullable=True),
    _text("detail"),
    _integer("load_id"),
    clustered=True,
)

account_note = _table(
    "account_note",
    _key("account_id"),
    _key("id"),
    _integer("source_id"),
    _text("external_id"),
    _text("written_on"),
    _text("author"),
    _text("text"),
    _integer("load_id"),
    Index("account_note_external", "external_id", "source_id", unique=True),
    clustered=True,
)

opening_balance = _table(
    "opening_balance",
    _key("account_id"),
    _key("category_code"),
    _integer("amount_cents"),
    _text("due_on"),
    _integer("load_id"),
    clustered=True,
)

bill = _table(
    "bill",
    _key("account_id"),
    _key("id"),
    _integer("source_id"),
    _text("external_id"),
    _text("period"),
    _text("issued_on"),
    _text("due_on"),
    _integer("total_cents"),
    _integer("load_id"),
    Index("bill_external", "external_id", "source_id", unique=True),
    clustered=True,
)

charge = _table(
    "charge",
    _key("account_id"),
    _key("bill_id"),
    _key("line"),
    _integer("category_code"),
    _integer("kind_code"),
    _integer("amount_cents"),
    _text("due_on", nullable=True),  # null: the bill's
    _text("description", nullable=True),
    _integer("load_id"),
    clustered=True,
)

outside_receipt = _table(
    "outside_receipt",
    _key("account_id"),
    _key("id"),
    _integer("source_id"),
    _text("external_id"),
    _text("received_on"),
    _integer("channel_code"),
    _integer("amount_cents"),
    _text("fact_id", nullable=True),
    _integer("load_id"),
    Index("outside_receipt_external", "external_id", "source_id", unique=True),
    clustered=True,
)

outside_receipt_line = _table(
    "outside_receipt_line",
    _key("account_id"),
    _key("receipt_id"),
    _key("bill_id"),
    _key("line"),
    _integer("amount_cents"),
    _integer("load_id"),
    clustered=True,
)

feed_place = _table(
    "feed_place",
    _key("one"),
    _integer("xid"),
    _integer("part"),
    _integer("change"),
    _text("begun", nullable=True),
    _integer("searched_to"),
    _text("loading_kind", nullable=True),
    _integer("loading_key"),
)
"""One row in a file that came from the centre, none in one from CSV: how far it has read (`app/sync`)."""

search_word = _table(
    "search_word", _key("id"), _text("word"), _integer("account_count"), Index("search_word_word", "word")
)

search_deletion = _table(
    "search_deletion",
    Column("deletion", Text, primary_key=True),
    _key("word_id"),
    clustered=True,
)

ACCOUNT_SEARCH_DDL = (
    "CREATE VIRTUAL TABLE account_search USING fts5(words, content='', columnsize=0, detail=none, "
    "prefix='1 2 3', tokenize='unicode61 remove_diacritics 2')"
)
"""Words of name and address by account id; kept outside the metadata, which knows no virtual tables."""

counter_note = Table(
    "counter_note",
    journal_metadata,
    Column("account", Text, primary_key=True),
    Column("written_at_us", Integer, primary_key=True),
    Column("fact_id", Text, primary_key=True),
    Column("workstation", Text, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("person", Text),
    Column("text_digest", Text, nullable=False),
    sqlite_with_rowid=False,
    info=READ_TABLE,
)
"""Notes written at counters, by the account's key as text; the words stand in `private_data`."""
