"""Who comes to the counter in the tour: accounts of the demo city, chosen by what a step needs, the first that fits."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.accounts.demo_city.people import account_number
from app.accounts.scan_line import check_digits
from app.accounts.search.find import shipped_layouts
from app.payments.account_lines import AccountLine
from app.payments.preview import find_lines
from app.workplace import Services
from ui.tour.tour_clock import BEGINS

ALVAREZ_SEQUENCE = 4512
_LOOKED_AT = 60


@dataclass(frozen=True)
class Cast:
    """`alvarez` pays in cash only; the others owe for several services, have no alert, and pay in English but one."""

    alvarez: AccountLine
    spanish: AccountLine
    plain: AccountLine
    other: AccountLine
    third: AccountLine
    fourth: AccountLine
    fifth: AccountLine
    sixth: AccountLine
    seventh: AccountLine
    eighth: AccountLine


def choose_cast(services: Services, on: date | None = None) -> Cast:
    """Reads the first accounts of the city, as they stand `on` a day, else the tour's.

    Raises LookupError for a city without the people that the tour needs.
    """
    keys = [
        f"cis/{account_number(sequence).replace('-', '')}" for sequence in (ALVAREZ_SEQUENCE, *range(1, _LOOKED_AT))
    ]
    lines = find_lines(services, keys, on or BEGINS.date())
    used = {keys[0]}

    def first(fits: Callable[[AccountLine], bool]) -> AccountLine:
        for line in lines.values():
            if line.account not in used and _pays_by_any_tender(line) and fits(line):
                used.add(line.account)
                return line
        raise LookupError("the demo city has nobody who fits")

    spanish = first(lambda line: line.language == "es")
    return Cast(lines[keys[0]], spanish, *(first(lambda line: line.language == "en") for _ in range(8)))


def _pays_by_any_tender(line: AccountLine) -> bool:
    return not line.alerts and 5_000 <= line.due_cents <= 40_000 and len(line.payables) > 2


def stub_code(line: AccountLine, due_on: date | None = None) -> str:
    """The digits on an account's stub as the city prints them (policy `scan_line`)."""
    layout = shipped_layouts()[0]
    due = due_on or date.fromisoformat(line.due_on or BEGINS.date().isoformat())
    values = {"account": line.number.replace("-", ""), "amount": str(line.due_cents), "due": due.strftime("%Y%m%d")}
    body = "".join(values[field].zfill(width) for field, width in layout.fields)
    return body + check_digits(body, layout.check)
