"""The rows that facts of shifts give."""

from pathlib import Path

from app.drawers import count_drawer, facts, tables
from app.drawers.count_drawer import CountDrawer
from app.journal.fact import Fact, FactBody
from app.journal.kinds import Kinds
from tests.factories.counter import CASHIER, open_counter
from tests.factories.ledger import read_fact

COUNT = "0000005a-0000-7000-8000-000000000001"


def test_rows_are_a_pure_function_of_one_fact(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    count_drawer.record(counter.services, CASHIER, CountDrawer(COUNT, {2000: 1}))
    kinds = Kinds(facts.KINDS)
    opened, counted = (read_fact(counter.services, fact_id) for fact_id in (counter.shift.shift, COUNT))
    rows = {**dict(kinds.rows(opened)), **dict(kinds.rows(counted))}
    counter.services.close()
    shift, at_us = counter.shift.shift, opened.envelope.recorded_at_us
    assert rows[tables.shift] == (shift, *opened.key, "A2", CASHIER.person_id, "2026-11-20", at_us, 20000)
    counted_at_us = counted.envelope.recorded_at_us
    assert rows[tables.shift_count] == (COUNT, shift, counted_at_us, CASHIER.person_id, 2000, 20000, -18000)
    assert {table: len(row) for table, row in rows.items()} == {table: len(table.columns) for table in rows}


def test_another_body_gives_no_row(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    other = Fact(read_fact(counter.services, counter.shift.shift).envelope, FactBody())
    counter.services.close()
    assert [list(kind.project(other)) for kind in facts.KINDS] == [[], []]
