"""Reads a feed (GTFS schedule reference, revision of 27 April 2026) from its zip and says what is wrong with it.

A bad row is left out and counted; a file that is needed and missing, or has more bad rows than policy `timetable`
allows, stops the feed. What the planner does not use (pathways, booking rules, transfers of single trips) is noted.
"""

from app.transit.feed import Agency, Feed, Route
from app.transit.feed_fields import read_number
from app.transit.feed_zip import FeedZip, Told
from app.transit.findings import Code, Findings
from app.transit.read_calendar import Services
from app.transit.read_connections import read_frequencies, read_transfers
from app.transit.read_shapes import read_shapes
from app.transit.read_stop_times import StopTimesReader
from app.transit.read_stops import read_stops
from app.transit.read_trips import read_trips
from app.transit.types import FeedSettings

_AGENCY = ("agency_id", "agency_name", "agency_timezone")
_ROUTE = (
    "route_id",
    "agency_id",
    "route_short_name",
    "route_long_name",
    "route_type",
    "route_color",
    "route_text_color",
)
_CHARACTERS_MAX = 200
_BUS = 3


class FeedReader:
    """Reads one feed; `findings` collects what is said of it, `told` hears how many bytes are read."""

    def __init__(self, feed: FeedZip, settings: FeedSettings, findings: Findings, told: Told) -> None:
        self._feed, self._settings, self._findings, self._told = feed, settings, findings, told

    def read(self) -> Feed:
        """All that is used of it."""
        for name in ("agency.txt", "stops.txt", "routes.txt", "trips.txt", "stop_times.txt"):
            if not self._feed.has(name):
                self._findings.add(Code.FILE_MISSING, name)
        agencies = self._agencies()
        services = Services(self._findings, self._settings)
        services.read(self._feed)
        stops = read_stops(self._feed, self._findings)
        routes = self._routes(agencies)
        shape_numbers, shapes = read_shapes(self._feed, self._findings, self._told)
        route_numbers = {route.key: number for number, route in enumerate(routes)}
        trips = read_trips(self._feed, self._findings, (route_numbers, services.numbers, shape_numbers))
        stop_numbers = {stop.key: number for number, stop in enumerate(stops) if not stop.is_station}
        trip_numbers = {trip.key: number for number, trip in enumerate(trips)}
        times = StopTimesReader(trip_numbers, stop_numbers, self._findings).read(self._feed, self._told)
        frequencies = read_frequencies(self._feed, self._findings, trip_numbers)
        transfers = read_transfers(self._feed, self._findings, stop_numbers)
        self._note_unused()
        self._judge({"stops.txt": len(stops), "trips.txt": len(trips), "stop_times.txt": len(times.trip)})
        calendar = services.calendar()
        version = next((row[0] for _, row in self._feed.rows("feed_info.txt", ("feed_version",))), "")
        return Feed(agencies, stops, routes, trips, calendar, shapes, times, frequencies, transfers, version[:80])

    # -- inside

    def _agencies(self) -> list[Agency]:
        rows = self._feed.rows("agency.txt", _AGENCY, _AGENCY[1:])
        agencies = [Agency(row[0], row[1][:_CHARACTERS_MAX], row[2]) for _, row in rows]
        if len({agency.time_zone for agency in agencies}) > 1:
            self._findings.add(Code.TIME_ZONES_DIFFER, "agency.txt", value=agencies[0].time_zone)
        return agencies

    def _routes(self, agencies: list[Agency]) -> list[Route]:
        """The routes; one without a known agency belongs to the first."""
        numbers = {agency.key: number for number, agency in enumerate(agencies)}
        routes: dict[str, Route] = {}
        for line, row in self._feed.rows("routes.txt", _ROUTE, ("route_id",)):
            if not row[0] or row[0] in routes:
                self._findings.add(Code.ID_TWICE if row[0] else Code.ID_MISSING, "routes.txt", line, row[0])
                continue
            names = row[2][:_CHARACTERS_MAX], row[3][:_CHARACTERS_MAX]
            kind = read_number(row[4], _BUS) or 0
            routes[row[0]] = Route(row[0], numbers.get(row[1], 0), *names, kind, _color(row[5]), _color(row[6]))
        return list(routes.values())

    def _note_unused(self) -> None:
        if self._feed.has("pathways.txt"):
            self._findings.add(Code.PATHWAYS_NOT_USED, "pathways.txt")
        if self._feed.has("booking_rules.txt"):
            self._findings.add(Code.BOOKING_NOT_USED, "booking_rules.txt")

    def _judge(self, good: dict[str, int]) -> None:
        """More bad rows in a file than policy allows stop the feed."""
        for name, count in good.items():
            lost = self._findings.lost_rows(name)
            if lost * 10_000 > self._settings.bad_rows_max_per_10000 * (count + lost):
                self._findings.add(Code.TOO_MANY_BAD_ROWS, name, count=lost)


def _color(written: str) -> str:
    digits = written.lstrip("#").upper()
    return digits if len(digits) == 6 and not set(digits) - set("0123456789ABCDEF") else ""
