"""What a sale comes to while it is entered is what `take_payment` then records."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.errors import Refused
from app.payments import preview
from app.payments.allocate import AllocationRefusal
from app.payments.preview import SaleRules, cash_wanted, sale_rules, sale_sum
from app.payments.take_payment import PaymentRefusal
from app.payments.tenders import Tender, TenderRefusal
from app.policies import Policies
from tests.factories.counter import ALVAREZ, Counter, open_counter
from tests.factories.outcomes import refused

ON = date(2026, 11, 20)


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    counter = open_counter(tmp_path_factory.mktemp("preview"))
    yield counter
    counter.services.close()


def rules(**rounding: object) -> SaleRules:
    shipped = sale_rules(Policies(), ON)
    changed = replace(shipped.rounding, values={**shipped.rounding.values, **rounding})
    return replace(shipped, rounding=changed)


def cash(cents: int) -> Tender:
    return Tender(kind="cash", amount_cents=cents)


def check(cents: int) -> Tender:
    return Tender(kind="check", amount_cents=cents, routing_number="021000021", number="1041")


def card(cents: int) -> Tender:
    return Tender(kind="card", amount_cents=cents, authorization="083215", last_four="4242")


def test_the_day_s_rules_say_what_may_be_chosen() -> None:
    found = rules()
    assert ("322-1000", "Building permit") in found.ledger_accounts
    assert found.void_needs_second_person(100) and "wrong_amount" in found.void_reasons
    assert [found.void_may_wait(cents) for cents in (5000, 5001)] == [True, False]
    assert found.refuses_for_cash_only("check") and not found.refuses_for_cash_only("money_order")


def test_an_account_brings_what_is_due(counter: Counter) -> None:
    line = preview.find_line(counter.services, ALVAREZ, ON)
    assert (line.number, line.due_cents, line.overdue_cents) == ("10-004512-7", 38760, 16000)


def test_an_account_that_is_not_there_is_refused(counter: Counter) -> None:
    assert refused(lambda: preview.find_line(counter.services, "cis/1", ON)) is PaymentRefusal.ACCOUNT_UNKNOWN


def test_no_account_asks_for_no_data(tmp_path: Path, counter: Counter) -> None:
    assert preview.find_lines(counter.services, (), ON) == {}


def test_the_preview_pays_as_the_worked_example(counter: Counter) -> None:
    line = preview.find_line(counter.services, ALVAREZ, ON)
    share = preview.pays(line, 20000, rules(), {})
    assert [paid.amount_cents for paid in share.paid] == [4000, 12000, 2850, 1071, 79]


def test_charges_stand_in_the_order_in_which_they_are_paid(counter: Counter) -> None:
    line = preview.find_line(counter.services, ALVAREZ, ON)
    services = [payable.service_category for payable in preview.in_paying_order(line, rules())]
    assert services == ["water", "electric", "solid_waste", "stormwater", "sewer", "water", "electric"]


def test_what_is_directed_wrongly_is_refused(counter: Counter) -> None:
    line = preview.find_line(counter.services, ALVAREZ, ON)
    directed = {line.payables[0].charge: 4001}
    assert refused(lambda: preview.pays(line, 20000, rules(), directed)) is AllocationRefusal.OVER_OPEN


@pytest.mark.parametrize(
    ("tenders", "remaining", "change", "over", "complete"),
    [
        ((), 18743, 0, 0, False),
        ((cash(20000),), 0, 1257, 0, True),
        ((cash(18743),), 0, 0, 0, True),
        ((cash(10000), check(8743)), 0, 0, 0, True),
        ((cash(10000),), 8743, 0, 0, False),
        ((check(20000),), 0, 0, 1257, False),
        ((check(20000), cash(500)), 0, 500, 1257, False),
    ],
)
def test_where_the_tenders_stand(
    tenders: tuple[Tender, ...], remaining: int, change: int, over: int, complete: bool
) -> None:
    found = sale_sum(18743, tenders, rules(), in_full=True)
    assert (found.remaining_cents, found.change_cents, found.over_cents) == (remaining, change, over)
    assert found.complete is complete
    assert found.tendered_cents == sum(tender.amount_cents for tender in tenders)


def test_nothing_to_pay_is_not_complete() -> None:
    assert not sale_sum(0, (), rules(), in_full=True).complete


@pytest.mark.parametrize(
    ("in_full", "tendered", "wanted", "change", "rounding"),
    [(True, 20000, 8740, 11260, -1), (False, 20000, 8741, 11259, 0), (True, 8000, 8740, 0, 0)],
)
def test_cash_is_rounded_only_when_all_is_paid(
    in_full: bool, tendered: int, wanted: int, change: int, rounding: int
) -> None:
    policy = rules(enabled=True)
    found = sale_sum(8741, (cash(tendered),), policy, in_full=in_full)
    assert cash_wanted(8741, (), policy, in_full=in_full) == wanted
    assert (found.change_cents, found.rounding_cents) == (change, rounding)


def test_the_cash_wanted_is_what_other_tenders_leave() -> None:
    assert cash_wanted(18743, (check(10000), cash(743)), rules(), in_full=True) == 8000
    assert cash_wanted(18743, (check(20000),), rules(), in_full=True) == 0


def test_quick_cash_and_the_pieces_to_give() -> None:
    assert preview.quick_cash(18743, rules()) == [18743, 18800, 19000, 20000]
    assert preview.quick_cash(0, rules()) == []
    assert preview.change_pieces(1257, rules()) == [(1000, 1), (100, 2), (25, 2), (5, 1), (1, 2)]


@pytest.mark.parametrize(
    ("tender", "code"),
    [
        (check(18744), TenderRefusal.NON_CASH_OVER_TOTAL),
        (Tender(kind="check", amount_cents=100, routing_number="021000022", number="1"), "routing_number_wrong"),
        (Tender(kind="cash", amount_cents=0), TenderRefusal.AMOUNT_NOT_POSITIVE),
        (Tender(kind="card", amount_cents=1, authorization="083215", last_four="42"), "card_last_four_wrong"),
    ],
)
def test_a_tender_that_could_not_be_recorded_is_refused_at_once(tender: Tender, code: str) -> None:
    assert refused(lambda: preview.refuse_tender(tender, 18743, rules())) == code


@pytest.mark.parametrize("tender", [check(18743), cash(999_99), card(100)])
def test_other_tenders_pass(tender: Tender) -> None:
    preview.refuse_tender(tender, 18743, rules())


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Ben\u202eOkafor", PaymentRefusal.TEXT_NOT_PLAIN),
        ("x" * 121, PaymentRefusal.TEXT_NOT_PLAIN),
        ("4111 1111 1111 1111", PaymentRefusal.CARD_NUMBER_TYPED),
    ],
)
def test_words_that_a_receipt_cannot_carry_are_refused(words: str, code: PaymentRefusal) -> None:
    assert refused(lambda: preview.refuse_words(words, rules())) is code


def test_names_of_any_script_pass() -> None:
    preview.refuse_words("Đặng Thị Ánh", rules())
    with pytest.raises(Refused):
        preview.refuse_words("a\0b", rules())
