"""Changing contact details at the counter: one fact, values private, shown at once, nothing changed blindly."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.accounts import change_contact
from app.accounts.change_contact import ChangeContact
from app.accounts.contact_details import ContactDetail, ContactMark
from app.accounts.contact_facts import ContactField
from app.accounts.contact_rules import ContactRefusal
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.reports.account_page import AccountPage, account_page
from tests.factories.city_counter import open_city_counter
from tests.factories.counter import ALVAREZ, Counter
from tests.factories.outcomes import refused

PHONE, EMAIL, ADDRESS, LANGUAGE = ContactField


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_city_counter(tmp_path)
    counter.session = replace(counter.session, permissions=frozenset(Permission))
    yield counter
    counter.services.close()


def _page(counter: Counter) -> AccountPage:
    return account_page(counter.services, counter.session, ALVAREZ)


def _detail(counter: Counter, field: ContactField) -> ContactDetail:
    return next(detail for detail in _page(counter).contact if detail.field is field)


def _change(
    counter: Counter,
    details: dict[ContactField, str],
    *,
    intent: str = "c-1",
    account: str = ALVAREZ,
    known: bool = True,
) -> Callable[[], object]:
    standing = (each.fact_id for detail in _page(counter).contact for each in detail.standing)
    based_on = frozenset(standing) if known else frozenset()
    command = ChangeContact(intent, account, details, based_on)
    return lambda: change_contact.record(counter.services, counter.session, command)


def test_it_is_shown_at_once_with_its_mark(counter: Counter) -> None:
    before = _page(counter).summary
    changed = change_contact.record(
        counter.services, counter.session, ChangeContact("c-1", ALVAREZ, {PHONE: "555-010-9001", EMAIL: before.email})
    )
    assert changed.accounts == {ALVAREZ} and changed.kinds == {"ContactDetailsChanged"}
    after = _page(counter)
    assert (after.summary.phone, after.summary.email) == ("555-010-9001", before.email)
    phone = _detail(counter, PHONE)
    assert (phone.mark, phone.city_value) == (ContactMark.NOT_IN_BILLING, before.phone)
    assert [each.person for each in phone.standing] == [counter.session.person_id]
    assert _detail(counter, EMAIL).mark is None


def test_no_value_stands_in_a_body(counter: Counter) -> None:
    before = _page(counter).summary.phone
    _change(counter, {PHONE: "555-010-9001", ADDRESS: "PO Box 4471"})()
    with counter.services.read_journal() as connection:
        bodies = connection.exec_driver_sql("SELECT body FROM fact").scalars().all()
    assert not [body for body in bodies for value in ("9001", "4471", before) if value.encode() in body]


def test_the_same_intent_twice_is_one_change(counter: Counter) -> None:
    for _ in range(2):
        _change(counter, {LANGUAGE: "es"})()
    assert len(_detail(counter, LANGUAGE).standing) == 1


def test_a_later_change_follows_the_first(counter: Counter) -> None:
    _change(counter, {PHONE: "555-010-9001"})()
    _change(counter, {PHONE: "555-010-9002"}, intent="c-2")()
    phone = _detail(counter, PHONE)
    assert (phone.value, [each.fact_id for each in phone.standing]) == ("555-010-9002", ["c-2"])


REFUSED = {
    ContactRefusal.ACCOUNT_UNKNOWN: {PHONE: "555-010-9001"},
    ContactRefusal.TOO_LONG: {ADDRESS: "x" * 401, PHONE: "555-010-9001"},
    ContactRefusal.CHARACTERS: {ADDRESS: "12 \u202eelpaM"},
    ContactRefusal.PHONE_WRONG: {PHONE: "9001", EMAIL: "wrong too"},
    ContactRefusal.EMAIL_WRONG: {EMAIL: "nobody"},
    ContactRefusal.LANGUAGE_UNKNOWN: {LANGUAGE: "xx"},
    ContactRefusal.CHANGED_MEANWHILE: {EMAIL: "new@example.org"},
    ContactRefusal.NOTHING_CHANGED: {},
}


@pytest.mark.parametrize("member", ContactRefusal)
def test_each_refusal(counter: Counter, member: ContactRefusal) -> None:
    _change(counter, {EMAIL: "first@example.org"})()
    account = "cis/none" if member is ContactRefusal.ACCOUNT_UNKNOWN else ALVAREZ
    known = member is not ContactRefusal.CHANGED_MEANWHILE
    assert refused(_change(counter, REFUSED[member], intent="c-2", account=account, known=known)) is member
    assert _page(counter).summary.email == "first@example.org"


def test_without_leave_nothing_is_changed(counter: Counter) -> None:
    counter.session = replace(counter.session, permissions=frozenset(Permission) - {Permission.ACCOUNT_CONTACT})
    assert refused(_change(counter, {PHONE: "555-010-9001"})) is IdentityRefusal.NOT_PERMITTED
