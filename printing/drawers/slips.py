"""What every slip of a drawer has in common: whose, where and when, and lines to sign on.

A slip is kept with the drawer until its shift is accepted; it names the fact's place in the journal.
"""

from collections.abc import Iterator
from datetime import date

from app.drawers.slips import DrawerSlip
from printing.document import BIG, BOLD, Align, Blank, Element, Line, Pair, Rule
from printing.payments.receipt import moment
from resources.texts import locale_of, text_in


def heading(slip: DrawerSlip, title: str, language: str, copy: str = "") -> Iterator[Element]:
    """City, what paper this is, when, who, which drawer and business date."""
    from babel.dates import format_date

    yield Line(slip.city.upper(), Align.CENTER, BOLD)
    yield Line(slip.office, Align.CENTER)
    yield Line(title, Align.CENTER, BIG)
    if copy:
        yield Line(copy, Align.CENTER, BOLD)
    yield Rule()
    day = format_date(date.fromisoformat(slip.business_date), "d MMM y", locale=locale_of(language))
    yield Pair(moment(language, slip.at_us, slip.time_zone), slip.entry)
    yield Pair(text_in(language, "Cashier {name}", name=slip.person), slip.counter)
    yield Pair(text_in(language, "Drawer"), slip.drawer)
    yield Pair(text_in(language, "Business date"), day)
    yield Rule()


def signatures(*who: str) -> Iterator[Element]:
    """A line to sign on for each, with room above it."""
    for name in who:
        yield from (Blank(), Blank(), Rule(), Line(name))
