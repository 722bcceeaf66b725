"""Finding an account: by the beginning of a name, with a typing error, by telephone, address, meter; a misread stub."""

from ui.tour.cast import stub_code
from ui.tour.tour import Step, Tour


def _type(tour: Tour, typed: str) -> None:
    tour.hands.press("F2")
    tour.hands.type(typed)


def _by_name(tour: Tour) -> None:
    _type(tour, "alvarez mar")
    tour.sees("10-004512-7 Alvarez, Maria", "1207 Pine St")


def _with_an_error(tour: Tour) -> None:
    _type(tour, "alvares maria")
    tour.sees("10-004512-7 Alvarez, Maria")


def _by_telephone(tour: Tour) -> None:
    _type(tour, "850 555-0177")
    tour.sees("10-004512-7 Alvarez, Maria", "(850) 555-0177")


def _by_address(tour: Tour) -> None:
    _type(tour, "1207 pine")
    tour.sees("10-004512-7 Alvarez, Maria")


def _nothing(tour: Tour) -> None:
    _type(tour, "zzyzx 99")
    tour.sees("Nothing found", "Check the number, or try the street or the name.")
    tour.hands.press("Esc")
    tour.sees_not("Nothing found")


def _misread(tour: Tour) -> None:
    code = stub_code(tour.cast.alvarez)
    wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
    tour.hands.scan(wrong)
    tour.sees("The check digit does not fit; scan again or type the account number.")
    tour.hands.press("Esc")
    tour.sees("Scan a bill to begin")


FINDING = (
    Step("A name is found by its beginning", _by_name, page="search"),
    Step("A typing error finds her too", _with_an_error),
    Step("So does her telephone", _by_telephone),
    Step("And her address", _by_address),
    Step("What nobody has is said", _nothing),
    Step("A misread stub is said in one sentence", _misread),
)
