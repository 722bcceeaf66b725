"""What is not taken: every refusal in its order, and every field with what breaks it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

import pytest

from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.payments import take_payment
from app.payments.allocate import AllocationRefusal
from app.payments.take_payment import PaymentRefusal
from app.payments.tenders import Tender, TenderRefusal
from app.payments.types import (
    AccountPayment,
    BackEntry,
    Line,
    MiscellaneousReceipt,
    ProductSale,
    TakePayment,
    UnidentifiedPayment,
)
from app.transit.sell_pass import PassRefusal
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
from tests.factories.ledger import fact_count
from tests.factories.movements import drop, resume, suspend
from tests.factories.outcomes import refused
from tests.factories.payments import pay
from tests.factories.policies import BentPolicies
from tests.factories.workstation import fake_edges, open_workstation

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


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    """A counter for what is refused: nothing is ever stored in it but one back-entered receipt."""
    counter = open_counter(tmp_path_factory.mktemp("shared"), ACCOUNTS)
    entry = BackEntry("12", "000345", counter.services.clock.now_us() - MINUTE_US)
    pay(counter, MiscellaneousReceipt("369-9000", 100), back_entry=entry)
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


@pytest.mark.parametrize("kind", ["card", "check"])
def test_a_cash_only_account_takes_neither_card_nor_check(shared: Counter, kind: str) -> None:
    tender = check_tender(100) if kind == "check" else card(100, None)
    assert refused(lambda: pay(shared, AccountPayment(LOPEZ, 100), tenders=(tender,))) is TenderRefusal.CASH_ONLY
    beside = (AccountPayment(OKAFOR, 100), AccountPayment(LOPEZ, 100))
    assert refused(lambda: pay(shared, *beside, tenders=(cash(100), tender))) is TenderRefusal.CASH_ONLY


@dataclass
class Sale:
    """A sale that is spoilt step by step."""

    lines: list[Line] = field(default_factory=lambda: [AccountPayment(OKAFOR, 20000)])
    tenders: list[Tender] = field(default_factory=lambda: [cash(20000)])
    payor_name: str = ""
    language: str = "en"
    book: str = "12"
    number: str = "000999"
    written_in_us: int = -MINUTE_US

    def command(self, counter: Counter) -> TakePayment:
        entry = BackEntry(self.book, self.number, counter.services.clock.now_us() + self.written_in_us)
        tenders, lines = tuple(self.tenders), tuple(self.lines)
        return TakePayment(counter.services.ids.new_id(), lines, tenders, self.payor_name, self.language, entry)


def _back_entry(**changes: object) -> Callable[[Sale], None]:
    return lambda sale: sale.__dict__.update(changes)


def _add(*lines: Line) -> Callable[[Sale], None]:
    return lambda sale: sale.lines.extend(lines)


def _first(line: Line) -> Callable[[Sale], None]:
    return lambda sale: sale.lines.__setitem__(0, line)


def _tenders(*tenders: Tender) -> Callable[[Sale], None]:
    return lambda sale: sale.tenders.__setitem__(slice(None), tenders)


FAULTS: list[tuple[StrEnum, Callable[[Sale], None]]] = [
    (PaymentRefusal.NO_LINES, lambda sale: sale.lines.clear()),
    (PaymentRefusal.TOO_MANY_LINES, _add(*(MiscellaneousReceipt("369-9000", 1) for _ in range(40)))),
    (PaymentRefusal.AMOUNT_NOT_POSITIVE, _add(MiscellaneousReceipt("369-9000", 0))),
    (PaymentRefusal.AMOUNT_TOO_LARGE, _add(MiscellaneousReceipt("369-9000", 2**63))),
    (PaymentRefusal.TEXT_NOT_PLAIN, _back_entry(payor_name="\u202eAda")),
    (PaymentRefusal.CARD_NUMBER_TYPED, _add(UnidentifiedPayment(1, VISA))),
    (PaymentRefusal.ACCOUNT_TWICE, _add(AccountPayment(OKAFOR, 1))),
    (PaymentRefusal.LEDGER_ACCOUNT_UNKNOWN, _add(MiscellaneousReceipt("999-9999", 1))),
    (PaymentRefusal.DESCRIPTION_MISSING, _add(UnidentifiedPayment(1, " "))),
    (PaymentRefusal.NOT_SOLD_HERE, _add(ProductSale("balloon", "red", 1))),
    (PaymentRefusal.LANGUAGE_UNKNOWN, _back_entry(language="fr")),
    (PaymentRefusal.BOOK_MISSING, _back_entry(book=" ")),
    (PaymentRefusal.WRITTEN_IN_THE_FUTURE, _back_entry(written_in_us=MINUTE_US)),
    (PaymentRefusal.WRITTEN_TOO_LONG_AGO, _back_entry(written_in_us=-45 * 24 * 60 * MINUTE_US - 1)),
    (PaymentRefusal.ALREADY_ENTERED, _back_entry(number="000345")),
    (PaymentRefusal.ACCOUNT_UNKNOWN, _add(AccountPayment("cis/nobody", 1))),
    (PassRefusal.CHOICE_UNKNOWN, _add(ProductSale("pass", "day_31", 1))),
    (AllocationRefusal.CHARGE_UNKNOWN, _first(AccountPayment(OKAFOR, 20000, {"cis/none/1": 1}))),
    (TenderRefusal.NO_TENDERS, _tenders()),
    (TenderRefusal.CARD_AUTHORIZATION_WRONG, _tenders(Tender(kind="card", amount_cents=2**26, last_four="4242"))),
    (TenderRefusal.CASH_ONLY, _add(AccountPayment(LOPEZ, 1))),
    (TenderRefusal.NON_CASH_OVER_TOTAL, _tenders(card(2**26, None))),
    (TenderRefusal.CARD_NOT_ATTEMPTED, _tenders(card(20000, None))),
]


@pytest.mark.parametrize("place", range(len(FAULTS)), ids=[code.name for code, _ in FAULTS])
def test_the_first_broken_rule_is_said(shared: Counter, place: int) -> None:
    """Each row breaks its own rule and, as far as one sale can, all later ones."""
    sale, facts = Sale(), fact_count(shared.services)
    for _, spoil in reversed(FAULTS[place:]):
        spoil(sale)
    code = refused(lambda: take_payment.record(shared.services, CASHIER, sale.command(shared)))
    assert code is FAULTS[place][0]
    assert fact_count(shared.services) == facts


def test_every_refusal_has_its_row_in_the_order_of_the_enum() -> None:
    of_shift = [PaymentRefusal.NO_SHIFT, PaymentRefusal.SHIFT_OF_ANOTHER, PaymentRefusal.SHIFT_SUSPENDED]
    of_sale = [code for code, _ in FAULTS if isinstance(code, PaymentRefusal)]
    assert list(PaymentRefusal) == [PaymentRefusal.INTENT_TAKEN, *of_shift, *of_sale, PaymentRefusal.DRAWER_FULL]


def test_an_intent_that_stands_for_something_else_is_no_payment(shared: Counter) -> None:
    """The opened shift is a fact too: asked for its id, there is no receipt to answer with."""
    with shared.services.read_journal() as connection:
        taken = connection.exec_driver_sql("SELECT fact_id FROM fact WHERE kind = 'ShiftOpened'").scalar_one()
    command, facts = TakePayment(taken, (AccountPayment(OKAFOR, 100),), (cash(100),)), fact_count(shared.services)
    assert refused(lambda: take_payment.record(shared.services, CASHIER, command)) is PaymentRefusal.INTENT_TAKEN
    assert fact_count(shared.services) == facts


def test_without_a_shift_nothing_is_taken(tmp_path: Path) -> None:
    services = open_workstation(tmp_path)
    found = refused(lambda: take_payment.record(services, CASHIER, TakePayment("x", (), ())))
    services.close()
    assert found is PaymentRefusal.NO_SHIFT


def test_another_person_s_drawer_takes_nothing(shared: Counter) -> None:
    other = Counter(shared.services, SUPERVISOR, shared.shift)
    assert refused(lambda: pay(other, MiscellaneousReceipt("369-9000", 0))) is PaymentRefusal.SHIFT_OF_ANOTHER


def test_a_suspended_shift_takes_nothing_until_it_is_resumed(counter: Counter) -> None:
    suspend(counter)
    assert refused(lambda: pay(counter, MiscellaneousReceipt("369-9000", 0))) is PaymentRefusal.SHIFT_SUSPENDED
    resume(counter)
    assert pay(counter).receipt.number == "A2-000001"


def test_a_full_drawer_takes_no_more_cash_until_some_is_dropped(tmp_path: Path) -> None:
    policies = BentPolicies(cash_control={"drawer_stop_cents": 50000})
    counter = open_counter(tmp_path, edges=replace(fake_edges(), policies=policies))
    line = MiscellaneousReceipt("369-9000", 29999)
    pay(counter, line)
    pay(counter, line, tenders=(cash(40000),))
    facts = fact_count(counter.services)
    asked = TakePayment(counter.services.ids.new_id(), (line,), (cash(1), check_tender(29998)))
    assert refused(lambda: take_payment.record(counter.services, CASHIER, asked)) is PaymentRefusal.DRAWER_FULL
    unknown = replace(asked, lines=(AccountPayment("cis/nobody", 1),))
    assert refused(lambda: take_payment.record(counter.services, CASHIER, unknown)) is PaymentRefusal.ACCOUNT_UNKNOWN
    assert fact_count(counter.services) == facts
    pay(counter, line, tenders=(check_tender(29999),))
    written = BackEntry("12", "000346", counter.services.clock.now_us() - MINUTE_US)
    pay(counter, line, back_entry=written)
    drop(counter, {2000: 30}, "B1")
    assert not take_payment.record(counter.services, CASHIER, replace(asked, tenders=(cash(29999),))).again
    counter.services.close()


@pytest.mark.parametrize("missing", [Permission.PAYMENT_TAKE, Permission.PAYMENT_MISC, Permission.PAYMENT_BACK_ENTRY])
def test_permissions_come_before_everything(shared: Counter, missing: Permission) -> None:
    session = replace(SUPERVISOR, permissions=frozenset(Permission) - {missing})
    entry = BackEntry("", "", 2**63)
    command = TakePayment("x", (MiscellaneousReceipt("999-9999", 0),), (), back_entry=entry)
    assert refused(lambda: take_payment.record(shared.services, session, command)) is IdentityRefusal.NOT_PERMITTED


def test_a_cashier_without_miscellaneous_still_takes_accounts_and_the_unidentified(counter: Counter) -> None:
    session = replace(CASHIER, permissions=frozenset({Permission.PAYMENT_TAKE}))
    lines = (AccountPayment(OKAFOR, 100), UnidentifiedPayment(100, "an envelope"))
    assert pay(Counter(counter.services, session, counter.shift), *lines).receipt.total_cents == 200


BROKEN = ("NUL\0", "\u202eright to left", "\u2066isolate", "tab\there", "\ud800", "x" * 10_000_000, "line\nbreak")
FIELDS: dict[str, Callable[[Sale, str], None]] = {
    "payor": lambda sale, text: setattr(sale, "payor_name", text),
    "book": lambda sale, text: setattr(sale, "book", text),
    "number": lambda sale, text: setattr(sale, "number", text),
    "description": lambda sale, text: sale.lines.append(MiscellaneousReceipt("369-9000", 1, text)),
    "unidentified": lambda sale, text: sale.lines.append(UnidentifiedPayment(1, text)),
    "language": lambda sale, text: setattr(sale, "language", text),
    "ledger": lambda sale, text: sale.lines.append(MiscellaneousReceipt(text, 1)),
    "account": lambda sale, text: sale.lines.append(AccountPayment(text, 1)),
    "directed": lambda sale, text: sale.lines.append(AccountPayment(LOPEZ, 1, {text: 1})),
    "check": lambda sale, text: sale.tenders.append(
        Tender(kind="check", amount_cents=1, routing_number="021000021", number=text)
    ),
    "cash": lambda sale, text: sale.tenders.append(Tender(kind="cash", amount_cents=1, number=text)),
}


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
@pytest.mark.parametrize("name", FIELDS)
def test_broken_text_is_refused_in_every_field(shared: Counter, name: str, text: str) -> None:
    sale, facts = Sale(), fact_count(shared.services)
    FIELDS[name](sale, text)
    code = refused(lambda: take_payment.record(shared.services, CASHIER, sale.command(shared)))
    assert code.value in (
        "text_not_plain",
        "language_unknown",
        "ledger_account_unknown",
        "account_unknown",
        "charge_unknown",
        "check_number_wrong",
        "detail_not_expected",
    )
    assert fact_count(shared.services) == facts


@pytest.mark.parametrize("cents", [0, -1, -(2**63), 2**63, 2**100, 100_000_001])
@pytest.mark.parametrize("where", ["account", "miscellaneous", "suspense", "directed", "cash", "check", "card"])
def test_amounts_out_of_bounds_are_refused_everywhere(shared: Counter, where: str, cents: int) -> None:
    lines: dict[str, Line] = {
        "account": AccountPayment(OKAFOR, cents),
        "miscellaneous": MiscellaneousReceipt("369-9000", cents),
        "suspense": UnidentifiedPayment(cents, "x"),
        "directed": AccountPayment(ALVAREZ, 100, {"cis/B1-2026-10/1": cents}),
    }
    tenders = {"cash": cash(cents), "check": check_tender(cents), "card": card(cents, None)}
    line, tender = lines.get(where, AccountPayment(OKAFOR, 100)), tenders.get(where, cash(100))
    command = TakePayment(shared.services.ids.new_id(), (line,), (tender,))
    code = refused(lambda: take_payment.record(shared.services, CASHIER, command))
    assert code.value in ("amount_not_positive", "amount_too_large", "over_open")


@pytest.mark.parametrize("name", ["payor", "book", "number", "description", "unidentified", "check", "cash"])
def test_a_card_number_is_refused_in_every_field(shared: Counter, name: str) -> None:
    sale = Sale()
    FIELDS[name](sale, VISA)
    code = refused(lambda: take_payment.record(shared.services, CASHIER, sale.command(shared)))
    assert code.value == "card_number_typed"
