"""The storm: a shift of sixteen hours across midnight, closed with nobody there to sign, signed for in the morning.

Nobody presses a key while the hours pass, so whoever comes back unlocks by PIN.
"""

from datetime import date

from app.identity.demo_people import BRANDT, REYES
from app.payments.account_lines import AccountLine
from app.payments.preview import find_lines
from ui.tour.expected import ExpectedClose, ExpectedPaper, ExpectedReceipt, ExpectedStorm
from ui.tour.steps.counting import FLOAT_DENOMINATIONS, count_cash
from ui.tour.steps.looking import FLOAT_CENTS
from ui.tour.steps.sale import cash_is, next_number, paid, scan
from ui.tour.steps.signing_in import sign_in_as
from ui.tour.tour import Step, Tour

DAY = date(2026, 11, 21)
SHIFT_HOURS = 16
UNTIL_MORNING_HOURS, UNTIL_DAYLIGHT_HOURS = 21.5, 7.5
"""From Friday 10:44 to Saturday 8:14; from Sunday 0:14 to 7:44."""
SHORT_CENTS = 1_000
"""Above what a cashier closes on alone."""
BAG, NUMBER = "B-0080", 4


def _opens(tour: Tour) -> None:
    tour.hours_pass(UNTIL_MORNING_HOURS)
    sign_in_as(tour, REYES)
    tour.hands.press("Ctrl+4")
    tour.sees("Open drawer A2", "No shift is open here", "Sat 21 Nov 2026")
    count_cash(tour, FLOAT_CENTS, FLOAT_DENOMINATIONS)
    tour.hands.press("Ctrl+Enter")
    tour.sees("Tape of this shift", "Drawer A2 open")


def _before(tour: Tour) -> None:
    tour.hands.press("F3")
    _take(tour, _as_it_stands(tour, tour.cast.seventh), "21 Nov 2026")
    tour.hands.press("Enter")
    tour.sees("Scan a bill to begin")


def _past_midnight(tour: Tour) -> None:
    tour.hours_pass(SHIFT_HOURS)
    sign_in_as(tour, REYES)
    tour.sees("Sat 21 Nov 2026", "Drawer A2 open")
    tour.sees_not("Sun 22 Nov 2026")
    _take(tour, _as_it_stands(tour, tour.cast.eighth), "22 Nov 2026")


def _counts_short(tour: Tour) -> None:
    tour.hands.press("Ctrl+4")
    tour.sees("Tape of this shift")
    tour.hands.press("F5")
    tour.sees("Count drawer A2")
    count_cash(tour, _cash_cents(tour) - SHORT_CENTS)
    tour.hands.press("Ctrl+Enter")
    tour.sees("Short 10.00.", "Over the city's limit of 5.00", "Second person Nobody is here")


def _closes_alone(tour: Tour) -> None:
    tour.hands.type(BAG)
    tour.hands.press("Ctrl+Enter")
    tour.sees("Drawer A2 is closed.", f"Sealed bag {BAG}", "The difference waits for approval.")
    tour.expected.closes.append(ExpectedClose(NUMBER, BAG, -SHORT_CENTS))
    tour.expected.papers.append(ExpectedPaper("drawer_slip", (f"Z REPORT {NUMBER}", BAG)))


def _waits(tour: Tour) -> None:
    tour.hours_pass(UNTIL_DAYLIGHT_HOURS)
    sign_in_as(tour, BRANDT)
    tour.hands.press("Ctrl+5")
    tour.sees("For me", "Difference of drawer A2, 10.00", "This was done with nobody present.", "Sealed bag", BAG)
    tour.holds("the cursor stands in the PIN", lambda: tour.eyes.focus.startswith("Your PIN"))


def _signs(tour: Tour) -> None:
    tour.hands.secret(BRANDT.pin)
    tour.hands.press("Ctrl+Enter")
    tour.sees("Approved.", "Nothing waits for you")
    bagged_cents = _cash_cents(tour) - SHORT_CENTS - FLOAT_CENTS
    tour.expected.storm = ExpectedStorm(
        DAY.isoformat(), SHIFT_HOURS, BAG, bagged_cents, -SHORT_CENTS, BRANDT.display_name
    )


def _accepts(tour: Tour) -> None:
    tour.hands.press("Ctrl+4", "Alt+2")
    tour.sees("To be accepted", "Difference −10.00", f"Sealed bag {BAG}")
    tour.hands.press("Ctrl+Enter")
    tour.sees("Accepted.")
    tour.hands.press("F3")


def _take(tour: Tour, line: AccountLine, *words: str) -> None:
    """Exact cash, as at any hour; the paper has the wall's day, the receipt the shift's."""
    scan(tour, line)
    cash_is(tour, line.due_cents)
    tour.hands.press("Enter", "Enter")
    lines, tenders = ((line.number, line.due_cents),), (("cash", line.due_cents),)
    number, on = next_number(tour), DAY.isoformat()
    paid(tour, ExpectedReceipt(number, line.due_cents, 0, lines, tenders, business_date=on), *words)


def _as_it_stands(tour: Tour, line: AccountLine) -> AccountLine:
    """What the account owes on the day of the storm."""
    with tour.watchdog.paused():
        return find_lines(tour.services, [line.account], DAY)[line.account]


def _cash_cents(tour: Tour) -> int:
    """The float and what the storm's receipts brought, added up by hand."""
    receipts = tour.expected.receipts.values()
    return FLOAT_CENTS + sum(each.total_cents for each in receipts if each.business_date == DAY.isoformat())


STORM = (
    Step("The storm: the drawer opens on Saturday morning", _opens, page="open-shift"),
    Step("A bill is paid before midnight", _before),
    Step("Sixteen hours later it is Sunday, and the business date is still the shift's", _past_midnight),
    Step("Ten dollars short, over the limit, and nobody there to sign", _counts_short, page="drawer-result-over"),
    Step("Closed all the same: the difference waits for a signature", _closes_alone, page="drawer-closed-pending"),
    Step("In the morning it stands in the supervisor's inbox", _waits, page="approval-pending"),
    Step("Signed with a PIN", _signs),
    Step("And the shift accepted", _accepts),
)
