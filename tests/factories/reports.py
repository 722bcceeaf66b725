"""Reports of a test counter's day, in one line each, and a shift with a bit of everything."""

from datetime import date

from app.identity.permissions import Session
from app.payments import correct_tender, refund, void_receipt
from app.payments.correct_tender import CorrectTender
from app.payments.refund import RefundPayment
from app.payments.tenders import Tender
from app.payments.types import AccountPayment, MiscellaneousReceipt
from app.payments.void_receipt import VoidReceipt
from app.reports.make_report import make_report
from app.reports.report import Question, Report, ReportKind, Section
from tests.factories.counter import ALVAREZ, SUPERVISOR, Counter
from tests.factories.movements import drop
from tests.factories.payments import pay

DAY = date(2026, 11, 20)


def ask(counter: Counter, kind: ReportKind, session: Session | None = None, **narrowed: str) -> Report:
    """A report of the counter's day."""
    question = Question(kind, DAY, DAY, **narrowed)
    return make_report(counter.services, session or SUPERVISOR, question)


def part(report: Report, name: str) -> Section:
    """One section."""
    return next(section for section in report.sections if section.name == name)


def column(section: Section, name: str) -> list[object]:
    """The cells of one column, without the total."""
    place = [each.name for each in section.columns].index(name)
    return [row.cells[place] for row in section.rows]


def total(section: Section, name: str) -> object:
    """The total of one column; 0 where there are no rows."""
    place = [each.name for each in section.columns].index(name)
    return section.total.cells[place] if section.total is not None else 0


def void(counter: Counter, receipt: str) -> None:
    """Voids a receipt."""
    command = VoidReceipt(counter.services.ids.new_id(), receipt, "wrong_account", SUPERVISOR)
    void_receipt.record(counter.services, counter.session, command)


def refund_line(counter: Counter, receipt: str, cents: int, method: str = "cash") -> None:
    """Gives back a part of a receipt's first line."""
    command = RefundPayment(counter.services.ids.new_id(), receipt, {1: cents}, "paid_twice", method, SUPERVISOR)
    refund.record(counter.services, counter.session, command)


def put_tender_right(counter: Counter, receipt: str, number: str = "MO-1") -> None:
    """The receipt's first tender was a money order."""
    intent = counter.services.ids.new_id()
    command = CorrectTender(intent, receipt, 1, "money_order", "wrong_tender", number=number, approver=SUPERVISOR)
    correct_tender.record(counter.services, counter.session, command)


def a_bit_of_everything(counter: Counter) -> None:
    """Cash with change, a check, two kinds of line, a void, a drop: 74.15 + 50.00 + 12.50 + 50.00 stand."""
    pay(counter, tenders=(Tender(kind="cash", amount_cents=8000),))
    check = Tender(kind="check", amount_cents=5000, number="1041", routing_number="063100277")
    pay(counter, AccountPayment(ALVAREZ, 5000), tenders=(check,))
    pay(counter, MiscellaneousReceipt("369-9000", 1250))
    void(counter, pay(counter, AccountPayment(ALVAREZ, 9900)).receipt.fact_id)
    both = (AccountPayment(ALVAREZ, 3000), MiscellaneousReceipt("369-9000", 2000))
    pay(counter, *both)
    drop(counter, {2000: 1}, "B-1")
