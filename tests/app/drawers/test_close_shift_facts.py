"""The rows that a shift's end gives."""

from pathlib import Path

from app.drawers import close_shift_facts, movement_tables, tables
from app.journal.fact import Fact, FactBody
from app.journal.kinds import Kinds
from tests.factories.closing import accept, close, count, reopen
from tests.factories.counter import CASHIER, open_counter
from tests.factories.ledger import read_fact
from tests.factories.payments import pay


def test_rows_are_a_pure_function_of_one_fact(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    pay(counter)
    counted = count(counter, {2000: 10, 1000: 7, 100: 4})
    closed = close(counter, counted, "B-1").close
    fact = read_fact(counter.services, closed.fact_id)
    rows = [row for row in Kinds(close_shift_facts.KINDS).rows(fact) if row[0].name != "posting"]
    found = dict(rows)
    shift = counter.shift.shift
    assert found[tables.shift_close] == (
        *(closed.fact_id, "A2", 1, 1, shift, counted, CASHIER.person_id, "B-1"),
        *(20000, -15, 0),
    )
    place = (shift, 1, fact.envelope.sequence, closed.fact_id)
    assert found[tables.shift_event] == (*place, "closed", CASHIER.person_id, fact.envelope.recorded_at_us)
    assert found[movement_tables.sealed_bag][:3] == ("b-1", closed.fact_id, "B-1")
    assert all(len(row) == len(table.columns) for table, row in rows)
    counter.services.close()


def test_each_settlement_is_an_event(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    closed = close(counter, count(counter, {2000: 10})).close
    accept(counter, closed.fact_id)
    reopen(counter, closed.fact_id)
    with counter.services.read_journal() as journal:
        events = [row.event for row in journal.execute(tables.shift_event.select().order_by("sequence"))]
    counter.services.close()
    assert events == ["closed", "accepted", "reopened"]


def test_another_body_gives_no_row(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    other = Fact(read_fact(counter.services, counter.shift.shift).envelope, FactBody())
    counter.services.close()
    assert [list(kind.project(other)) for kind in close_shift_facts.KINDS] == [[], [], [], []]
