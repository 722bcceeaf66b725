"""The deposit slip, and the check list on a sheet of its own: what goes to the bank, and who answers for it."""

from collections.abc import Iterator
from datetime import date

from app.money import format_cents
from app.reports.deposit_slip import DepositSlip, SlipPaper, SlipShift
from printing.document import BIG, BOLD, Align, Cut, Document, Element, Line, Pair, Rule
from printing.drawers.slips import signatures
from printing.payments.receipt import moment, tender_name
from resources.texts import locale_of, text_in


def deposit_slip_document(slip: DepositSlip, language: str) -> Document:
    """Slip and check list, a cut after each; without checks the slip alone."""
    elements = (*_slip(slip, language), *_check_list(slip, language))
    return Document(text_in(language, "Bank deposit {name}", name=slip.name), language, elements)


def _slip(slip: DepositSlip, language: str) -> Iterator[Element]:
    yield from _heading(slip, text_in(language, "DEPOSIT SLIP"), language)
    yield Pair(text_in(language, "Bank"), slip.bank)
    yield Pair(text_in(language, "Account"), slip.account_shown)
    yield Pair(text_in(language, "Bank bag"), slip.bag, BOLD)
    yield Rule()
    for piece in slip.denominations:
        yield Pair(f"{piece.count} × {format_cents(piece.value_cents)}", format_cents(piece.value_cents * piece.count))
    yield Pair(tender_name(language, "cash"), format_cents(slip.cash_cents), BOLD)
    for tender, cents in (("check", slip.check_cents), ("money_order", slip.money_order_cents)):
        count = sum(paper.tender == tender for paper in slip.papers)
        if cents or count:
            yield Pair(f"{tender_name(language, tender)}, {count}", format_cents(cents), BOLD)
    yield Rule()
    yield Pair(text_in(language, "TOTAL"), format_cents(slip.total_cents), BIG)
    yield from _shifts(slip, language)
    yield from _hands(slip, language)
    yield Cut()


def _heading(slip: DepositSlip, title: str, language: str) -> Iterator[Element]:
    yield Line(slip.city.upper(), Align.CENTER, BOLD)
    yield Line(slip.office, Align.CENTER)
    yield Line(title, Align.CENTER, BIG)
    yield Line(slip.name, Align.CENTER, BOLD)
    if slip.state == "rejected":
        yield Line(text_in(language, "REJECTED"), Align.CENTER, BIG)
    yield Rule()
    yield Pair(text_in(language, "Business date"), _day(slip.business_date, language))
    yield Pair(text_in(language, "Prepared"), moment(language, slip.prepared_at_us, slip.time_zone))


def _shifts(slip: DepositSlip, language: str) -> Iterator[Element]:
    """What the total is made of: a deposit is intact."""
    yield Rule()
    yield Line(text_in(language, "Shifts"), style=BOLD)
    for shift in slip.shifts:
        cents = shift.cash_cents + shift.check_cents + shift.money_order_cents
        yield Pair(f"{shift.drawer} {shift.cashier}", format_cents(cents))
        yield from _parts(shift, language)
    if slip.difference_cents:
        yield Pair(text_in(language, "Cash over or short in the bags"), format_cents(slip.difference_cents))


def _parts(shift: SlipShift, language: str) -> Iterator[Element]:
    yield Line(_day(shift.business_date, language), indent=2)
    tenders = (("cash", shift.cash_cents), ("check", shift.check_cents), ("money_order", shift.money_order_cents))
    for tender, cents in tenders:
        if cents:
            yield Pair(tender_name(language, tender), format_cents(cents), indent=2)


def _hands(slip: DepositSlip, language: str) -> Iterator[Element]:
    names: tuple[str, ...] = (text_in(language, "Prepared by {name}", name=slip.prepared_by),)
    if slip.verified_by:
        names += (text_in(language, "Verified by {name}", name=slip.verified_by),)
    if slip.sent_by:
        names += (text_in(language, "Handed over by {name}", name=slip.sent_by),)
    yield from signatures(*names, text_in(language, "Received for the bank"))


def _check_list(slip: DepositSlip, language: str) -> Iterator[Element]:
    if not slip.papers:
        return
    yield from _heading(slip, text_in(language, "CHECK LIST"), language)
    yield Rule()
    for n, paper in enumerate(slip.papers, 1):
        yield Pair(_named(n, paper, language), format_cents(paper.amount_cents))
        if paper.receipt:
            receipt = text_in(language, "Receipt {number}", number=paper.receipt)
            yield Pair(receipt, paper.routing, indent=4)
    yield Rule()
    total = slip.check_cents + slip.money_order_cents
    label = text_in(language, "{count} items", count=len(slip.papers))
    yield Pair(label, format_cents(total), BOLD)
    yield Cut()


def _named(n: int, paper: SlipPaper, language: str) -> str:
    name = tender_name(language, paper.tender)
    return f"{n:>3} {name} {paper.number}" if paper.number else f"{n:>3} {name}"


def _day(day: str, language: str) -> str:
    from babel.dates import format_date

    return format_date(date.fromisoformat(day), "d MMM y", locale=locale_of(language))
