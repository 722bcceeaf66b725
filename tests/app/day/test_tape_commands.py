"""The commands `tape` and `tape_fact` of a day: what is found, and that each fact verifies."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.day.state import Day, Mistake
from app.reports.tape_question import TapeRefusal
from tests.factories.days import BRANDT, begin_day, do
from tests.factories.outcomes import refused


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    day = begin_day(tmp_path, BRANDT)
    do(day, "pay", lines=[{"ledger": "369-9000", "amount": "37.35"}], tenders=[{"cash": "40.00"}])
    yield day
    day.services.close()


def kinds(found: Any) -> list[str]:
    assert not found["more"] and found["not_searched"] == 0
    return [fact["kind"] for fact in found["facts"]]


def test_facts_are_found_and_verify(day: Day) -> None:
    found = do(day, "tape", words="a2-1")
    assert kinds(found) == ["PaymentTaken"] and found["facts"][0]["verified"]
    assert found["facts"][0]["amount_cents"] == 3735 and found["facts"][0]["person"] == "L. Brandt"
    assert kinds(do(day, "tape", amount="40.00")) == ["PaymentTaken"]
    assert kinds(do(day, "tape", amount="30.00", up_to="39.00")) == ["PaymentTaken"]
    assert kinds(do(day, "tape", kind="ShiftOpened", person="L. Brandt", **{"from": "2026-11-20"})) == ["ShiftOpened"]
    assert kinds(do(day, "tape", to="2026-11-19 12:00")) == []


def test_one_fact_whole(day: Day) -> None:
    place = do(day, "tape", words="a2-1")["facts"][0]["place"]
    fact = do(day, "tape_fact", place=place)
    assert fact["says"]["total_cents"] == 3735 and sum(line[2] for line in fact["postings"]) == 0
    assert fact["failed"] == [] and all(fact["near"].values()) and len(fact["names"]) == 1
    assert do(day, "tape_fact", place=fact["names"][0])["named_by"] == [place]


def test_what_is_wrong_in_the_file(day: Day) -> None:
    with pytest.raises(Mistake, match="`from` and `to` are a day"):
        do(day, "tape", **{"from": "20 Nov"})
    with pytest.raises(Mistake, match="nobody is called"):
        do(day, "tape", person="Nobody")
    assert refused(lambda: do(day, "tape_fact", place="A2-1-999")) is TapeRefusal.FACT_UNKNOWN
    assert refused(lambda: do(day, "tape", words="ab*")) is TapeRefusal.BEGINNING_TOO_SHORT
