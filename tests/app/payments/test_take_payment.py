"""Taking a payment: what is recorded, and that nothing is taken twice."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from app import ledger_accounts
from app.bootstrap import check, open_services
from app.drawers.queries import drawer_content
from app.payments import card_attempt, parked_sale, take_payment, void_receipt
from app.payments.facts import PaymentTaken
from app.payments.parked_sale import Draft, DraftLine
from app.payments.queries import read_receipt
from app.payments.take_payment import PaymentRefusal
from app.payments.tenders import Tender, TenderRefusal
from app.payments.types import (
    AccountPayment,
    BackEntry,
    Line,
    MiscellaneousReceipt,
    TakePayment,
    UnidentifiedPayment,
)
from app.print_jobs.queries import jobs_of_fact
from app.print_jobs.types import JobKind
from tests.factories.counter import (
    ALVAREZ,
    CASHIER,
    OKAFOR,
    ORACLE_ACCOUNT,
    SUPERVISOR,
    Counter,
    NewAccount,
    open_counter,
)
from tests.factories.ledger import fact_count, ledger, read_fact
from tests.factories.outcomes import refused
from tests.factories.payments import pay
from tests.factories.policies import BentPolicies
from tests.factories.workstation import fake_edges

LOPEZ = "cis/3"
CASH_ONLY = NewAccount("3", "10-000003-0", "López, Iker", "9 Ash Way", cash_only=True)
ACCOUNTS = (ORACLE_ACCOUNT, NewAccount("100077339", "10-007733-9", "Okafor, Ben", "8 Elm Ct"), CASH_ONLY)
VISA = "4111 1111 1111 1111"
MINUTE_US = 60_000_000
SALE = "0000005a-0000-7000-8000-000000000001"


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def cash(cents: int) -> Tender:
    return Tender(kind="cash", amount_cents=cents)


def check_tender(cents: int) -> Tender:
    return Tender(kind="check", amount_cents=cents, routing_number="021000021", number="1041")


def money_order(cents: int) -> Tender:
    return Tender(kind="money_order", amount_cents=cents, number="17-220113344")


def card(cents: int, attempt: str | None) -> Tender:
    return Tender(kind="card", amount_cents=cents, authorization="083215", last_four="4242", attempt=attempt)


# -- what is recorded


def test_two_hundred_pay_as_the_domain_rules_work_it_out(counter: Counter) -> None:
    recorded = pay(counter, AccountPayment(ALVAREZ, 20000))
    (line,) = recorded.receipt.lines
    assert [paid.amount_cents for paid in line.paid] == [4000, 12000, 2850, 1071, 79]
    assert (line.account_number, line.service_address) == ("10-004512-7", "1207 Pine St")
    assert (line.credit_cents, line.balance_after_cents) == (0, 18760)
    assert (recorded.receipt.number, recorded.receipt.total_cents, recorded.again) == ("A2-000001", 20000, False)
    assert ledger(counter.services) == {
        "drawer/A2/cash": 40000,
        "safe": -20000,
        "receivable/water": -4000,
        "receivable/electric": -12000,
        "receivable/solid_waste": -2850,
        "receivable/stormwater": -1071,
        "receivable/sewer": -79,
    }
    second = pay(counter, AccountPayment(ALVAREZ, 18760))
    assert [paid.amount_cents for paid in second.receipt.lines[0].paid] == [3441, 2215, 13104]
    assert second.receipt.lines[0].balance_after_cents == 0


def test_the_result_says_what_changed(counter: Counter) -> None:
    changed = pay(counter, AccountPayment(ALVAREZ, 4000)).changed
    assert changed.kinds == {"PaymentTaken"} and changed.accounts == {ALVAREZ}
    assert changed.ledger_accounts == {"drawer/A2/cash", "receivable/water"}


def test_every_line_and_every_tender_on_one_receipt(counter: Counter) -> None:
    intent = counter.services.ids.new_id()
    attempt = card_attempt.begin(counter.services, CASHIER, intent, 3000).attempt
    lines: tuple[Line, ...] = (
        AccountPayment(ALVAREZ, 40000),
        AccountPayment(OKAFOR, 7415),
        MiscellaneousReceipt("322-1000", 2500, " Fence "),
        MiscellaneousReceipt("369-9000", 100),
        UnidentifiedPayment(985, " Money order without a name "),
    )
    tenders = (check_tender(20000), money_order(5000), money_order(1000), card(3000, attempt), cash(25000))
    receipt = take_payment.record(
        counter.services, CASHIER, TakePayment(intent, lines, tenders, "Ben Núñez", "es")
    ).receipt
    assert (receipt.total_cents, receipt.change_cents, receipt.language, receipt.payor_name) == (
        51000,
        3000,
        "es",
        "Ben Núñez",
    )
    assert receipt.lines[0].credit_cents == 40000 - 38760 and receipt.lines[0].balance_after_cents == -1240
    assert [line.description for line in receipt.lines[2:]] == [
        "Building permit: Fence",
        "Other receipts",
        "Money order without a name",
    ]
    assert [tender.reference for tender in receipt.tenders] == [
        "1041",
        "17-220113344",
        "17-220113344",
        "•••• 4242 083215",
        None,
    ]
    sums = ledger(counter.services)
    assert sum(sums.values()) == 0
    assert (sums[ledger_accounts.CUSTOMER_CREDIT], sums[ledger_accounts.SUSPENSE]) == (-1240, -985)
    assert (sums["general_ledger/322-1000"], sums["general_ledger/369-9000"]) == (-2500, -100)
    with counter.services.read_journal() as connection:
        content = drawer_content(connection, counter.shift)
    assert (content.cash_cents, content.check_cents) == (20000 + 25000 - 3000, 20000)
    assert (content.money_order_cents, content.card_cents) == (6000, 3000)


def test_the_paper_is_the_stored_receipt(counter: Counter) -> None:
    recorded = pay(counter, payor_name=" Okafor Sr. ")
    with counter.services.read_journal() as connection:
        stored = read_receipt(connection, counter.services.kinds, recorded.receipt.fact_id)
    assert replace_cashier(stored) == replace_cashier(recorded.receipt)


def replace_cashier(receipt: object) -> str:
    return str(receipt).replace("cashier='—'", "cashier='M. Reyes'")


def test_the_fact_is_self_contained(counter: Counter) -> None:
    fact = read_fact(counter.services, pay(counter).receipt.fact_id)
    assert isinstance(fact.body, PaymentTaken)
    assert fact.body.policies == ("allocation/1", "cash_rounding/1", "miscellaneous_receipts/1", "tenders/1")
    assert fact.envelope.shift == counter.shift.shift and fact.envelope.business_date == "2026-11-20"
    (line,) = fact.body.lines
    assert line.reference_as_of_us == 1_795_000_000_000_000 and line.balance_before_cents == 7415
    assert line.paid[0].due_on == "2026-11-23" and line.paid[0].charge == "cis/B2-2026-11/1"


@pytest.mark.parametrize(
    ("tenders", "kinds"),
    [
        ((cash(7500),), [JobKind.KICK, JobKind.RECEIPT]),
        ((check_tender(7415),), [JobKind.RECEIPT]),
        ((check_tender(7000), cash(415)), [JobKind.KICK, JobKind.RECEIPT]),
    ],
)
def test_paper_and_drawer_are_queued_with_the_payment(
    counter: Counter, tenders: tuple[Tender, ...], kinds: list[JobKind]
) -> None:
    recorded = pay(counter, tenders=tenders)
    with counter.services.read_journal() as connection:
        jobs = jobs_of_fact(connection, recorded.receipt.fact_id)
    assert [job.kind for job in jobs] == kinds
    assert jobs[-1].job_id == recorded.print_job


@pytest.mark.parametrize(
    ("due", "tendered", "change", "rounding"),
    [(8741, 8740, 0, -1), (8742, 10000, 1260, -2), (8743, 8745, 0, 2), (8747, 10000, 1255, -2), (8743, 8743, 0, 0)],
)
def test_cash_is_rounded_where_the_city_says_so(
    tmp_path: Path, due: int, tendered: int, change: int, rounding: int
) -> None:
    edges = replace(fake_edges(), policies=BentPolicies(cash_rounding={"enabled": True}))
    counter = open_counter(tmp_path, edges=edges)
    recorded = pay(counter, MiscellaneousReceipt("369-9000", due), tenders=(cash(tendered),))
    sums = ledger(counter.services)
    counter.services.close()
    assert (recorded.receipt.change_cents, recorded.receipt.rounding_cents) == (change, rounding)
    assert sums.get(ledger_accounts.CASH_ROUNDING, 0) == -rounding
    assert sums["drawer/A2/cash"] == 20000 + due + rounding
    assert sums["general_ledger/369-9000"] == -due


def test_a_part_payment_is_never_rounded(tmp_path: Path) -> None:
    edges = replace(fake_edges(), policies=BentPolicies(cash_rounding={"enabled": True}))
    counter = open_counter(tmp_path, edges=edges)
    part = pay(counter, AccountPayment(OKAFOR, 7413), tenders=(cash(8000),))
    rest = pay(counter, AccountPayment(OKAFOR, 2), MiscellaneousReceipt("369-9000", 5), tenders=(cash(10),))
    counter.services.close()
    assert (part.receipt.change_cents, part.receipt.rounding_cents) == (587, 0)
    assert (rest.receipt.change_cents, rest.receipt.rounding_cents) == (5, -2)


def test_a_directed_payment_pays_what_the_customer_says(counter: Counter) -> None:
    receipt = pay(counter, AccountPayment(ALVAREZ, 1000, {"cis/B1-2026-11/7": 600})).receipt
    paid = [(part.service_category, part.amount_cents) for part in receipt.lines[0].paid]
    assert paid == [("water", 400), ("electric", 600)]


@pytest.mark.parametrize(
    "name", ["José Núñez Ávila", "佐藤 さくら", "می\u200cخواهم", "Zoë O'Brien-Łuk", "N" * 120, "1,5"]
)
def test_names_of_any_script_are_kept_as_they_are(counter: Counter, name: str) -> None:
    assert pay(counter, payor_name=name).receipt.payor_name == name


def test_no_payor_is_no_payor(counter: Counter) -> None:
    assert pay(counter, payor_name="  ").receipt.payor_name is None


# -- hand-written receipts entered afterwards


def test_a_back_entry_keeps_its_true_time_and_opens_no_drawer(counter: Counter) -> None:
    written = counter.services.clock.now_us() - 26 * 60 * MINUTE_US
    recorded = pay(counter, back_entry=BackEntry(" 12 ", " 000345 ", written))
    entry = recorded.receipt.back_entry
    assert entry is not None and (entry.book, entry.number, entry.written_at_us) == ("12", "000345", written)
    assert recorded.receipt.taken_at_us > written and recorded.receipt.business_date == "2026-11-20"
    with counter.services.read_journal() as connection:
        assert [job.kind for job in jobs_of_fact(connection, recorded.receipt.fact_id)] == [JobKind.RECEIPT]


def test_a_hand_written_receipt_is_entered_once_unless_it_was_voided(counter: Counter) -> None:
    entry = BackEntry("12", "000345", counter.services.clock.now_us() - MINUTE_US)
    first = pay(counter, back_entry=entry).receipt
    assert refused(lambda: pay(counter, back_entry=entry)) is PaymentRefusal.ALREADY_ENTERED
    void = void_receipt.VoidReceipt(counter.services.ids.new_id(), first.fact_id, "wrong_amount", SUPERVISOR)
    void_receipt.record(counter.services, CASHIER, void)
    assert pay(counter, back_entry=entry).receipt.number == "A2-000002"


@pytest.mark.parametrize(("book", "number"), [("b 12", "000345"), ("B  012", "345"), ("Ｂ 12", "0345 ")])
def test_case_spaces_and_leading_zeros_make_no_other_receipt(counter: Counter, book: str, number: str) -> None:
    written = counter.services.clock.now_us() - 44 * 24 * 60 * MINUTE_US
    kept = pay(counter, back_entry=BackEntry("B 12", "00345", written)).receipt.back_entry
    assert kept is not None and (kept.book, kept.number) == ("B 12", "00345")
    assert refused(lambda: pay(counter, back_entry=BackEntry(book, number, written))) is PaymentRefusal.ALREADY_ENTERED
    for other in (
        BackEntry("B 120", "345", written),
        BackEntry("B 12", "3450", written),
        BackEntry("12", "0", written),
    ):
        assert pay(counter, back_entry=other).receipt.back_entry


# -- nothing is taken twice


def test_the_same_intent_is_the_same_receipt(counter: Counter) -> None:
    command = TakePayment(SALE, (AccountPayment(OKAFOR, 7415),), (cash(8000),))
    first = take_payment.record(counter.services, CASHIER, command)
    facts = fact_count(counter.services)
    again = take_payment.record(counter.services, CASHIER, replace(command, lines=(), tenders=()))
    assert again.again and not again.changed.kinds and again.print_job is None
    assert (again.receipt.number, again.receipt.total_cents) == (first.receipt.number, 7415)
    assert fact_count(counter.services) == facts


def test_a_double_click_from_two_threads_takes_the_money_once(counter: Counter) -> None:
    command = TakePayment(SALE, (AccountPayment(OKAFOR, 7415),), (cash(7415),))
    with ThreadPoolExecutor(2) as clicks:
        both = [clicks.submit(take_payment.record, counter.services, CASHIER, command) for _ in range(2)]
        results = [click.result() for click in both]
    assert sorted(result.again for result in results) == [False, True]
    assert {result.receipt.number for result in results} == {"A2-000001"}
    assert ledger(counter.services)["drawer/A2/cash"] == 20000 + 7415


def test_many_at_once_get_numbers_without_gap(counter: Counter) -> None:
    with ThreadPoolExecutor(4) as threads:
        futures = [threads.submit(pay, counter, MiscellaneousReceipt("369-9000", 100)) for _ in range(12)]
        numbers = sorted(future.result().receipt.number for future in futures)
    assert numbers == [f"A2-{n:06d}" for n in range(1, 13)]
    assert check(counter.services, thorough=True) == ()


def test_after_a_restart_the_answer_is_still_the_same(tmp_path: Path) -> None:
    edges = fake_edges()
    counter = open_counter(tmp_path, edges=edges)
    command = TakePayment(SALE, (AccountPayment(OKAFOR, 7415),), (cash(7415),), "Ada")
    first = take_payment.record(counter.services, CASHIER, command).receipt
    counter.services.close()
    services = open_services(tmp_path, edges)
    again = take_payment.record(services, CASHIER, command)
    services.close()
    assert again.again and replace_cashier(again.receipt) == replace_cashier(first)


def test_the_draft_goes_with_the_payment(counter: Counter) -> None:
    parked_sale.keep(counter.services, CASHIER, counter.shift, SALE, Draft((DraftLine("account", 1, OKAFOR),)))
    take_payment.record(counter.services, CASHIER, TakePayment(SALE, (AccountPayment(OKAFOR, 1),), (cash(1),)))
    with counter.services.read_journal() as connection:
        assert parked_sale.in_progress(connection, CASHIER.person_id, 0) is None


# -- cards


def test_a_card_is_bound_to_its_attempt(counter: Counter) -> None:
    attempt = card_attempt.begin(counter.services, CASHIER, SALE, 7415).attempt
    command = TakePayment(SALE, (AccountPayment(OKAFOR, 7415),), (card(7415, attempt),))
    assert take_payment.record(counter.services, CASHIER, command).receipt.tenders[0].reference == "•••• 4242 083215"
    with counter.services.read_journal() as connection:
        assert card_attempt.unsettled(connection) == []
    assert ledger(counter.services)[ledger_accounts.CARD_CLEARING] == 7415


def test_a_refused_payment_leaves_the_attempt_as_it_was(counter: Counter) -> None:
    attempt = card_attempt.begin(counter.services, CASHIER, SALE, 7415)
    command = TakePayment(SALE, (AccountPayment(OKAFOR, 8000),), (card(7415, attempt.attempt),))
    assert refused(lambda: take_payment.record(counter.services, CASHIER, command)) is TenderRefusal.TOO_LITTLE
    with counter.services.read_journal() as connection:
        assert card_attempt.unsettled(connection) == [attempt]
    mended = replace(command, tenders=(*command.tenders, cash(585)))
    assert take_payment.record(counter.services, CASHIER, mended).receipt.total_cents == 8000


def test_a_cash_only_account_takes_cash_and_money_orders(tmp_path: Path) -> None:
    counter = open_counter(tmp_path, ACCOUNTS)
    receipt = pay(counter, AccountPayment(LOPEZ, 300), tenders=(money_order(200), cash(100))).receipt
    counter.services.close()
    assert receipt.lines[0].credit_cents == 300
