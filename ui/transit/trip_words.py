"""Journeys in a few words: times, how long, how many changes, how much on foot."""

from collections.abc import Sequence

from app.money import format_cents
from app.transit.pass_products import Rider
from app.transit.plan_trip import PlannedTrips, ShownJourney, ShownRide, ShownWalk
from printing.transit.itinerary import clock, minutes_between, minutes_of, next_day
from resources.texts import current_language, text
from ui.transit.pass_words import named


def times_words(journey: ShownJourney) -> str:
    """`10:52 – 11:24`."""
    return f"{clock(journey.depart)} – {clock(journey.arrive)}{next_day(journey.arrive, current_language())}"


def minutes_words(minutes: int) -> str:
    """`32 min`, `1 h 5 min`."""
    if minutes < 60:
        return text("{count} min", count=minutes)
    return f"{minutes // 60} h {minutes % 60} min"  # the signs of these units are the same in both languages


def changes_words(journey: ShownJourney) -> str:
    """`No change`, `2 changes`."""
    if not journey.rides:
        return text("On foot")
    changes = len(journey.rides) - 1
    if not changes:
        return text("No change")
    return text("1 change") if changes == 1 else text("{count} changes", count=changes)


def summary_words(trips: PlannedTrips, journey: ShownJourney) -> str:
    """Changes, then what speaks for it."""
    words = changes_words(journey)
    if len(trips.journeys) > 1 and journey.arrive == min(each.arrive for each in trips.journeys):
        words += " · " + text("arrives first")
    return words


def walking_words(journey: ShownJourney) -> str:
    """`32 min, 5 min walking`."""
    whole = minutes_words(minutes_between(journey.depart, journey.arrive))
    if not journey.walk_seconds:
        return whole
    return text("{whole}, {walk} walking", whole=whole, walk=minutes_words(minutes_of(journey.walk_seconds)))


def fare_words(fares: Sequence[tuple[Rider, int]]) -> list[str]:
    """What a trip costs: `Fare 1.25` for who is named first, `Reduced fare 0.60` for others."""
    return [
        text("Fare {amount}", amount=format_cents(cents))
        if number == 0
        else f"{named(rider.names)} {format_cents(cents)}"
        for number, (rider, cents) in enumerate(fares)
    ]


def spoken(journey: ShownJourney) -> str:
    """A journey as it is read aloud."""
    legs = [_spoken_leg(leg) for leg in journey.legs]
    return ". ".join((f"{times_words(journey)}, {walking_words(journey)}", *legs))


def _spoken_leg(leg: ShownRide | ShownWalk) -> str:
    if isinstance(leg, ShownWalk):
        return text("Walk {count} min to {place}", count=minutes_of(leg.arrive - leg.depart), place=leg.target)
    route = text("Route {route} to {sign}", route=leg.route, sign=leg.sign)
    return f"{clock(leg.depart)} {leg.source}, {route}, {clock(leg.arrive)} {leg.target}"


def stops_words(ride: ShownRide) -> str:
    """`14 min, 6 stops`."""
    count = len(ride.stops) + 1
    stops = text("1 stop") if count == 1 else text("{count} stops", count=count)
    return f"{minutes_words(minutes_between(ride.depart, ride.arrive))}, {stops}"
