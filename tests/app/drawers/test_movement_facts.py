"""The rows that facts of movements give."""

from pathlib import Path

from app.drawers import movement_facts, movement_tables
from app.journal.fact import Fact, FactBody
from app.journal.kinds import Kinds
from tests.factories.counter import CASHIER, open_counter
from tests.factories.ledger import read_fact
from tests.factories.movements import drop, open_drawer, pay_in, pay_out


def test_rows_are_a_pure_function_of_one_fact(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    moved = [pay_in(counter, 500), pay_out(counter, 300), drop(counter, {2000: 1}, "B1"), open_drawer(counter)]
    found = [read_fact(counter.services, each.slip.fact_id) for each in moved]
    counter.services.close()
    kinds = Kinds(movement_facts.KINDS)
    rows = [dict(kinds.rows(fact)) for fact in found]
    for fact, row, cents in zip(found, rows, (500, -300, -2000, 0), strict=True):
        envelope = fact.envelope
        place = (envelope.fact_id, counter.shift.shift, *fact.key[1:], envelope.kind)
        movement = row[movement_tables.drawer_movement]
        assert movement == (*place, CASHIER.person_id, envelope.recorded_at_us, cents)
        assert all(len(values) == len(table.columns) for table, values in row.items())
    assert rows[2][movement_tables.sealed_bag][:3] == ("b1", moved[2].slip.fact_id, "B1")


def test_another_body_gives_no_row(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    other = Fact(read_fact(counter.services, counter.shift.shift).envelope, FactBody())
    counter.services.close()
    assert [list(kind.project(other)) for kind in movement_facts.KINDS] == [[], [], [], []]
