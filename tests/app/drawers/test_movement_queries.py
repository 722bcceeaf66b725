"""What happened between receipts, newest first, and its sums."""

from pathlib import Path

from app.drawers.movement_queries import movement_sums, movements
from tests.factories.counter import open_counter
from tests.factories.movements import drop, open_drawer, pay_in, pay_out
from tests.factories.payments import pay
from tests.factories.reports import put_tender_right, refund_line


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


def test_what_is_given_back_in_cash_moves_the_drawer_and_a_tender_put_right_is_named(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    cash, check = pay(counter).receipt.fact_id, pay(counter).receipt.fact_id
    refund_line(counter, cash, 1000)
    refund_line(counter, cash, 500, "check_request")
    put_tender_right(counter, check)
    shift = counter.shift.shift
    with counter.services.read_journal() as journal:
        rows = movements(journal, counter.services.kinds, shift, 10)
        sums = movement_sums(journal, shift)
    counter.services.close()
    assert [(row.kind, row.cash_cents, row.of_receipt) for row in rows] == [
        ("TenderCorrected", 0, "A2-000002"),
        ("PaymentRefunded", -1000, "A2-000001"),
    ]
    assert sums == (("PaymentRefunded", 1, -1000), ("TenderCorrected", 1, 0))
