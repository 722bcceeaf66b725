"""Doings with receipts: sales of every kind of line, with any split of tenders, and everything that undoes them."""

from datetime import date

from app.errors import Refused
from app.identity.queries import today
from app.payments import card_attempt, correct_account, correct_tender, refund, returned_payment, take_payment
from app.payments import void_receipt as void
from app.payments.card_attempt import AttemptState
from app.payments.correct_account import MovePayment
from app.payments.correct_tender import CorrectTender
from app.payments.load_returns import load_returns
from app.payments.refund import RefundPayment
from app.payments.returned_payment import ReturnPayment
from app.payments.tenders import Tender, TenderKind
from app.payments.types import AccountPayment, Line, MiscellaneousReceipt, TakePayment, UnidentifiedPayment
from app.payments.void_receipt import VoidReceipt
from tests.factories.nacha import NachaEntry, nacha_file
from tests.simulation.books import Handed, Sale, Till
from tests.simulation.books import Line as ModelLine
from tests.simulation.day import ACCOUNTS, Day, Nothing

ROUTING = "063100277"
KINDS: tuple[TenderKind, ...] = ("cash", "check", "money_order", "card")
CODES = ("322-1000", "369-9000")
WITH_FEE, WITHOUT_FEE = "R01", "R05"


def sell(day: Day) -> None:
    """A sale of one to three lines, paid in up to four ways, with or without change."""
    lines = _lines(day)
    sale, total = day.intent(), sum(line.amount_cents for line in lines)
    tenders = _tenders(day, sale, total)
    command = TakePayment(sale, tuple(lines), tuple(tenders))
    try:
        receipt = day.run(sale, lambda services: take_payment.record(services, day.session, command)).receipt
    except Refused:
        _not_taken(day, tenders)
        raise
    till = day.till()
    cash = sum(tender.amount_cents for tender in tenders if tender.kind == "cash")
    other = sum(tender.amount_cents for tender in tenders if tender.kind != "cash")
    rounding = receipt.rounding_cents
    assert abs(rounding) <= (2 if day.services.policies.at("cash_rounding", _on(day)).values["enabled"] else 0)
    assert receipt.change_cents == cash - (total - other + rounding), "change is what was handed over too much"
    model = Sale(sale, till.shift, [_model(line) for line in lines], _handed(tenders, receipt.change_cents))
    day.books.sell(model, rounding)


def sell_again(day: Day) -> None:
    """A double click: the receipt that stands is answered, and nothing moves."""
    sale = day.one(list(day.books.sales.values()))
    command = TakePayment(sale.fact_id, (UnidentifiedPayment(1, "another"),), (Tender(kind="cash", amount_cents=1),))
    assert take_payment.record(day.services, day.session, command).again


def void_sale(day: Day) -> None:
    """A receipt of the open shift is undone as a whole."""
    till = day.till()
    here = [sale for sale in day.books.sales.values() if sale.shift == till.shift and not sale.voided]
    sale, intent = day.one(here), day.intent()
    command = VoidReceipt(intent, sale.fact_id, "wrong_amount", day.supervisor)
    day.run(intent, lambda services: void.record(services, day.session, command))
    assert not sale.returned and not any(line.refunds or line.stood for line in sale.lines), "undone in part before"
    day.books.void(sale)


def refund_lines(day: Day) -> None:
    """Parts of lines go back; an amount over what is left is tried too, and must be refused."""
    sale, intent = day.one(list(day.books.sales.values())), day.intent()
    places = day.some(range(1, len(sale.lines) + 1))
    over = day.maybe(0.1)
    amounts = {place: _part(day, sale.lines[place - 1].left_cents, over) for place in places}
    method = day.one(("cash", "cash", "card", "check_request"))
    command = RefundPayment(intent, sale.fact_id, amounts, "overpaid", method, day.supervisor)
    day.run(intent, lambda services: refund.record(services, day.session, command))
    assert all(cents <= sale.lines[place - 1].left_cents for place, cents in amounts.items()), "more than was paid"
    kept = sum(handed.cents for handed in sale.handed)
    assert sum(amounts.values()) <= kept and not sale.voided and not sale.returned
    day.books.refund(sale, amounts, method, _till_or_none(day))


def move_line(day: Day) -> None:
    """A line was for another account, or somebody is found whose it is."""
    sale, intent = day.one(list(day.books.sales.values())), day.intent()
    place = day.one(range(1, len(sale.lines) + 1))
    to = f"cis/{day.one(ACCOUNTS).external_id}"
    reason = "found_by_name" if sale.lines[place - 1].place == "suspense" else "wrong_account"
    command = MovePayment(intent, sale.fact_id, place, to, reason, day.supervisor)
    moved = day.run(intent, lambda services: correct_account.record(services, day.session, command))
    assert moved.body.amount_cents == sale.lines[place - 1].left_cents > 0
    day.books.move(sale, place, to)


def correct_kind(day: Day) -> None:
    """A tender was keyed as the wrong kind."""
    sale, intent = day.one(list(day.books.sales.values())), day.intent()
    place, kind = day.one(range(1, len(sale.handed) + 1)), day.one(KINDS)
    number = day.paper() if kind in ("check", "money_order") else None
    card = {"authorization": "A1B2C3", "last_four": "4242"} if kind == "card" else {}
    routing = ROUTING if kind == "check" else None
    command = CorrectTender(
        intent, sale.fact_id, place, kind, "wrong_tender", number, routing, **card, approver=day.supervisor
    )
    corrected = day.run(intent, lambda services: correct_tender.record(services, day.session, command))
    assert corrected.body.amount_cents == sale.handed[place - 1].cents, "a correction moves what the tender was of"
    day.books.correct(sale, place, kind, number or "")


def bank_returns(day: Day) -> None:
    """The bank gives a check or money order back, and somebody records it by hand."""
    sale, place = _returnable(day, ("check", "money_order"))
    intent, fee, bank_fee = day.intent(), day.maybe(0.7), day.one((0, 0, 1200))
    reason = WITH_FEE if fee else WITHOUT_FEE
    command = ReturnPayment(intent, sale.fact_id, place, reason, _on(day), bank_fee, approver=day.supervisor)
    day.run(intent, lambda services: returned_payment.record(services, day.supervisor, command))
    day.books.give_back(sale, place, fee, bank_fee)


def bank_sends_file(day: Day) -> None:
    """The bank's own file gives a check back; loaded twice, it posts once."""
    sale, place = _returnable(day, ("check",))
    handed = sale.handed[place - 1]
    trace = f"02100002{day.random.randint(0, 9_999_999):07}"
    entry = NachaEntry(handed.cents, handed.number, ROUTING, trace=trace)
    content = nacha_file(entry, created=_on(day).strftime("%y%m%d"))
    if not load_returns(day.services, day.supervisor, content).posted:
        raise Nothing  # the tender was corrected, so that the file's check is not found by itself
    day.books.give_back(sale, place, fee=True, bank_fee_cents=0)
    assert load_returns(day.services, day.supervisor, content).again


def _returnable(day: Day, kinds: tuple[str, ...]) -> tuple[Sale, int]:
    found = [
        (sale, place)
        for sale in day.books.sales.values()
        if not sale.voided
        for place, handed in enumerate(sale.handed, 1)
        if handed.kind in kinds and place not in sale.returned
    ]
    return day.one(found)


def _lines(day: Day) -> list[Line]:
    found: list[Line] = []
    for account in day.some(ACCOUNTS)[: day.random.randint(0, 2)]:
        found.append(AccountPayment(f"cis/{account.external_id}", _amount(day)))
    if not found or day.maybe(0.3):
        found.append(MiscellaneousReceipt(day.one(CODES), _amount(day)))
    if day.maybe(0.2):
        found.append(UnidentifiedPayment(_amount(day), "an envelope"))
    return found


def _amount(day: Day) -> int:
    return day.random.choice((1, 3, 500, 7415, day.random.randint(1, 40_000), day.random.randint(1, 9_000)))


def _part(day: Day, left_cents: int, over: bool) -> int:
    if over:
        return left_cents + day.random.randint(1, 500)
    return day.random.choice((left_cents, day.random.randint(1, max(left_cents, 1)), 1))


def _tenders(day: Day, sale: str, total: int) -> list[Tender]:
    """Shares by paper and card, the rest in cash, with something over; now and then in two heaps."""
    rest, tenders = total, []
    for kind in day.random.sample(("check", "check", "money_order", "card"), day.random.choice((0, 0, 1, 1, 2, 3))):
        share = day.random.choice((rest, rest * day.random.randint(1, 99) // 100))
        if share:
            tenders.append(_tender(day, kind, share, sale))
            rest -= share
    if rest:
        over = day.random.choice((0, 0, 5, day.random.randint(0, 5_000)))
        heap = rest // 3 if day.maybe(0.15) else 0
        tenders += [Tender(kind="cash", amount_cents=cents) for cents in (heap, rest - heap + over) if cents]
    day.random.shuffle(tenders)
    return tenders


def _tender(day: Day, kind: str, cents: int, sale: str) -> Tender:
    if kind == "check":
        return Tender(kind="check", amount_cents=cents, number=day.paper(), routing_number=ROUTING)
    if kind == "money_order":
        return Tender(kind="money_order", amount_cents=cents, number=day.paper())
    attempt = card_attempt.begin(day.services, day.session, sale, cents).attempt
    return Tender(kind="card", amount_cents=cents, authorization="A1B2", last_four="4242", attempt=attempt)


def _not_taken(day: Day, tenders: list[Tender]) -> None:
    """What the terminal was asked for comes to nothing."""
    for tender in tenders:
        if tender.attempt:
            card_attempt.settle(day.services, day.session, tender.attempt, AttemptState.DECLINED)


def _handed(tenders: list[Tender], change_cents: int) -> list[Handed]:
    """Change is taken off the last cash first."""
    handed = [Handed(tender.kind, tender.amount_cents, tender.number or "") for tender in tenders]
    for each in reversed(handed):
        if each.kind == "cash":
            off = min(change_cents, each.cents)
            each.cents, change_cents = each.cents - off, change_cents - off
    return handed


def _model(line: Line) -> ModelLine:
    if isinstance(line, AccountPayment):
        return ModelLine(line.account, line.amount_cents)
    if isinstance(line, MiscellaneousReceipt):
        return ModelLine(f"general_ledger/{line.code}", line.amount_cents)
    return ModelLine("suspense", line.amount_cents)


def _till_or_none(day: Day) -> Till | None:
    try:
        return day.till()
    except Nothing:
        return None


def _on(day: Day) -> date:
    return today(day.services)
