"""The rows that facts of whose drawer it is give."""

from pathlib import Path

from app.drawers import movement_tables, tables, turn_facts
from app.journal.fact import Fact, FactBody
from app.journal.kinds import Kinds
from tests.factories.counter import CASHIER, SUPERVISOR, open_counter
from tests.factories.ledger import read_fact
from tests.factories.movements import hand_over, resume, suspend


def test_rows_are_a_pure_function_of_one_fact(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    moved = (suspend(counter), resume(counter, SUPERVISOR), hand_over(counter, SUPERVISOR, {2000: 1}))
    facts = [read_fact(counter.services, each.slip.fact_id) for each in moved]
    other = Fact(facts[0].envelope, FactBody())
    counter.services.close()
    kinds = Kinds(turn_facts.KINDS)
    events = {"suspended": CASHIER, "resumed": CASHIER, "handed_over": SUPERVISOR}
    for fact, (event, person) in zip(facts, events.items(), strict=True):
        rows, envelope = dict(kinds.rows(fact)), fact.envelope
        place = (counter.shift.shift, *fact.key[1:], envelope.fact_id)
        assert rows[tables.shift_event] == (*place, event, person.person_id, envelope.recorded_at_us)
        assert rows[movement_tables.drawer_movement][-1] == 0
    assert all(list(kind.project(other)) == [] for kind in turn_facts.KINDS)
