"""Small GTFS feeds, written as a city's agency would; and the real ones, where they lie beside the project."""

import zipfile
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from app.transit.import_timetable import import_timetable
from app.transit.timetable import Timetable
from app.transit.timetable_files import TimetableFiles
from app.transit.types import ImportedTimetable

REAL_FEEDS = Path(__file__).parents[3] / "shared" / "gtfs"
MONDAY = date(2026, 11, 16)

SMALL = {
    "agency.txt": "agency_id,agency_name,agency_url,agency_timezone\nct,City Transit,https://example.org,America/New_York\n",
    "calendar.txt": "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
    "week,1,1,1,1,1,0,0,20261102,20270131\nnight,1,1,1,1,1,1,1,20261102,20270131\n",
    "calendar_dates.txt": "service_id,date,exception_type\nweek,20261126,2\nnight,20261126,1\nweek,20261128,1\n",
    "stops.txt": "stop_id,stop_code,stop_name,stop_lat,stop_lon\n"
    "plaza,100,Central Plaza,30.4400,-84.2800\n"
    "mag,2210,Magnolia at 6th,30.4500,-84.2700\n"
    "six,2214,6th at Magnolia,30.4505,-84.2705\n"
    "campus,2260,Health Campus,30.4600,-84.2500\n"
    "mall,2300,Governor's Square Mall,30.4300,-84.2400\n",
    "routes.txt": "route_id,agency_id,route_short_name,route_long_name,route_type,route_color,route_text_color\n"
    "r4,ct,4,Northgate,3,046B5C,FFFFFF\nr12,ct,12,Eastlake,3,7B3FA0,FFFFFF\nr9,ct,9,Night Owl,3,,\n",
    "trips.txt": "route_id,service_id,trip_id,trip_headsign,direction_id,wheelchair_accessible\n"
    "r4,week,4a,Northgate,0,1\nr4,week,4b,Northgate,0,2\nr12,week,12a,Eastlake,0,1\nr12,week,12b,Eastlake,0,1\n"
    "r9,night,9a,Mall,0,1\n",
    "stop_times.txt": "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
    "4a,8:00:00,8:00:00,plaza,1\n4a,8:10:00,8:10:00,mag,2\n"
    "4b,8:30:00,8:30:00,plaza,1\n4b,8:40:00,8:40:00,mag,2\n"
    "12a,8:15:00,8:15:00,six,1\n12a,8:25:00,8:25:00,campus,2\n"
    "12b,8:45:00,8:45:00,six,1\n12b,8:55:00,8:55:00,campus,2\n"
    "9a,23:50:00,23:50:00,plaza,1\n9a,24:20:00,24:20:00,mall,2\n",
}
"""A way with a change and a short walk (4, then 12), and a bus that arrives after midnight (9)."""


def write_feed(path: Path, changes: Mapping[str, str | bytes | None] | None = None, folder: str = "") -> Path:
    """Writes `SMALL` with other files in place of its own; None leaves one out."""
    files: dict[str, str | bytes | None] = {**SMALL, **(changes or {})}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            if content is not None:
                target.writestr(folder + name, content)
    return path


def imported(folder: Path, changes: Mapping[str, str | bytes | None] | None = None) -> ImportedTimetable:
    """`SMALL`, changed, made the timetable of a folder on a Monday in its time."""
    return import_timetable(write_feed(folder / "feed.zip", changes), folder, MONDAY)


def opened(folder: Path) -> Timetable:
    """The timetable of a folder."""
    timetable = TimetableFiles(folder).current()
    assert timetable is not None
    return timetable


def busy_days(timetable: Timetable) -> list[date]:
    """Days on which at least a quarter as many trips run as on the busiest: feeds name seasons years away, too."""
    first, days = timetable.summary.first_on, (timetable.summary.last_on - timetable.summary.first_on).days + 1
    trips = [int(timetable.services_on(first + timedelta(days=n))[timetable.trip_service].sum()) for n in range(days)]
    return [first + timedelta(days=n) for n, count in enumerate(trips) if count * 4 >= max(trips)]


def small_timetable(folder: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Timetable:
    """`SMALL`, changed, compiled and opened."""
    imported(folder, changes)
    return opened(folder)
