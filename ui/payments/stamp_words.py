"""How papers that customers brought are named, what is asked of whoever holds them, and what became of a stamp."""

from app.money import format_cents
from app.payments.stamp_facts import ENDORSEMENT
from app.payments.stamps import StampOffer, StampPlace
from app.print_jobs.printer_choice import Station
from app.print_jobs.types import Failure, JobState
from resources.texts import text

MOVING = (JobState.QUEUED, JobState.SENDING)
_NOTHING_ON_IT = (JobState.FAILED, JobState.EXPIRED)


def paper_name(place: StampPlace) -> str:
    """ "Check 1041", "Money order 17-220", "Stub of 10-004512-7"."""
    if place.stamp != ENDORSEMENT:
        return text("Stub of {account}", account=place.reference)
    if place.kind == "money_order":
        return text("Money order {number}", number=place.reference)
    return text("Check {number}", number=place.reference)


def is_stamped(place: StampPlace) -> bool:
    """Whether something stands on the paper, as far as anybody knows."""
    return place.job is not None and place.job.state not in (*MOVING, *_NOTHING_ON_IT)


def next_place(offer: StampOffer, after: StampPlace | None = None) -> StampPlace | None:
    """The paper that comes next: the first that is not stamped, beginning behind the one just done."""
    places = list(offer.places)
    keys = [place.key for place in places]
    begin = keys.index(after.key) + 1 if after is not None and after.key in keys else 0
    return next((place for place in [*places[begin:], *places[:begin]] if not is_stamped(place)), None)


def state_words(place: StampPlace) -> str:
    """ "145.43 · endorsed"."""
    return f"{format_cents(place.amount_cents)} · {_state(place)}"


def prompt(place: StampPlace, station: Station) -> tuple[str, str]:
    """(what to do now, then) with a paper."""
    name, checks = paper_name(place), place.stamp == ENDORSEMENT
    if station is Station.NONE:
        return text("This printer has no slip station."), _by_hand(checks=checks)
    if station is Station.SCREEN:
        fact = (
            text("{paper}: write this on its back.", paper=name)
            if checks
            else text("{paper}: write this on it.", paper=name)
        )
        return fact, text("No printer is set up. Enter records it.")
    if is_stamped(place):
        return text("{paper} is done. Put it in to print it again.", paper=name), text("Then press Enter.")
    if checks:
        return text("Put in {paper}, its back to the print head.", paper=_inside(name)), text("Then press Enter.")
    return text("Put in {paper}.", paper=_inside(name)), text("Then press Enter.")


def failure_words(failure: Failure | None) -> str:
    """Why nothing stands on the paper, and what to do."""
    match failure:
        case Failure.SLIP_MISSING:
            return text("The printer sees no paper in its slip station. Put it in up to the stop, then press Enter.")
        case Failure.PAPER_OUT:
            return text("The printer is out of paper. Load a roll, then press Enter.")
        case Failure.COVER_OPEN:
            return text("The printer's cover is open. Close it, then press Enter.")
        case Failure.UNREACHABLE | Failure.OFFLINE:
            return text("The printer does not answer. Check it, then press Enter.")
        case Failure.RESET | Failure.STALLED | Failure.INTERRUPTED:
            return text("The printer stopped in the middle. Look at the paper; Enter prints it again.")
        case None:
            return text("Nothing was printed. Put the paper in, then press Enter.")
        case _:
            return text("The printer did not print it. Check the printer, then press Enter.")


def button_words(offer: StampOffer) -> str:
    """What the way to these papers is called."""
    stamps = {place.stamp for place in offer.places}
    if stamps == {ENDORSEMENT}:
        return text("Endorse checks…")
    return text("Endorse, validate…") if ENDORSEMENT in stamps else text("Validate stubs…")


def _state(place: StampPlace) -> str:
    endorses = place.stamp == ENDORSEMENT
    state = place.job.state if place.job is not None else None
    if state is None:
        return text("to endorse") if endorses else text("to validate")
    if state in MOVING:
        return text("printing")
    if state in _NOTHING_ON_IT:
        return text("not printed")
    if state is JobState.SENT_UNCONFIRMED:
        return text("sent; look at it")
    if state is JobState.SHOWN:
        return text("shown")
    return text("endorsed") if endorses else text("validated")


def _inside(name: str) -> str:
    return name[:1].lower() + name[1:]


def _by_hand(*, checks: bool) -> str:
    if checks:
        return text("Use the city's stamp, or choose a printer with one under Settings, Printer.")
    return text("Write the receipt's number on it, or choose a printer with one under Settings, Printer.")
