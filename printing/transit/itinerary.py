"""A journey on paper: when to be where, what to board, where to get off; the same in short in a QR code.

The code holds plain text and no address of anybody: any telephone shows it without a network.
"""

from collections.abc import Iterator

from app.money import format_cents
from app.transit.plan_trip import ShownRide, ShownWalk
from app.transit.print_itinerary import Itinerary
from printing.document import BIG, BOLD, Align, Blank, Cut, Document, Element, Line, Pair, Qr, Rule
from resources.texts import locale_of, text_in

_DAY = 86_400
_CODE_MAX = 400
"""Letters: more makes a code that a receipt printer cannot print finely enough."""


def clock(seconds: int) -> str:
    """`8:05`; seconds of another day count from that day's midnight."""
    minutes = seconds % _DAY // 60
    return f"{minutes // 60}:{minutes % 60:02d}"


def minutes_between(depart: int, arrive: int) -> int:
    """Minutes from one time to the other as the clock shows them, so that whoever subtracts finds the same."""
    return arrive // 60 - depart // 60


def minutes_of(seconds: int) -> int:
    """Whole minutes on foot, rounded up: nobody walks faster for being told less."""
    return -(-seconds // 60)


def itinerary_document(paper: Itinerary) -> Document:
    """The whole paper, ending in a cut, in the customer's language."""
    body = (*_alerts(paper), *_legs(paper), *_fares(paper), *_code(paper))
    elements = (*_heading(paper), *body, *_foot(paper), Cut())
    title = text_in(paper.language, "Trip to {place}", place=paper.destination)
    return Document(title, paper.language, elements)


def _heading(paper: Itinerary) -> Iterator[Element]:
    from babel.dates import format_date

    language, journey = paper.language, paper.journey
    yield Line(paper.city.upper(), Align.CENTER, BOLD)
    yield Line(paper.office, Align.CENTER)
    yield Line(text_in(language, "YOUR TRIP"), Align.CENTER, BIG)
    yield Rule()
    yield Line(text_in(language, "From {place}", place=paper.origin))
    yield Line(text_in(language, "To {place}", place=paper.destination))
    yield Line(format_date(paper.day, "full", locale=locale_of(language)), style=BOLD)
    minutes = minutes_between(journey.depart, journey.arrive)
    span = f"{clock(journey.depart)} – {clock(journey.arrive)}{next_day(journey.arrive, language)}"
    yield Pair(span, text_in(language, "{count} min", count=minutes), BOLD)
    yield Rule()


def next_day(seconds: int, language: str) -> str:
    """Behind a time of the day after."""
    return " " + text_in(language, "(next day)") if seconds >= _DAY else ""


def _alerts(paper: Itinerary) -> Iterator[Element]:
    for alert in paper.journey.alerts:
        yield Line(text_in(paper.language, "Service alert: {about}", about=alert.about), style=BOLD)
        yield Line(alert.text)
        yield Rule()


def _legs(paper: Itinerary) -> Iterator[Element]:
    for leg in paper.journey.legs:
        if isinstance(leg, ShownWalk):
            yield from _walk(leg, paper.language)
        else:
            yield from _ride(leg, paper.language)
        yield Blank()


def _walk(walk: ShownWalk, language: str) -> Iterator[Element]:
    count = minutes_of(walk.arrive - walk.depart)
    words = text_in(language, "Walk {count} min to {place}", count=count, place=walk.target)
    yield Line(f"{clock(walk.depart)}  {words}")


def _ride(ride: ShownRide, language: str) -> Iterator[Element]:
    yield Line(f"{clock(ride.depart)}  {_stop(ride.source, ride.source_code, language)}")
    yield Line(text_in(language, "Route {route} to {sign}", route=ride.route, sign=ride.sign), style=BOLD, indent=4)
    count = len(ride.stops) + 1
    stops = text_in(language, "1 stop") if count == 1 else text_in(language, "{count} stops", count=count)
    minutes = text_in(language, "{count} min", count=minutes_between(ride.depart, ride.arrive))
    yield Line(f"{minutes}, {stops}", indent=4)
    if ride.stops:
        yield Line(text_in(language, "After {place} get off", place=ride.stops[-1].name), indent=4)
    yield Line(f"{clock(ride.arrive)}  {_stop(ride.target, ride.target_code, language)}")


def _stop(name: str, code: str, language: str) -> str:
    return text_in(language, "{name} (stop {code})", name=name, code=code) if code else name


def _fares(paper: Itinerary) -> Iterator[Element]:
    """What the trip costs, by who rides."""
    for name, cents in paper.fares:
        yield Pair(text_in(paper.language, "Fare, {rider}", rider=name), format_cents(cents))
    if paper.fares:
        yield Blank()


def _code(paper: Itinerary) -> Iterator[Element]:
    lines = [f"{paper.day.isoformat()} {paper.origin} > {paper.destination}"]
    lines += [
        f"{clock(ride.depart)} {ride.route} {ride.source} > {clock(ride.arrive)} {ride.target}"
        for ride in paper.journey.rides
    ]
    yield Qr("\n".join(lines)[:_CODE_MAX])


def _foot(paper: Itinerary) -> Iterator[Element]:
    yield Line(text_in(paper.language, "Times as scheduled. Be at the stop five minutes before."), Align.CENTER)
    yield Line(", ".join(paper.agencies), Align.CENTER)
