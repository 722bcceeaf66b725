"""Erasing words: asked of who may, done once, seen where they stood, said on the tape."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.accounts import change_contact, notes
from app.accounts.change_contact import ChangeContact
from app.accounts.contact_details import ContactMark
from app.accounts.contact_facts import ContactField
from app.accounts.notes import AddNote
from app.bootstrap import check
from app.errors import Refused
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.payments.types import AccountPayment
from app.reports import erase_words
from app.reports.account_page import account_page
from app.reports.erase_words import EraseWords, has_words
from app.reports.tape_fact import whole_fact
from app.reports.tape_question import TapeRefusal
from tests.factories.city_counter import open_city_counter
from tests.factories.counter import ALVAREZ, Counter
from tests.factories.outcomes import refused
from tests.factories.payments import pay


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_city_counter(tmp_path)
    counter.session = replace(counter.session, permissions=frozenset(Permission))
    notes.record(counter.services, counter.session, AddNote("note-1", ALVAREZ, "Ana pays."))
    yield counter
    counter.services.close()


def erase(counter: Counter, fact: str = "note-1", intent: str = "e-1") -> object:
    return erase_words.record(counter.services, counter.session, EraseWords(intent, fact))


def test_the_note_says_that_it_was_erased(counter: Counter) -> None:
    assert has_words(counter.services, "note-1")
    changed = erase_words.record(counter.services, counter.session, EraseWords("e-1", "note-1"))
    assert changed.kinds == {"ValuesErased"} and changed.accounts == {ALVAREZ}
    assert account_page(counter.services, counter.session, ALVAREZ).notes[0].text is None
    assert not has_words(counter.services, "note-1")
    assert check(counter.services, thorough=True) == ()
    assert whole_fact(counter.services, counter.session, "note-1").named_by[0].fact_id == "e-1"


def test_the_same_intent_twice_is_one_erasure(counter: Counter) -> None:
    erase(counter)
    erase(counter)
    assert [row.fact_id for row in whole_fact(counter.services, counter.session, "note-1").named_by] == ["e-1"]


def test_an_erased_telephone_shows_the_citys(counter: Counter) -> None:
    before = account_page(counter.services, counter.session, ALVAREZ).summary.phone
    details = {ContactField.PHONE: "555-319-7788"}
    change_contact.record(counter.services, counter.session, ChangeContact("c-1", ALVAREZ, details))
    erase(counter, "c-1")
    page = account_page(counter.services, counter.session, ALVAREZ)
    assert page.summary.phone == before
    assert page.contact[0].mark is ContactMark.VALUE_ELSEWHERE


def test_refusals_in_order(counter: Counter) -> None:
    paid = pay(counter, AccountPayment(ALVAREZ, 500), payor_name="Ada").receipt.fact_id
    assert refused(lambda: erase(counter, "nothing")) is TapeRefusal.NOTHING_TO_ERASE
    assert refused(lambda: erase(counter, paid)) is TapeRefusal.NOTHING_TO_ERASE
    erase(counter)
    assert refused(lambda: erase(counter, intent="e-2")) is TapeRefusal.NOTHING_TO_ERASE
    counter.session = replace(counter.session, permissions=frozenset(Permission) - {Permission.ACCOUNT_ERASE})
    with pytest.raises(Refused) as caught:
        erase(counter, "nothing", "e-3")
    assert caught.value.code is IdentityRefusal.NOT_PERMITTED
