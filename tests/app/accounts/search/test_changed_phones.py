"""A telephone that was changed at a counter finds the account, as it begins, for as long as it stands."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.accounts import change_contact
from app.accounts.change_contact import ChangeContact
from app.accounts.contact_facts import ContactField
from app.accounts.search.changed_phones import changed_phones
from app.accounts.search.find import Matched, SearchHit, search
from app.identity.permissions import Permission
from app.reports.account_page import account_page
from tests.factories.city_counter import open_city_counter
from tests.factories.counter import ALVAREZ, Counter


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_city_counter(tmp_path)
    counter.session = replace(counter.session, permissions=frozenset(Permission))
    yield counter
    counter.services.close()


def change(counter: Counter, intent: str, phone: str) -> None:
    standing = account_page(counter.services, counter.session, ALVAREZ).contact
    based_on = frozenset(each.fact_id for detail in standing for each in detail.standing)
    command = ChangeContact(intent, ALVAREZ, {ContactField.PHONE: phone}, based_on)
    change_contact.record(counter.services, counter.session, command)


def found(counter: Counter, typed: str) -> list[SearchHit]:
    with counter.services.read() as reading:
        return list(search(reading.reference, typed, changed=changed_phones(reading.journal, typed)).hits)


@pytest.mark.parametrize("typed", ["(555) 319-7788", "5553197788", "555319", "319-7788", "3197"])
def test_it_finds_the_account_and_is_shown(counter: Counter, typed: str) -> None:
    assert ALVAREZ not in [hit.account for hit in found(counter, typed)]
    change(counter, "c-1", "555-319-7788")
    hit = found(counter, typed)[0]
    assert (hit.account, hit.phone, hit.matched) == (ALVAREZ, "555-319-7788", Matched.PHONE)


@pytest.mark.parametrize("typed", ["", "31", "9-7788", "97788", "alvarez 319", "555-319-77881"])
def test_what_does_not_begin_so_does_not(counter: Counter, typed: str) -> None:
    change(counter, "c-1", "555-319-7788")
    with counter.services.read_journal() as journal:
        assert changed_phones(journal, typed) == {}


def test_what_was_changed_again_or_erased_finds_nothing(counter: Counter) -> None:
    change(counter, "c-1", "555-319-7788")
    change(counter, "c-2", "555-402-1133")
    assert found(counter, "319-7788") == [] and len(found(counter, "402-1133")) == 1
    with counter.services.plain_work() as work:
        work.connection.exec_driver_sql("UPDATE private_data SET salt = NULL, value = NULL WHERE fact_id = 'c-2'")
        work.commit()
    assert found(counter, "402-1133") == []


def test_a_customer_is_found_once_with_the_citys_number_too(counter: Counter) -> None:
    city = account_page(counter.services, counter.session, ALVAREZ).summary.phone
    assert [hit.account for hit in found(counter, city)].count(ALVAREZ) == 1
    change(counter, "c-1", "555-319-7788")
    assert [hit.account for hit in found(counter, city)].count(ALVAREZ) == 1
