"""Routes, directions and day types in words."""

from collections.abc import Sequence
from datetime import date

from app.transit.route_timetable import DayType, RouteTimetable
from app.transit.routes import FoundRoute, ServedStop
from printing.transit.itinerary import clock
from resources.texts import current_language, locale_of, text

_DAY = 86_400


def served_words(route: FoundRoute) -> str:
    """`Central Plaza (stop 100, 102)`: where it stops at the place that was typed."""
    codes = ", ".join(stop.code for stop in route.stops if stop.code)
    return text("{name} (stop {code})", name=route.place, code=codes) if codes else route.place


def spoken_route(route: FoundRoute) -> str:
    """A route as it is read aloud."""
    words = " ".join((text("Route {route}", route=route.number), route.name)).strip()
    return f"{words}, {served_words(route)}" if route.stops else words


def stop_words(stop: ServedStop) -> str:
    """`Central Plaza (stop 100)`."""
    return text("{name} (stop {code})", name=stop.name, code=stop.code) if stop.code else stop.name


def direction_words(shown: RouteTimetable) -> str:
    """`to Northgate`."""
    sign = next((each.sign for each in shown.directions if each.number == shown.direction), "")
    return text("to {sign}", sign=sign) if sign else ""


def map_words(shown: RouteTimetable) -> str:
    """What the map of a route shows, for whom it is read aloud."""
    if not shown.stops:
        return spoken_route(shown.route)
    ends = text(
        "{count} stops from {first} to {last}",
        count=len(shown.stops),
        first=shown.stops[0].name,
        last=shown.stops[-1].name,
    )
    return f"{spoken_route(shown.route)}: {ends}"


def day_type_words(day_type: DayType) -> str:
    """`Mon–Fri`, `Sat`, `Mon, Wed–Fri`: days of the week, and nothing of which week."""
    days = sorted(day_type.days, key=date.weekday)
    runs: list[list[date]] = []
    for day in days:
        if runs and runs[-1][-1].weekday() + 1 == day.weekday():
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(_run_words(run) for run in runs)


def time_cell(at: int | None) -> str:
    """`8:05`, `0:20 +1` in the night after; a dash where it does not stop."""
    if at is None:
        return "–"
    return f"{clock(at)} +1" if at >= _DAY else clock(at)


def _run_words(days: Sequence[date]) -> str:
    first, last = _short(days[0]), _short(days[-1])
    if len(days) == 1:
        return first
    return f"{first}, {last}" if len(days) == 2 else f"{first}–{last}"


def _short(day: date) -> str:
    from babel.dates import format_date

    return format_date(day, "EEE", locale=locale_of(current_language()))
