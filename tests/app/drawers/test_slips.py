"""What slips say is read from the fact alone."""

from pathlib import Path

import pytest

from app.drawers.slips import DrawerSlip, queue_slip, read_slip
from app.journal.fact import FactBody
from tests.factories.counter import open_counter
from tests.factories.ledger import read_fact
from tests.factories.movements import drop, open_drawer, pay_in, pay_out


def test_slips_are_read_again_as_they_were(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    moved = [
        pay_in(counter, 500, "money_found", "under the desk"),
        pay_out(counter, 30),
        drop(counter, {2000: 1}, "B1"),
    ]
    moved.append(open_drawer(counter))
    with counter.services.read_journal() as journal:
        kinds = counter.services.kinds
        found = [read_slip(journal, kinds, each.slip.fact_id) for each in moved]
        nothing = [read_slip(journal, kinds, fact_id) for fact_id in (counter.shift.shift, "nothing")]
    counter.services.close()
    assert found == [each.slip for each in moved] and nothing == [None, None]
    first = found[0]
    assert isinstance(first, DrawerSlip)
    assert (first.note, first.ledger_account, first.entry) == ("under the desk", "general_ledger/369-9000", "A2-1-3")


def test_a_fact_without_a_slip_prints_none(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    opened = read_fact(counter.services, counter.shift.shift)
    with counter.services.unit_of_work() as work, pytest.raises(ValueError, match="has no slip"):
        queue_slip(work, opened)
    counter.services.close()
    assert isinstance(opened.body, FactBody)
