"""Selling, replacing and refunding a pass: what is recorded, and every refusal in its order."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.payments import refund
from app.payments.refund import RefundPayment
from app.payments.types import AccountPayment, ProductSale
from app.policies import Policies
from app.transit.pass_products import PassChoice, pass_rules
from app.transit.sell_pass import PassRefusal, find_replaceable, price_of
from tests.factories.counter import CASHIER, OKAFOR, SUPERVISOR, Counter, open_counter
from tests.factories.ledger import fact_count, ledger
from tests.factories.outcomes import refused
from tests.factories.passes import FEE_CENTS, LATER, MONTH, TEN_RIDES, issued_of, replacement, sell
from tests.factories.policies import ON, BentPolicies
from tests.factories.workstation import fake_edges

DAY_SECONDS = 86_400


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    opened = open_counter(tmp_path)
    yield opened
    opened.services.close()


def back(counter: Counter, receipt: str, cents: int, place: int = 1) -> None:
    asked = RefundPayment(counter.services.ids.new_id(), receipt, {place: cents}, "other", "cash", SUPERVISOR)
    refund.record(counter.services, CASHIER, asked)


def test_each_product_has_its_ledger_account(counter: Counter) -> None:
    sell(counter, MONTH, LATER, TEN_RIDES)
    sums = ledger(counter.services)
    assert sums["general_ledger/344-3010"] == -4300 and sums["general_ledger/344-3020"] == -1250


def test_what_was_issued(counter: Counter) -> None:
    issued = issued_of(sell(counter, LATER))
    assert (issued.product, issued.media, issued.rides, issued.replaces) == ("day_7/reduced", "paper", 0, None)
    assert (issued.first_on, issued.last_on) == ("2026-11-25", "2026-12-01")
    assert (issued.names["es"], issued.holder["en"]) == ("Pase de 7 días", "Reduced fare")


def test_a_new_paper_is_the_lost_pass_under_a_new_number_for_the_fee(counter: Counter) -> None:
    lost = issued_of(sell(counter))
    new = sell(counter, AccountPayment(OKAFOR, 100), replacement(lost.serial.lower()))
    issued = issued_of(new, 2)
    assert (issued.replaces, issued.serial, new.lines[1].amount_cents) == (lost.serial, f"{new.full_number}-2", 300)
    assert (issued.product, issued.first_on, issued.last_on) == (lost.product, lost.first_on, lost.last_on)
    assert ledger(counter.services)["general_ledger/344-3090"] == -FEE_CENTS
    third = issued_of(sell(counter, replacement(issued.serial)))
    assert (third.replaces, third.product) == (issued.serial, lost.product)


def choice(key: str, cents: int = 1) -> ProductSale:
    return ProductSale("pass", key, cents)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (choice(""), PassRefusal.CHOICE_UNKNOWN),
        (choice("day_99/adult/2026-11-19"), PassRefusal.CHOICE_UNKNOWN),
        (choice("day_31/dog/2026-11-19"), PassRefusal.CHOICE_UNKNOWN),
        (choice("day_31/adult/2026-11-19"), PassRefusal.BEGINS_IN_THE_PAST),
        (choice("day_31/adult/2027-01-20"), PassRefusal.BEGINS_TOO_LATE),
        (choice("replace/A2-1-000900-0000-1"), PassRefusal.SERIAL_UNKNOWN),
        (choice("day_31/adult/2027-01-19"), PassRefusal.PRICE_CHANGED),
    ],
)
def test_what_is_not_sold(counter: Counter, line: ProductSale, code: PassRefusal) -> None:
    facts = fact_count(counter.services)
    assert refused(lambda: sell(counter, AccountPayment(OKAFOR, 100), line)) is code
    assert fact_count(counter.services) == facts


def test_a_product_without_a_price_for_a_rider_is_not_theirs() -> None:
    shipped = Policies().at("passes", ON).values["products"]
    bent = BentPolicies(passes={"products": [{**shipped[0], "price_cents": {"adult": 3800}}]})
    rules = pass_rules(bent, ON)
    assert price_of(rules, PassChoice("day_31", "adult", ON), ON) == 3800
    found = refused(lambda: price_of(rules, PassChoice("day_31", "reduced", date(2020, 1, 1)), ON))
    assert found is PassRefusal.NOT_FOR_THIS_RIDER


def test_a_lost_pass_that_holds_no_more_gets_no_new_paper(tmp_path: Path) -> None:
    edges = fake_edges()
    counter = open_counter(tmp_path, edges=edges)
    lost, over = issued_of(sell(counter)), issued_of(sell(counter, choice("day_1/adult/2026-11-20", 300)))
    new = issued_of(sell(counter, replacement(lost.serial)))
    found = [refused(lambda: sell(counter, replacement(lost.serial)))]
    found.append(refused(lambda: sell(counter, choice(f"replace/{new.serial}", 299))))
    counter.services.close()
    assert found == [PassRefusal.HOLDS_NO_MORE, PassRefusal.PRICE_CHANGED]
    assert over.last_on == "2026-11-20"


def test_a_pass_that_ended_gets_no_new_paper(tmp_path: Path) -> None:
    """The business date is the shift's: sold for a day that is over by the time of the next shift."""
    counter = open_counter(tmp_path)
    over = issued_of(sell(counter, choice("day_1/adult/2026-11-20", 300)))
    with counter.services.unit_of_work() as work:
        assert refused(lambda: find_replaceable(work, over.serial, date(2026, 11, 21))) is PassRefusal.OVER
    counter.services.close()


def test_an_unused_pass_goes_back_whole_and_once(counter: Counter) -> None:
    receipt = sell(counter, LATER).fact_id
    assert refused(lambda: back(counter, receipt, 499)) is PassRefusal.REFUND_IN_PART
    back(counter, receipt, 500)
    assert "general_ledger/344-3010" not in ledger(counter.services)
    other = sell(counter, AccountPayment(OKAFOR, 100), LATER).fact_id
    back(counter, other, 50)
    back(counter, other, 500, 2)


def test_what_has_begun_or_holds_no_more_does_not_go_back(counter: Counter) -> None:
    lost = sell(counter)
    assert refused(lambda: back(counter, lost.fact_id, 3800)) is PassRefusal.BEGUN
    sell(counter, replacement(issued_of(lost).serial))
    assert refused(lambda: back(counter, lost.fact_id, 3800)) is PassRefusal.HOLDS_NO_MORE


def test_every_refusal_is_here() -> None:
    """In the order of the enum; those of a replacement and of a refund stand behind those of a sale."""
    sale = ["CHOICE_UNKNOWN", "NOT_FOR_THIS_RIDER", "BEGINS_IN_THE_PAST", "BEGINS_TOO_LATE"]
    lost, back = ["SERIAL_UNKNOWN", "HOLDS_NO_MORE", "OVER"], ["REFUND_IN_PART", "BEGUN"]
    assert [code.name for code in PassRefusal] == [*sale, *lost, "PRICE_CHANGED", *back]
