"""A projection takes its own kind of fact and no other; a slip is of these kinds alone."""

from pathlib import Path

import pytest
from msgspec import convert

from app.drawers.facts import ShiftOpened
from app.journal.fact import Envelope, Fact
from app.journal.kinds import Kind
from app.payments.undo_facts import KINDS
from app.payments.undo_queries import undone_by
from app.payments.undo_slip import read_undo_slip, slip_of
from tests.factories.counter import open_counter
from tests.factories.payments import pay
from tests.factories.reports import refund_line

WHERE = {"workstation": "A2", "generation": 1, "sequence": 1, "office": "hall"}
OTHER = Fact(
    convert({**WHERE, "fact_id": "f", "kind": "X", "schema_version": 1, "recorded_at_us": 0}, Envelope),
    ShiftOpened(drawer="A2", float_cents=0, denominations=()),
)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_another_kind_is_a_bug(kind: Kind) -> None:
    with pytest.raises(TypeError, match="X is not a"):
        list(kind.project(OTHER))


def test_a_slip_is_of_these_kinds_alone(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    with counter.services.read_journal() as journal, pytest.raises(TypeError, match="has no slip"):
        slip_of(journal, OTHER)
    counter.services.close()


def test_only_what_was_undone_has_a_slip_to_read(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    receipt = pay(counter).receipt
    refund_line(counter, receipt.fact_id, 415)
    kinds = counter.services.kinds
    with counter.services.read_journal() as journal:
        (refund,) = undone_by(journal, receipt.fact_id)
        slip = read_undo_slip(journal, kinds, refund)
        assert slip is not None and (slip.receipt_number, slip.total_cents) == (receipt.number, 415)
        assert read_undo_slip(journal, kinds, receipt.fact_id) is None
        assert read_undo_slip(journal, kinds, "nobody") is None
    counter.services.close()
