"""The tape finds exactly what a plain scan of the journal finds, whatever is asked, with an index and without."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.bootstrap import go_on_without_missing_facts, open_services
from app.errors import Refused
from app.identity.permissions import Permission
from app.journal.append import Author
from app.payments.facts import ReceiptCopied
from app.payments.types import AccountPayment
from app.reports import tape
from app.reports.tape import TapePage, search_all, search_tape, tape_choices
from app.reports.tape_index import catch_up, forget
from app.reports.tape_question import TapeQuestion, TapeRefusal
from tests.factories.closing import close_balanced
from tests.factories.counter import ALVAREZ, OKAFOR, SUPERVISOR, Counter, open_counter
from tests.factories.journal import tamper
from tests.factories.payments import pay
from tests.factories.reports import void
from tests.factories.workstation import fake_edges
from tests.fakes.clock import FakeClock

STATES = ("no index", "half of it", "all of it")


def copy(counter: Counter, receipt: str) -> None:
    """A fact by somebody else, with neither amount nor postings."""
    with counter.services.unit_of_work() as work:
        work.append(ReceiptCopied(receipt=receipt, copy=1, language="en"), Author(person="person-brandt"))
        work.commit()


def some_day(counter: Counter, payments: int = 24) -> None:
    """Payments, voids and copies; the clock jumps back once."""
    clock = counter.services.clock
    assert isinstance(clock, FakeClock)
    for n in range(payments):
        clock.advance(-400 if n == 11 else 60)
        receipt = pay(counter, AccountPayment(OKAFOR if n % 3 else ALVAREZ, 100 * (n + 1)))
        if n % 7 == 0:
            void(counter, receipt.receipt.fact_id)
        if n % 5 == 2:
            copy(counter, receipt.receipt.fact_id)


@pytest.fixture(scope="module", params=STATES)
def counter(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    counter = open_counter(tmp_path_factory.mktemp("tape"))
    some_day(counter)
    if request.param == STATES[1]:
        catch_up(counter.services)
        some_day(counter, 5)
    elif request.param == STATES[2]:
        catch_up(counter.services)
    yield counter
    counter.services.close()


@pytest.fixture(autouse=True, scope="module")
def _small_pages() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tape, "LOOKED_AT_MAX", 8)
        patch.setattr(tape, "ROWS_A_PAGE", 3)
        yield


def cents_in(value: Any, name: str = "") -> Iterator[int]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from cents_in(each, key)
    elif isinstance(value, list):
        for each in value:
            yield from cents_in(each, name)
    elif name.endswith("_cents"):
        yield abs(value)


def plain_scan(counter: Counter, asked: TapeQuestion) -> list[str]:
    """Every fact that matches, newest first, without any of the tape's own code."""
    found = []
    with counter.services.read_journal() as journal:
        rows = journal.exec_driver_sql("SELECT fact_id, envelope, body FROM fact ORDER BY rowid DESC").all()
    for fact_id, envelope_bytes, body_bytes in rows:
        envelope, body = json.loads(envelope_bytes), json.loads(body_bytes)
        at, text = envelope["recorded_at_us"], body_bytes.decode().casefold()
        debits = sum(max(posting["amount_cents"], 0) for posting in body.get("postings", ()))
        cents = body.get("total_cents", body.get("amount_cents", debits or None))
        low, high = asked.lowest_cents, asked.highest_cents
        in_time = (asked.from_us or 0) <= at and (asked.to_us is None or at < asked.to_us)
        by = asked.person in ("", envelope.get("person")) and asked.kind in ("", envelope["kind"])
        if low is None and high is None:
            priced = True
        elif low == high:
            priced = low == cents or low in set(cents_in(body))
        else:
            priced = cents is not None and (low or 0) <= cents <= (10**12 if high is None else high)
        if in_time and by and priced and all(f'"{word}"' in text for word in asked.text.casefold().split()):
            found.append(fact_id)
    return found


def all_pages(counter: Counter, asked: TapeQuestion) -> list[str]:
    """Everything, searching further back until there is nothing left."""
    found, further = [], None
    while further is None or further:
        page = search_tape(counter.services, counter.session, asked, further)
        assert len(page.rows) <= 3 and (further is None or page.further < further) and page.unread == 0
        found += [row.fact_id for row in page.rows]
        further = page.further
    return found


TIMES = st.none() | st.integers(-300, 1_800)
CENTS = st.none() | st.integers(0, 26).map(lambda dollars: dollars * 100) | st.integers(0, 2_600)
QUESTIONS = st.builds(
    TapeQuestion,
    person=st.sampled_from(["", "person-reyes", "person-brandt", "nobody"]),
    kind=st.sampled_from(["", "PaymentTaken", "PaymentVoided", "ShiftOpened", "NoSuchKind"]),
    text=st.sampled_from(["", "10-004512-7", "cis/100077339", "10-007733-9 cash", "xyz", "drawer/a2/cash"]),
)


@settings(max_examples=60, deadline=None)
@given(asked=QUESTIONS, times=st.tuples(TIMES, TIMES), cents=st.tuples(CENTS, CENTS), one=st.booleans())
def test_any_question_finds_what_a_plain_scan_finds(
    counter: Counter, asked: TapeQuestion, times: tuple[int | None, int | None], cents: tuple[Any, Any], one: bool
) -> None:
    now = counter.services.clock.now_us()
    first, last = (None if each is None else now - each * 1_000_000 for each in times)
    if first is not None and last is not None:
        first, last = min(first, last), max(first, last)
    low, high = cents[0], cents[0] if one else cents[1]
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
    asked = replace(asked, from_us=first, to_us=last, lowest_cents=low, highest_cents=high)
    assert all_pages(counter, asked) == plain_scan(counter, asked)


def test_everything_is_found_for_a_file(counter: Counter) -> None:
    asked = TapeQuestion(kind="PaymentTaken")
    rows = search_all(counter.services, counter.session, asked, 10_000)
    assert [row.fact_id for row in rows] == plain_scan(counter, asked)
    assert search_all(counter.services, counter.session, asked, 5) == rows[:5]


def first_page(counter: Counter, text: str) -> TapePage:
    return search_tape(counter.services, counter.session, TapeQuestion(text=text))


def test_a_receipt_number_finds_its_payment_and_its_void(counter: Counter) -> None:
    for typed in ("A2-000001", "a2-1", "A2-1-000001-0005", '"A2-000001",'):
        found = all_pages(counter, TapeQuestion(text=typed))
        assert len(found) == 2
    page = first_page(counter, "A2-000024")
    assert [(row.receipt, row.kind, row.amount_cents) for row in page.rows] == [("A2-000024", "PaymentTaken", 2400)]
    assert page.rows[0].place.startswith("A2-1-") and page.rows[0].person == "person-reyes"


def test_a_place_of_the_chain_and_a_beginning_find_too(counter: Counter) -> None:
    third = plain_scan(counter, TapeQuestion())[-3]
    assert all_pages(counter, TapeQuestion(text="A2-1-3"))[-1] == third  # and what has the receipt number 3
    assert len(all_pages(counter, TapeQuestion(text="PaymentTa*"))) == 0  # a kind is chosen, not typed
    assert len(all_pages(counter, TapeQuestion(text="10-0045*"))) == len(
        plain_scan(counter, TapeQuestion(text="10-004512-7"))
    )
    assert all_pages(counter, TapeQuestion(text="drawe* a2-0*"))
    assert all_pages(counter, TapeQuestion(text="'; DROP TABLE tape; -- \x00 \" NEAR(")) == []
    assert all_pages(counter, TapeQuestion(text="x" * 100_000)) == []


def test_every_row_says_that_it_verifies(counter: Counter) -> None:
    assert all(row.verified for row in first_page(counter, "").rows)


def test_questions_without_an_answer_are_refused_in_order(counter: Counter) -> None:
    wrong = TapeQuestion(from_us=2, to_us=1, lowest_cents=2, highest_cents=1, text="abc*")
    for code, mended in (
        (TapeRefusal.TIMES_BACKWARDS, replace(wrong, to_us=2)),
        (TapeRefusal.AMOUNTS_BACKWARDS, replace(wrong, to_us=2, highest_cents=2)),
        (TapeRefusal.BEGINNING_TOO_SHORT, replace(wrong, to_us=2, highest_cents=2, text="abcd*")),
    ):
        with pytest.raises(Refused) as refused:
            search_tape(counter.services, counter.session, wrong)
        assert refused.value.code is code
        wrong = mended
    assert search_tape(counter.services, counter.session, wrong).rows == ()


def test_whoever_may_not_see_the_tape_is_refused(counter: Counter) -> None:
    session = replace(counter.session, permissions=frozenset(Permission) - {Permission.TAPE_SEE})
    with pytest.raises(Refused):
        search_tape(counter.services, session, TapeQuestion())
    with pytest.raises(Refused):
        tape_choices(counter.services, session)
    choices = tape_choices(counter.services, counter.session)
    assert (
        choices.time_zone == "America/New_York"
        and choices.on.isoformat() == "2026-11-20"
        and "PaymentTaken" in choices.kinds
    )


@pytest.fixture(params=[False, True], ids=["read", "indexed"])
def indexed(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def test_private_words_find_only_for_whoever_may_see_accounts(tmp_path: Path, indexed: bool) -> None:
    counter = open_counter(tmp_path)
    pay(counter, AccountPayment(ALVAREZ, 500), payor_name="Quirk, Zelda")
    if indexed:
        catch_up(counter.services)
    for typed in ("zelda", "QUIRK", "zeld*", "zelda cash", "quirk zelda 10-004512-7"):
        assert len(first_page(counter, typed).rows) == 1
    assert first_page(counter, "zelda somebody").rows == ()
    counter.session = replace(counter.session, permissions=frozenset(Permission) - {Permission.ACCOUNT_SEE})
    assert first_page(counter, "zelda").rows == () and first_page(counter, "zeld*").rows == ()
    assert len(first_page(counter, "cash 10-004512-7").rows) == 1
    counter.services.close()


@pytest.mark.parametrize("body", ["x'7b7d'", "x'ff'", "replace(CAST(body AS TEXT), '500', '9999')"])
def test_a_tampered_fact_is_found_and_says_so(tmp_path: Path, indexed: bool, body: str) -> None:
    counter = open_counter(tmp_path)
    pay(counter, AccountPayment(ALVAREZ, 500))
    pay(counter, AccountPayment(ALVAREZ, 600))
    if indexed:
        catch_up(counter.services)
    tamper(counter.services, f"UPDATE fact SET body = {body} WHERE sequence = 3")
    for question in (TapeQuestion(), TapeQuestion(kind="PaymentTaken"), TapeQuestion(person="person-reyes")):
        rows = search_tape(counter.services, counter.session, question).rows
        assert [row.verified for row in rows[:2]] == [True, False]
    lost = search_tape(counter.services, counter.session, TapeQuestion(lowest_cents=500, highest_cents=500)).rows
    assert [row.verified for row in lost] == ([False] if indexed else [])  # the index remembers what it was
    counter.services.close()


def test_a_gap_in_what_the_index_knows_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tape, "UNINDEXED_READ_MAX", 2)
    counter = open_counter(tmp_path)
    for cents in (100, 200, 300, 400):
        pay(counter, AccountPayment(ALVAREZ, cents))
    question = TapeQuestion(kind="PaymentTaken")
    page = search_tape(counter.services, counter.session, question)
    assert len(page.rows) == 2 and page.unread == 4 and page.further == 0
    assert search_tape(counter.services, counter.session, TapeQuestion()).unread == 0  # nothing is looked for
    catch_up(counter.services)
    assert search_tape(counter.services, counter.session, question).unread == 0
    forget(counter.services.folder)
    counter.services.close()


def test_facts_of_every_generation_are_found(tmp_path: Path, indexed: bool) -> None:
    edges = fake_edges()
    counter = open_counter(tmp_path, edges=edges)
    pay(counter, AccountPayment(ALVAREZ, 500))
    counter.services.close()
    go_on_without_missing_facts(tmp_path, edges)
    counter = Counter(open_services(tmp_path, edges), counter.session, counter.shift)
    pay(counter, AccountPayment(ALVAREZ, 500))
    if indexed:
        catch_up(counter.services)
    found = search_tape(counter.services, counter.session, TapeQuestion(lowest_cents=500, highest_cents=500)).rows
    assert [(row.place, row.receipt, row.verified) for row in found] == [
        ("A2-2-2", "A2-2-000001", True),
        ("A2-1-3", "A2-000001", True),
    ]
    assert [row.place for row in first_page(counter, "A2-2-1").rows] == ["A2-2-2", "A2-2-1"]
    counter.services.close()


def test_a_drawer_that_is_not_counted_is_not_shown_to_whoever_may_not_see_it(tmp_path: Path, indexed: bool) -> None:
    counter = open_counter(tmp_path)
    pay(counter, AccountPayment(ALVAREZ, 500))
    if indexed:
        catch_up(counter.services)
    blind = replace(SUPERVISOR, permissions=frozenset(Permission) - {Permission.DRAWER_SEE_EXPECTED})
    assert [row.kind for row in search_tape(counter.services, blind, TapeQuestion()).rows] == ["WorkstationSetUp"]
    assert len(search_tape(counter.services, SUPERVISOR, TapeQuestion()).rows) == 3
    close_balanced(counter)
    assert "PaymentTaken" in [
        row.kind for row in search_tape(counter.services, blind, TapeQuestion(kind="PaymentTaken")).rows
    ]
    counter.services.close()
