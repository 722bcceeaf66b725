"""Kinds of fact: old bodies are upcast, unknown ones kept, and facts of different workstations commute."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.journal.fact import Envelope, Fact, FactBody, Posting, UnknownBody, encoder
from app.journal.kinds import Kind, Kinds, Row, posting_rows
from app.journal.tables import posting
from tests.factories.journal import SOLD, TEST_KINDS, Counted


class Parcel(FactBody, frozen=True, kw_only=True):
    """Version 3: grams. Version 2 had ounces as whole numbers, version 1 called them `weight`."""

    grams: int


def _to_version_2(body: dict[str, Any]) -> dict[str, Any]:
    return {"ounces": body["weight"]}


def _to_version_3(body: dict[str, Any]) -> dict[str, Any]:
    return {"grams": body["ounces"] * 28}


def _parcel_rows(fact: Fact) -> list[Row]:
    return [(posting, (*fact.key, 99, "parcel", fact.body.grams if isinstance(fact.body, Parcel) else 0))]


PARCEL = Kind(Parcel, version=3, project=_parcel_rows, upcasts={1: _to_version_2, 2: _to_version_3})
KINDS = Kinds((Kind(Counted), PARCEL))


def envelope(kind: str, version: int = 1, workstation: str = "A2", sequence: int = 1) -> Envelope:
    return Envelope(
        workstation=workstation,
        generation=1,
        sequence=sequence,
        fact_id=f"{workstation}-{sequence}",
        kind=kind,
        schema_version=version,
        recorded_at_us=1,
        office="main",
        shift="shift-1",
    )


def read(kind: str, version: int, body: bytes) -> Fact:
    return KINDS.read(encoder.encode(envelope(kind, version)), body)


@pytest.mark.parametrize(("version", "body"), [(1, b'{"weight":2}'), (2, b'{"ounces":2}'), (3, b'{"grams":56}')])
def test_old_bodies_are_upcast(version: int, body: bytes) -> None:
    assert read("Parcel", version, body).body == Parcel(grams=56)


def test_a_kind_or_version_from_the_future_is_unknown_and_keeps_its_postings() -> None:
    body = encoder.encode({"grams": "heavy", "postings": [{"ledger_account": "a", "amount_cents": 0}]})
    for fact in (read("Parcel", 4, body), read("Teleported", 1, body)):
        assert fact.body == UnknownBody(postings=(Posting(ledger_account="a", amount_cents=0),))
        assert len(list(KINDS.rows(fact))) == 1


def test_a_known_kind_gives_its_postings_and_its_own_rows() -> None:
    fact = Fact(envelope("Parcel", 3), Parcel(grams=5, postings=SOLD))
    assert [values[3] for _, values in KINDS.rows(fact)] == [1, 2, 99]


def test_a_kind_without_a_projection_gives_its_postings_only() -> None:
    assert len(list(TEST_KINDS.rows(Fact(envelope("Counted"), Counted(postings=SOLD))))) == 2


def test_two_kinds_of_one_name_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="Counted"):
        Kinds((Kind(Counted), Kind(Counted)))


def test_a_kind_that_nobody_declared_cannot_be_appended() -> None:
    with pytest.raises(KeyError):
        TEST_KINDS.of(Parcel(grams=1))


def test_a_body_that_is_not_what_its_kind_says_is_an_error() -> None:
    with pytest.raises(msgspec.ValidationError):
        read("Parcel", 3, b'{"grams":"heavy"}')


POSTINGS = st.lists(
    st.builds(
        Posting,
        ledger_account=st.sampled_from(["drawer", "receivable", "suspense"]),
        amount_cents=st.integers(-(10**6), 10**6),
        account=st.none() | st.sampled_from(["cis/1", "cis/2"]),
    ),
    max_size=4,
).map(tuple)


@given(st.lists(st.tuples(st.sampled_from(["A2", "B1", "C3"]), POSTINGS), max_size=12), st.randoms())
def test_facts_of_different_workstations_in_any_order_give_the_same_rows(
    drawn: list[tuple[str, tuple[Posting, ...]]], order: Any
) -> None:
    sequences: dict[str, int] = {}
    facts = []
    for workstation, postings in drawn:
        sequences[workstation] = sequences.get(workstation, 0) + 1
        facts.append(Fact(envelope("Counted", 1, workstation, sequences[workstation]), Counted(postings=postings)))
    shuffled = list(facts)
    order.shuffle(shuffled)
    assert sorted(_values(facts), key=repr) == sorted(_values(shuffled), key=repr)


@given(POSTINGS)
def test_a_body_survives_its_bytes(postings: tuple[Posting, ...]) -> None:
    fact = Fact(envelope("Counted"), Counted(times=3, postings=postings))
    again = KINDS.read(encoder.encode(fact.envelope), encoder.encode(fact.body))
    assert again == fact
    assert list(posting_rows(again)) == list(posting_rows(fact))


def _values(facts: list[Fact]) -> list[tuple[Any, ...]]:
    return [values for fact in facts for _, values in KINDS.rows(fact)]


def test_kinds_are_known_by_name_and_up_to_their_version() -> None:
    assert KINDS.names == ("Counted", "Parcel") and KINDS.body_of("Parcel") is Parcel
    assert KINDS.knows(envelope("Parcel", 3)) and not KINDS.knows(envelope("Parcel", 4))
    assert not KINDS.knows(envelope("Balloon"))
