"""What holds of a customer's contact details: the city's data, and counters' changes in whatever order they came."""

from itertools import permutations

import msgspec
import pytest
from sqlalchemy import Connection, create_engine

from app.accounts.contact_details import ContactMark, contact_details, standing_changes, with_details
from app.accounts.contact_facts import KINDS, ContactDetailsChanged, ContactField, DetailChange
from app.accounts.types import AccountClass, AccountKey, AccountStatus, AccountSummary
from app.journal.append import insert_rows, private_digest
from app.journal.fact import Envelope, Fact
from app.journal.tables import private_data
from app.store.schema import journal_metadata

CITY = "555-010-4477"
SUMMARY = AccountSummary(
    key=AccountKey("cis", "1"), number="1", status=AccountStatus.ACTIVE, account_class=AccountClass.RESIDENTIAL,
    opened_on=None, closed_on=None, customer_external_id="C1", customer_name="Alvarez, Maria", customer_kind="person",
    phone=CITY, email="", mailing_address="", language="en", street_address="12 Maple", unit="", city="",
    postal_code="", dwelling_units=1, as_of_us=50,
)  # fmt: skip
SALT = b"s" * 16


def _digest(value: str) -> str:
    return private_digest(SALT, "contact_phone", value)


def _fact(fact_id: str, at_us: int, value: str, *follows: str, city: str = CITY) -> Fact:
    envelope = Envelope(
        workstation=fact_id[0].upper(), generation=1, sequence=at_us, fact_id=fact_id, kind="ContactDetailsChanged",
        schema_version=1, recorded_at_us=at_us, office="main",
    )  # fmt: skip
    detail = DetailChange(field="phone", value=_digest(value), city=_digest(city), follows=follows)
    return Fact(envelope, ContactDetailsChanged(customer="cis/C1", account="cis/1", details=(detail,)))


A, B = _fact("a1", 100, "555-010-0001"), _fact("b1", 101, "555-010-0002")
SAME = _fact("b1", 101, "555-010-0001")
SETTLED, SETTLED_TOO = _fact("a2", 102, "555-010-0003", "a1", "b1"), _fact("b2", 103, "555-010-0003", "b1", "a1")
SETTLED_OTHERWISE = _fact("b2", 103, "555-010-0002", "a1", "b1")
AFTERWARDS = _fact("a3", 104, "555-010-0001", "a2")
VALUES = (CITY, *(f"555-010-000{n}" for n in range(1, 4)))


def _phone(
    facts: tuple[Fact, ...], summary: AccountSummary = SUMMARY, known: tuple[str, ...] = VALUES
) -> tuple[str, object]:
    """(what is shown, the mark) once these facts came in this order."""
    with create_engine("sqlite://").begin() as connection:
        journal_metadata.create_all(connection)
        for fact in facts:
            _arrive(connection, fact, known)
        details = contact_details(connection, summary)
    assert with_details(summary, details).phone == details[0].value
    assert [each.mark for each in details[1:]] == [None, None, None]
    return details[0].value, details[0].mark


def _arrive(connection: Connection, fact: Fact, known: tuple[str, ...]) -> None:
    fact_id = fact.envelope.fact_id
    values = {_digest(value): value for value in known}
    assert isinstance(fact.body, ContactDetailsChanged)
    digests = {digest for detail in fact.body.details for digest in (detail.value, detail.city)}
    private = [(private_data, (fact_id, each, "contact_phone", SALT, values.get(each))) for each in digests]
    insert_rows(connection, (*KINDS[0].project(fact), *private))


@pytest.mark.parametrize(
    ("facts", "shown", "mark"),
    [
        ((), CITY, None),
        ((A,), "555-010-0001", ContactMark.NOT_IN_BILLING),
        ((A, B), "555-010-0002", ContactMark.EDITED_TWICE),
        ((A, SAME), "555-010-0001", ContactMark.NOT_IN_BILLING),
        ((A, B, SETTLED), "555-010-0003", ContactMark.NOT_IN_BILLING),
        ((A, B, SETTLED, SETTLED_TOO), "555-010-0003", ContactMark.NOT_IN_BILLING),
        ((A, B, SETTLED, SETTLED_OTHERWISE), "555-010-0003", ContactMark.NOT_IN_BILLING),
        ((A, B, SETTLED, SETTLED_OTHERWISE, AFTERWARDS), "555-010-0001", ContactMark.NOT_IN_BILLING),
    ],
)
def test_in_whatever_order_they_come(facts: tuple[Fact, ...], shown: str, mark: ContactMark | None) -> None:
    assert {_phone(order) for order in permutations(facts)} == {(shown, mark)}


@pytest.mark.parametrize(
    ("phone", "as_of_us", "shown", "mark"),
    [
        ("555-010-0001", 200, "555-010-0001", None),
        (CITY, 200, "555-010-0001", ContactMark.NOT_IN_BILLING),
        ("555-010-0009", 200, "555-010-0009", ContactMark.CITY_DIFFERS),
        ("555-010-0009", 99, "555-010-0001", ContactMark.NOT_IN_BILLING),
    ],
)
def test_a_load_overwrites_nothing_newer(phone: str, as_of_us: int, shown: str, mark: ContactMark | None) -> None:
    summary = msgspec.structs.replace(SUMMARY, phone=phone, as_of_us=as_of_us)
    assert _phone((A,), summary) == (shown, mark)


def test_a_value_that_is_not_here_is_said_to_be_elsewhere() -> None:
    assert _phone((A,), known=(CITY,)) == (CITY, ContactMark.VALUE_ELSEWHERE)
    assert _phone((A, B), known=(CITY,)) == (CITY, ContactMark.EDITED_TWICE)
    assert _phone((A, B), known=(CITY, "555-010-0001")) == ("555-010-0001", ContactMark.EDITED_TWICE)


def test_other_customers_changes_are_not_seen() -> None:
    with create_engine("sqlite://").begin() as connection:
        journal_metadata.create_all(connection)
        _arrive(connection, A, VALUES)
        assert list(standing_changes(connection, "cis/C1")) == [ContactField.PHONE]
        assert standing_changes(connection, "cis/C2") == {}
