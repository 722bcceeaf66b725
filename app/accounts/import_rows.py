"""From the fields of a CSV line to a row of the reference file, one reader a file.

Each maker returns a function `fields -> row` in the column order of its table; it raises `Problem` for a row that
cannot be used and ValueError for a wrong number of fields. These run once a line, twelve million times: what can be
done once stands outside the inner function, and values that come again are read once (`FieldReader`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from app.accounts import csv_set
from app.accounts.csv_set import Problem, identifier, label
from app.accounts.external_ids import ExternalIds
from app.accounts.search.fold import digits_of, meter_keys, number_key
from app.accounts.types import AccountClass, AccountStatus, AlertKind, ChargeKind, ReceiptChannel, ServiceCategory
from resources.texts import text

Row = tuple[int | str | None, ...]
MakeRow = Callable[[list[str]], Row]


@dataclass
class LoadContext:
    """One load: its ids and what earlier files of it gave. `ids` by table name."""

    source_id: int
    load_id: int
    ids: dict[str, ExternalIds] = field(default_factory=dict)


def customers(load: LoadContext) -> MakeRow:
    """Rows of customers.csv."""
    kinds, languages = csv_set.words("kind", "person", "organization"), csv_set.words("language", "en", "es", "")
    ids = load.ids["customer"]

    def make(fields: list[str]) -> Row:
        external, name, kind, phone, email, address, language = fields
        external, name = identifier("customer_id", external), label("name", name, 200, needed=True)
        digits = digits_of(label("phone", phone, 40)) or None
        email, address = label("email", email, 200), label("mailing_address", address, 400)
        kind, language = kinds[kind], languages[language] or "en"
        local = digits[-7:] if digits else None
        row_id = ids.add(external)
        return (
            row_id, load.source_id, external, name, kind, phone, digits, local, email, address, language, load.load_id
        )  # fmt: skip

    return make


def service_locations(load: LoadContext) -> MakeRow:
    """Rows of service_locations.csv."""
    units, cities = csv_set.whole_numbers("dwelling_units"), csv_set.labels("city", 100)
    postal_codes, ids = csv_set.labels("postal_code", 20), load.ids["service_location"]

    def make(fields: list[str]) -> Row:
        external, street, unit, city, postal_code, dwelling_units = fields
        external, street = identifier("location_id", external), label("street_address", street, 200, needed=True)
        unit, count = label("unit", unit, 40), units[dwelling_units]
        city, postal_code = cities[city], postal_codes[postal_code]
        return (ids.add(external), load.source_id, external, street, unit, city, postal_code, count, load.load_id)

    return make


def accounts(load: LoadContext) -> MakeRow:
    """Rows of accounts.csv."""
    classes, statuses = csv_set.members("class", AccountClass), csv_set.members("status", AccountStatus)
    opened, closed = csv_set.optional_dates("opened_on"), csv_set.optional_dates("closed_on")
    ids = load.ids["account"]
    find_customer, find_location = load.ids["customer"].find, load.ids["service_location"].find

    def make(fields: list[str]) -> Row:
        external, number, customer, location, account_class, status, opened_on, closed_on = fields
        external, number = identifier("account_id", external), identifier("number", number)
        customer_id, location_id = find_customer(customer), find_location(location)
        if customer_id is None:
            raise _unknown("customer_id", customer)
        if location_id is None:
            raise _unknown("location_id", location)
        codes, days = (classes[account_class], statuses[status]), (opened[opened_on], closed[closed_on])
        return (
            ids.add(external), load.source_id, external, number, number_key(number), customer_id, location_id,
            *codes, *days, load.load_id,
        )  # fmt: skip

    return make


def usage_points(load: LoadContext) -> MakeRow:
    """Rows of usage_points.csv."""
    categories = csv_set.members("service_category", ServiceCategory)
    last_read, next_read = csv_set.optional_dates("last_read_on"), csv_set.optional_dates("next_read_on")
    find_location, ids = load.ids["service_location"].find, load.ids["usage_point"]

    def make(fields: list[str]) -> Row:
        external, location, category, meter, last_read_on, next_read_on = fields
        external, location_id = identifier("usage_point_id", external), find_location(location)
        if location_id is None:
            raise _unknown("location_id", location)
        code, last_on, next_on = categories[category], last_read[last_read_on], next_read[next_read_on]
        digits, key = meter_keys(identifier("meter_number", meter)) if meter else (None, None)
        row_id = ids.add(external)
        return (row_id, load.source_id, external, location_id, code, meter, digits, key, last_on, next_on, load.load_id)

    return make


def agreements(load: LoadContext) -> MakeRow:
    """Rows of agreements.csv; the account, service, start and usage point together are its key."""
    categories = csv_set.members("service_category", ServiceCategory)
    starts, ends, plans = csv_set.dates("starts_on"), csv_set.optional_dates("ends_on"), csv_set.labels("plan", 60)
    find_account, find_point = load.ids["account"].find, load.ids["usage_point"].find

    def make(fields: list[str]) -> Row:
        account, category, point, plan, starts_on, ends_on = fields
        account_id, point_id = find_account(account), find_point(point) if point else 0
        if account_id is None:
            raise _unknown("account_id", account)
        if point_id is None:
            raise _unknown("usage_point_id", point)
        return (account_id, categories[category], starts[starts_on], point_id, plans[plan], ends[ends_on], load.load_id)

    return make


def alerts(load: LoadContext) -> MakeRow:
    """Rows of alerts.csv; the account, kind and start together are its key."""
    kinds, starts, ends = (
        csv_set.members("kind", AlertKind),
        csv_set.dates("starts_on"),
        csv_set.optional_dates("ends_on"),
    )
    find_account = load.ids["account"].find

    def make(fields: list[str]) -> Row:
        account, kind, starts_on, ends_on, detail = fields
        account_id = find_account(account)
        if account_id is None:
            raise _unknown("account_id", account)
        return (
            account_id,
            kinds[kind],
            starts[starts_on],
            ends[ends_on],
            label("detail", detail, 400),
            load.load_id,
        )

    return make


def notes(load: LoadContext) -> MakeRow:
    """Rows of notes.csv."""
    written, find_account, ids = csv_set.dates("written_on"), load.ids["account"].find, load.ids["account_note"]

    def make(fields: list[str]) -> Row:
        external, account, written_on, author, words = fields
        external, account_id = identifier("note_id", external), find_account(account)
        if account_id is None:
            raise _unknown("account_id", account)
        day, author, words = written[written_on], label("author", author, 100), csv_set.prose("text", words, 4_000)
        row_id = ids.add(external, account_id)
        return (account_id, row_id, load.source_id, external, day, author, words, load.load_id)

    return make


def opening_balances(load: LoadContext) -> MakeRow:
    """Rows of opening_balances.csv; the account and the service together are its key."""
    categories, amounts = csv_set.members("service_category", ServiceCategory), csv_set.cents("amount_cents")
    dues, find_account = csv_set.dates("due_on"), load.ids["account"].find

    def make(fields: list[str]) -> Row:
        account, category, amount, due_on = fields
        account_id = find_account(account)
        if account_id is None:
            raise _unknown("account_id", account)
        return (account_id, categories[category], amounts[amount], dues[due_on], load.load_id)

    return make


def bills(load: LoadContext) -> MakeRow:
    """Rows of bills.csv."""
    periods, issued, dues = csv_set.periods("period"), csv_set.dates("issued_on"), csv_set.dates("due_on")
    totals, find_account, ids = csv_set.cents("total_cents"), load.ids["account"].find, load.ids["bill"]
    source_id, load_id = load.source_id, load.load_id

    def make(fields: list[str]) -> Row:
        external, account, period, issued_on, due_on, total = fields
        account_id = find_account(account)
        if account_id is None:
            raise _unknown("account_id", account)
        values = (identifier("bill_id", external), periods[period], issued[issued_on], dues[due_on], totals[total])
        return (account_id, ids.add(external, account_id), source_id, *values, load_id)

    return make


def charges(load: LoadContext) -> MakeRow:
    """Rows of charges.csv; the bill and the line together are its key. An empty due date is the bill's."""
    lines, categories = csv_set.whole_numbers("line"), csv_set.members("service_category", ServiceCategory)
    kinds, amounts = csv_set.members("kind", ChargeKind), csv_set.cents("amount_cents")
    dues, find_bill, load_id = csv_set.optional_dates("due_on"), load.ids["bill"].find_owned, load.load_id
    descriptions = csv_set.FieldReader(lambda words: label("description", words, 200) or None)
    last_bill, account_id, bill_id = "", 0, 0

    def make(fields: list[str]) -> Row:
        nonlocal last_bill, account_id, bill_id
        bill, line, category, kind, amount, due_on, description = fields
        if bill != last_bill or not bill_id:
            found = find_bill(bill)
            if found is None:
                raise _unknown("bill_id", bill)
            last_bill, (account_id, bill_id) = bill, found
        return (
            account_id, bill_id, lines[line], categories[category], kinds[kind], amounts[amount], dues[due_on],
            descriptions[description], load_id,
        )  # fmt: skip

    return make


def receipts(load: LoadContext) -> MakeRow:
    """Rows of receipts.csv: payments taken elsewhere, negative when they came back."""
    received, channels = csv_set.dates("received_on"), csv_set.members("channel", ReceiptChannel)
    amounts, find_account, ids = csv_set.cents("amount_cents"), load.ids["account"].find, load.ids["outside_receipt"]

    def make(fields: list[str]) -> Row:
        external, account, received_on, channel, amount, fact_id = fields
        account_id = find_account(account)
        if account_id is None:
            raise _unknown("account_id", account)
        values = (identifier("receipt_id", external), received[received_on], channels[channel], amounts[amount])
        fact = identifier("fact_id", fact_id) if fact_id else None
        return (account_id, ids.add(external, account_id), load.source_id, *values, fact, load.load_id)

    return make


def receipt_lines(load: LoadContext) -> MakeRow:
    """Rows of receipt_lines.csv: which charge a receipt paid; receipt, bill and line together are its key."""
    lines, amounts = csv_set.whole_numbers("line"), csv_set.cents("amount_cents")
    find_receipt, find_bill = load.ids["outside_receipt"].find_owned, load.ids["bill"].find_owned
    last_receipt, owner = "", (0, 0)

    def make(fields: list[str]) -> Row:
        nonlocal last_receipt, owner
        receipt, bill, line, amount = fields
        if receipt != last_receipt or not owner[1]:
            found_receipt = find_receipt(receipt)
            if found_receipt is None:
                raise _unknown("receipt_id", receipt)
            last_receipt, owner = receipt, found_receipt
        found = find_bill(bill)
        if found is None:
            raise _unknown("bill_id", bill)
        if found[0] != owner[0]:
            raise Problem(text("the bill {bill} belongs to another account than the receipt.", bill=bill[:64]))
        return (*owner, found[1], lines[line], amounts[amount], load.load_id)

    return make


def _unknown(column: str, value: str) -> Problem:
    if not value:
        return Problem(text("{column} is empty.", column=column))
    return Problem(text("{column} {value} is not among the rows loaded.", column=column, value=ascii(value[:64])))
