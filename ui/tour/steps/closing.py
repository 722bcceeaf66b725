"""From the count to the accepted close: a surprise count, a difference explained, sent back, reopened, accepted."""

from app.identity.demo_people import BRANDT, OKAFOR
from app.money import format_cents
from ui.tour.expected import ExpectedClose, ExpectedPaper
from ui.tour.steps.counting import count_drawer
from ui.tour.steps.signing_in import sign_in_as
from ui.tour.tour import Step, Tour

SHORT_CENTS = 5


def _surprise(tour: Tour) -> None:
    sign_in_as(tour, BRANDT)
    tour.hands.press("Ctrl+4", "Alt+2")
    tour.sees("All drawers", "A2 J. Okafor Shift open", "Surprise count")
    tour.hands.press("F8")
    tour.sees("Count drawer A2")
    tour.sees_not(format_cents(tour.expected.drawer["cash"]))
    count_drawer(tour, tour.expected.drawer["cash"], without="Checks")
    tour.sees("1 not found yet", "Drawer A2 is being counted")


def _not_in_hand(tour: Tour) -> None:
    check = format_cents(tour.cast.spanish.due_cents - 4_000)
    tour.hands.press("Ctrl+Enter")
    tour.sees(f"Checks short {check}. Most likely: 1 check is not in hand.", "Over the city's limit of 5.00")
    tour.hands.press("F8")
    tour.sees("1 receipt", "Cash, Check")
    tour.hands.press("Esc")
    tour.sees("What would explain it")


def _found_it(tour: Tour) -> None:
    tour.hands.press("F7")
    tour.sees("Store the count")
    tour.hands.press("Ctrl+A")
    tour.sees_not("not found yet")
    tour.hands.press("Ctrl+Enter")
    tour.sees("The drawer is right.", "Everything that should be there is there.")
    tour.hands.press("Ctrl+Enter")
    tour.sees("As this workstation knows them", "Drawer A2 open")


def _count(tour: Tour) -> None:
    sign_in_as(tour, OKAFOR)
    tour.hands.press("Ctrl+4")
    tour.sees("Tape of this shift")
    tour.hands.press("F5")
    tour.sees("Count drawer A2", "Keep for later")
    tour.sees_not(format_cents(tour.expected.drawer["cash"]))
    count_drawer(tour, tour.expected.drawer["cash"] - SHORT_CENTS)


def _result(tour: Tour) -> None:
    tour.hands.press("Ctrl+Enter")
    tour.sees("Short 0.05.", "Under the city's limit of 5.00", "One nickel miscounted Count the 5¢ row again")
    tour.sees(format_cents(tour.expected.drawer["cash"]), "−0.05")


def _close_short(tour: Tour) -> None:
    tour.hands.type("B-0072")
    tour.hands.press("Tab", "C")
    tour.sees("Change given wrongly")
    _close(tour, ExpectedClose(1, "B-0072", -SHORT_CENTS))
    tour.sees("To cash over and short −0.05")


def _send_back(tour: Tour) -> None:
    sign_in_as(tour, BRANDT)
    tour.hands.press("Ctrl+4", "Alt+2")
    tour.sees("To be accepted", "Difference −0.05", "Sealed bag B-0072", "Change given wrongly")
    tour.hands.press("F6")
    tour.sees("Choose why")
    tour.hands.press("T", "Ctrl+Enter")
    tour.sees("Sent back", "Waits for a new count", "by L. Brandt: The difference is not explained.")


def _count_again(tour: Tour) -> None:
    sign_in_as(tour, OKAFOR)
    tour.hands.press("Ctrl+4", "Alt+1")
    tour.sees("was sent back.", "The difference is not explained. Count its drawer again and close it.")
    tour.hands.press("F11")
    count_drawer(tour, tour.expected.drawer["cash"])
    tour.hands.press("Ctrl+Enter")
    tour.sees("The drawer is right.")
    tour.hands.type("B-0073")
    _close(tour, ExpectedClose(2, "B-0073", 0))


def _accept(tour: Tour) -> None:
    _accept_shown(tour, "B-0073")


def _reopen(tour: Tour) -> None:
    tour.hands.press("F7")
    tour.sees("Choose why")
    tour.hands.press("S", "Ctrl+Enter")
    tour.sees("Reopened", "Waits for a new count")


def _close_reopened(tour: Tour) -> None:
    sign_in_as(tour, OKAFOR)
    tour.hands.press("Ctrl+4", "Alt+1")
    tour.sees("was reopened.", "Something was found afterwards. Count its drawer again and close it.")
    tour.hands.press("F11")
    count_drawer(tour, tour.expected.drawer["cash"])
    tour.hands.press("Ctrl+Enter")
    tour.sees("The drawer is right.")
    tour.hands.type("B-0074")
    _close(tour, ExpectedClose(3, "B-0074", 0))


def _accept_again(tour: Tour) -> None:
    _accept_shown(tour, "B-0074")


def _accept_shown(tour: Tour, bag: str) -> None:
    sign_in_as(tour, BRANDT)
    tour.hands.press("Ctrl+4", "Alt+2")
    tour.sees("To be accepted", "Difference 0.00", f"Sealed bag {bag}")
    tour.hands.press("Ctrl+Enter")
    tour.sees("Accepted.")


def _close(tour: Tour, close: ExpectedClose) -> None:
    tour.hands.press("Ctrl+Enter")
    tour.sees("Drawer A2 is closed.", f"Z report {close.number}", f"Sealed bag {close.bag}")
    tour.expected.closes.append(close)
    tour.expected.papers.append(ExpectedPaper("drawer_slip", (f"Z REPORT {close.number}", close.bag)))


CLOSING = (
    Step("A supervisor counts a drawer by surprise", _surprise, page="surprise-count"),
    Step("A check is not in hand: the count says so, and shows its receipt", _not_in_hand),
    Step("It was under the tray: all is right, and nothing is closed", _found_it, page="all-drawers"),
    Step("The cashier counts blind, by keys alone", _count, page="drawer-count"),
    Step("Five cents short, and what would explain it", _result, page="drawer-result"),
    Step("Closed all the same, with the reason and a sealed bag", _close_short, page="drawer-closed"),
    Step("The supervisor sends it back", _send_back, page="all-drawers-sent-back"),
    Step("Counted again, right, closed again", _count_again),
    Step("Accepted by somebody else", _accept, page="all-drawers-accepted"),
    Step("Reopened: something was found", _reopen),
    Step("A new count and a new close", _close_reopened),
    Step("And a new acceptance", _accept_again),
)
