"""The rows that the opening of a shift gives."""

from pathlib import Path

from app.drawers import facts, tables
from app.journal.fact import Fact, FactBody
from app.journal.kinds import Kinds
from tests.factories.counter import CASHIER, open_counter
from tests.factories.ledger import read_fact


def test_rows_are_a_pure_function_of_one_fact(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    opened = read_fact(counter.services, counter.shift.shift)
    counter.services.close()
    rows = dict(Kinds(facts.KINDS).rows(opened))
    shift, at_us = counter.shift.shift, opened.envelope.recorded_at_us
    assert rows[tables.shift] == (shift, *opened.key, "A2", CASHIER.person_id, "2026-11-20", at_us, 20000)
    assert len(rows[tables.shift]) == len(tables.shift.columns)
    other = Fact(opened.envelope, FactBody())
    assert [list(kind.project(other)) for kind in facts.KINDS] == [[]]
