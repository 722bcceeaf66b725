"""What happened between receipts, newest first, and its sums."""

from pathlib import Path

from app.drawers.movement_queries import movement_sums, movements
from tests.factories.counter import open_counter
from tests.factories.movements import drop, open_drawer, pay_in, pay_out
from tests.factories.payments import pay


def test_movements_of_a_shift(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    pay_in(counter, 500)
    pay(counter)
    pay_out(counter, 300)
    pay_out(counter, 200)
    drop(counter, {2000: 1}, "B1")
    open_drawer(counter)
    shift = counter.shift.shift
    with counter.services.read_journal() as journal:
        rows = movements(journal, counter.services.kinds, shift, 10)
        newest = movements(journal, counter.services.kinds, shift, 1)
        sums = movement_sums(journal, shift)
        assert movements(journal, counter.services.kinds, "another", 10) == []
    counter.services.close()
    said = [(row.kind, row.cash_cents, row.bag or row.reason_names["en"]) for row in rows]
    assert said == [
        ("DrawerOpenedWithoutSale", 0, "Change for a customer"),
        ("SafeDropped", -2000, "B1"),
        ("PaidOut", -200, "Postage"),
        ("PaidOut", -300, "Postage"),
        ("PaidIn", 500, "Change from the safe"),
    ]
    assert [row.recorded for row in rows] == sorted((row.recorded for row in rows), reverse=True)
    assert newest == rows[:1]
    assert sums == (
        ("DrawerOpenedWithoutSale", 1, 0),
        ("PaidIn", 1, 500),
        ("PaidOut", 2, -500),
        ("SafeDropped", 1, -2000),
    )
