"""What is said of a pass below the judgement: what its code says, and what was sold where that is something else."""

from datetime import date

from app.money import format_cents
from app.transit.look_up_pass import LookedUp
from app.transit.verify_pass import PassCheck, Verdict
from resources.texts import text
from ui.transit.pass_words import days_words, named
from ui.widgets.figures import Figure


def pass_figures(found: LookedUp) -> list[Figure]:
    """Names and values, as far as they are known."""
    check = found.check
    if check.verdict in (Verdict.NOT_ONE, Verdict.UNKNOWN):
        return []
    rows = [
        Figure(text("Number"), check.serial),
        Figure(text("Pass"), _product(found)),
        Figure(text("Days"), _days(check)),
    ]
    if check.rides:
        rows.append(Figure(text("Rides"), str(check.rides)))
    rows.append(Figure(text("Price"), format_cents(check.price_cents)))
    return [*rows, *_sold(check)]


def _product(found: LookedUp) -> str:
    """As its sale called it, else as the policy does; what neither knows by the codes on the paper."""
    check, known = found.check, found.check.known
    if known is not None and known.issued.product == f"{check.product}/{check.rider}":
        return f"{named(known.issued.names)}, {named(known.issued.holder)}"
    return f"{named(found.product) or check.product}, {named(found.rider) or check.rider}"


def _days(check: PassCheck) -> str:
    return days_words(check.first_on, check.last_on) if check.first_on and check.last_on else ""


def _sold(check: PassCheck) -> list[Figure]:
    """What its sale says, where the paper says something else; which lost one it replaces."""
    if check.known is None:
        return []
    issued = check.known.issued
    rows = [Figure(text("Replaces"), issued.replaces)] if issued.replaces else []
    if check.verdict is Verdict.ALTERED:
        days = days_words(date.fromisoformat(issued.first_on), date.fromisoformat(issued.last_on))
        sold = f"{named(issued.names)}, {named(issued.holder)}, {days}"
        rows.append(Figure(text("Sold as"), sold, total=True, color="bad"))
    return rows
