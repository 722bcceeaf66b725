"""What a window of the office does when the tour says so: keys in, words on the screen, as a person would."""

from collections.abc import Callable
from functools import partial

from app.demo_office import look
from app.identity.queries import today
from app.money import format_cents
from app.payments.account_lines import AccountLine
from app.payments.preview import find_lines
from ui.office.orders import Customer, Order, Report
from ui.tour.disagreement import Disagreement
from ui.tour.steps.sale import cash_is, scan
from ui.tour.tour import Done, Step, Tour

ARRIVES_SECONDS = 45.0
"""What another counter did, and that the network is back, comes within some polls."""
_PAPER_SLIDES_MS = 400
Act = Callable[[Tour, Order, Report], None]


def carry_out(tour: Tour, order: Order) -> Report:
    """Takes the step; whatever is not as it says stands in the report."""
    report = Report(Done(order.number, order.name))
    tour.run([Step(order.name, partial(_act, order, report))], first=order.number)
    report.done = tour.done[-1]
    return report


def _act(order: Order, report: Report, tour: Tour) -> None:
    ACTS[order.act](tour, order, report)


def _sees(tour: Tour, order: Order, _report: Report) -> None:
    """The words come to be read, whatever page is open."""
    for words in order.words:
        tour.holds(f"reads “{words}”", partial(tour.eyes.reads, words), ARRIVES_SECONDS)


def _pay(tour: Tour, order: Order, report: Report) -> None:
    """The customer hands over their stub and exactly what is due, in cash."""
    customer = _customer(order)
    tour.hands.press("F3")
    scan(tour, _line(tour, customer), due_cents=customer.due_cents)
    cash_is(tour, customer.due_cents)
    tour.hands.press("Enter", "Enter")
    tour.sees("Payment recorded", f"Total {format_cents(customer.due_cents)}")
    tour.hands.rest(_PAPER_SLIDES_MS)
    _sees(tour, order, report)


def _account(tour: Tour, order: Order, report: Report) -> None:
    """The account's page."""
    customer = _customer(order)
    tour.hands.press("Ctrl+2", "F2")
    tour.hands.type(customer.number)
    tour.sees(f"{customer.number} {customer.name}")
    tour.hands.press("Enter")
    _sees(tour, order, report)


def _drawers(tour: Tour, order: Order, report: Report) -> None:
    """The page of all drawers."""
    tour.hands.press("Ctrl+4", "Alt+2")
    tour.sees("All drawers", "As this workstation knows them")
    _sees(tour, order, report)


def _sync(tour: Tour, order: Order, report: Report) -> None:
    """How it stands with the center, from the list of commands."""
    tour.hands.press("Ctrl+K")
    tour.hands.type("Sync with")
    tour.sees("Sync with the center")
    tour.hands.press("Enter")
    tour.sees("Exchange now", "Last exchange")
    _sees(tour, order, report)


def _customers(tour: Tour, _order: Order, report: Report) -> None:
    """Who will come to the counters."""
    cast = tour.cast
    report.customers = [
        Customer(line.account, line.number, line.name, line.due_cents, line.balance_cents)
        for line in (cast.plain, cast.other, cast.third, cast.fourth)
    ]


def _look(tour: Tour, order: Order, report: Report) -> None:
    """Everything that this workstation knows, and its journal verified."""
    with tour.watchdog.paused():
        report.sight = look(tour.services, order.accounts)


def _customer(order: Order) -> Customer:
    if order.customer is None:
        raise Disagreement("a customer is there")
    return order.customer


def _line(tour: Tour, customer: Customer) -> AccountLine:
    return find_lines(tour.services, [customer.account], today(tour.services))[customer.account]


ACTS: dict[str, Act] = {
    "sees": _sees,
    "pay": _pay,
    "account": _account,
    "drawers": _drawers,
    "sync": _sync,
    "customers": _customers,
    "look": _look,
}
