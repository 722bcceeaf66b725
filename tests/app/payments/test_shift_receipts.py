"""The list that a count is made against, and the receipts that a suggestion looks at."""

from dataclasses import replace
from pathlib import Path

from app.payments import void_receipt
from app.payments.shift_receipts import papers_in, payer_names, taken_in
from app.payments.tenders import Tender
from app.payments.types import AccountPayment, MiscellaneousReceipt, UnidentifiedPayment
from app.payments.void_receipt import VoidReceipt
from tests.factories.counter import ALVAREZ, CASHIER, OKAFOR, SUPERVISOR, open_counter
from tests.factories.payments import pay
from tests.factories.reports import put_tender_right


def check(cents: int, number: str) -> Tender:
    return Tender(kind="check", amount_cents=cents, routing_number="021000021", number=number)


def test_papers_and_receipts_of_a_shift(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    cash = Tender(kind="cash", amount_cents=1000)
    order = Tender(kind="money_order", amount_cents=700, number="88120417")
    first = pay(counter, AccountPayment(ALVAREZ, 6400), tenders=(check(5000, "1042"), order, cash)).receipt
    voided = pay(counter, AccountPayment(OKAFOR, 100), tenders=(check(100, "7"),)).receipt
    command = VoidReceipt(counter.services.ids.new_id(), voided.fact_id, "wrong_amount", SUPERVISOR)
    void_receipt.record(counter.services, CASHIER, command)
    other = pay(counter, MiscellaneousReceipt("369-9000", 200), tenders=(check(200, "8"),)).receipt
    pay(counter, UnidentifiedPayment(300, "no stub"))
    with counter.services.read_journal() as journal:
        papers = papers_in(journal, counter.services.kinds, counter.shift.shift)
        taken = taken_in(journal, counter.services.kinds, counter.shift.shift)
    names = payer_names(counter.services.reference, papers)
    counter.services.close()
    assert [(paper.receipt, paper.line, paper.tender, paper.number, paper.amount_cents) for paper in papers] == [
        (first.fact_id, 1, "check", "1042", 5000),
        (first.fact_id, 2, "money_order", "88120417", 700),
        (other.fact_id, 1, "check", "8", 200),
    ]
    assert (papers[0].account_number, papers[0].receipt_number, papers[2].account) == ("10-004512-7", "A2-000001", "")
    assert names == {ALVAREZ: "Alvarez, Maria"}
    assert [each.number for each in taken] == ["A2-000001", "A2-000003", "A2-000004"]
    assert [taken[0].cents_of(kind) for kind in ("cash", "check", "money_order", "card")] == [700, 5000, 700, 0]
    assert (taken[0].change_cents, taken[0].accounts, taken[2].accounts) == (300, ("10-004512-7",), ("suspense",))


def test_a_tender_that_was_put_right_is_no_longer_what_it_was_keyed_as(tmp_path: Path) -> None:
    """Else a count would go on suggesting a wrong tender that was corrected long ago."""
    counter = open_counter(tmp_path)
    receipt = pay(counter, AccountPayment(OKAFOR, 7415), tenders=(Tender(kind="cash", amount_cents=8000),)).receipt
    put_tender_right(counter, receipt.fact_id)
    with counter.services.read_journal() as journal:
        (taken,) = taken_in(journal, counter.services.kinds, counter.shift.shift)
    counter.services.close()
    assert (taken.cents_of("cash"), taken.cents_of("money_order"), taken.change_cents) == (0, 7415, 0)


def test_an_account_that_the_city_s_data_lacks_has_no_name(tmp_path: Path) -> None:
    counter = open_counter(tmp_path, accounts=())
    pay(counter, MiscellaneousReceipt("369-9000", 200), tenders=(check(200, "8"),))
    with counter.services.read_journal() as journal:
        (paper,) = papers_in(journal, counter.services.kinds, counter.shift.shift)

    assert payer_names(counter.services.reference, [replace(paper, account="cis/none")]) == {}
    counter.services.close()
