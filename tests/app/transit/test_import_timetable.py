"""A feed becomes the timetable whole or not at all; what is wrong with it is said, whatever bytes come."""

import zipfile
from datetime import date
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from app.errors import Refused
from app.policies import Policies
from app.transit.findings import Code, Finding
from app.transit.import_timetable import import_timetable
from app.transit.timetable import Timetable
from app.transit.timetable_files import TimetableFiles
from app.transit.types import FeedSettings, TimetableRefusal, settings_from
from tests.factories.feeds import MONDAY, SMALL, imported, opened, small_timetable, write_feed


def codes(folder: Path, changes: dict[str, str | bytes | None]) -> set[Code]:
    """What is found, whether the feed is taken or not."""
    try:
        return {finding.code for finding in imported(folder, changes).findings}
    except Refused as refused:
        return {finding.code for finding in found_in(refused)}


def found_in(refused: Refused) -> tuple[Finding, ...]:
    """The report that a refusal carries."""
    return cast(tuple[Finding, ...], refused.values["findings"])


def more(name: str, rows: str) -> dict[str, str | bytes | None]:
    """A file of the small feed with rows added."""
    return {name: SMALL[name] + rows}


def times_of(timetable: Timetable, trip: str) -> list[tuple[str, int, int]]:
    """(stop, arrival, departure) of a trip's first run."""
    run = next(n for n, number in enumerate(timetable.run_trip) if timetable.trip_key[number] == trip)
    pattern = int(np.searchsorted(timetable.run_starts, run, "right")) - 1
    stops = timetable.pattern_stop[timetable.pattern_starts[pattern] : timetable.pattern_starts[pattern + 1]]
    at = int(timetable.time_starts[pattern]) + (run - int(timetable.run_starts[pattern])) * len(stops)
    return [
        (timetable.stop_key[stop], int(timetable.arrival[at + n]), int(timetable.departure[at + n]))
        for n, stop in enumerate(stops)
    ]


def test_a_feed_becomes_the_timetable(tmp_path: Path) -> None:
    result = imported(tmp_path)
    summary = result.summary
    assert result.changed and result.findings == ()
    assert (summary.routes, summary.stops, summary.trips, summary.stop_times) == (3, 5, 5, 10)
    assert (summary.first_on, summary.last_on) == (date(2026, 11, 2), date(2027, 1, 31))
    assert times_of(opened(tmp_path), "9a") == [("plaza", 85_800, 85_800), ("mall", 87_600, 87_600)]


def test_the_same_feed_twice_changes_nothing(tmp_path: Path) -> None:
    imported(tmp_path)
    again = imported(tmp_path)
    assert not again.changed
    assert [path.name for path in tmp_path.glob("*.transit")] == ["timetable-1.transit"]


def test_policy_has_the_defaults() -> None:
    assert settings_from(Policies().at("timetable", MONDAY).values) == FeedSettings()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"stops.txt": None}, Code.FILE_MISSING),
        ({"calendar.txt": None, "calendar_dates.txt": None}, Code.FILE_MISSING),
        ({"trips.txt": "route_id,trip_id\nr4,4a\n"}, Code.COLUMN_MISSING),
        ({"routes.txt": "route_id,route_id\nr4,r4\n"}, Code.COLUMN_TWICE),
        ({"stop_times.txt": ""}, Code.COLUMN_MISSING),
        ({"stop_times.txt": "trip_id,stop_id,stop_sequence\n"}, Code.NOTHING_RUNS),
        ({"calendar.txt": SMALL["calendar.txt"].replace("20261102", "20260230")}, Code.TOO_MANY_BAD_ROWS),
        (more("stop_times.txt", "4a,9:00:00,9:00:00,nowhere,3\n"), Code.TOO_MANY_BAD_ROWS),
    ],
)
def test_a_bad_feed_never_replaces_a_good_one(
    tmp_path: Path, changes: dict[str, str | bytes | None], code: Code
) -> None:
    imported(tmp_path)
    with pytest.raises(Refused) as refused:
        imported(tmp_path, {"calendar_dates.txt": "service_id,date,exception_type\n", **changes})
    assert refused.value.code is TimetableRefusal.FEED_WRONG
    assert code in {finding.code for finding in found_in(refused.value)}
    assert opened(tmp_path).summary.trips == 5


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        (more("stops.txt", "plaza,1,Again,30,-84\n"), Code.ID_TWICE),
        (more("stops.txt", ",1,Nameless,30,-84\n"), Code.ID_MISSING),
        (more("stops.txt", "far,1,Far,300,-84\n"), Code.POSITION_WRONG),
        (more("stops.txt", "null,1,Null island,0,0\n"), Code.POSITION_WRONG),
        (more("stops.txt", "odd,1,Odd,nan,inf\n"), Code.POSITION_WRONG),
        (more("trips.txt", "r99,week,x,,0,\n"), Code.ROUTE_UNKNOWN),
        (more("trips.txt", "r4,never,x,,0,\n"), Code.SERVICE_UNKNOWN),
        (more("stop_times.txt", "none,9:00:00,9:00:00,mag,1\n"), Code.TRIP_UNKNOWN),
        (more("stop_times.txt", "4a,9:61:00,9:00:00,mag,3\n"), Code.TIME_WRONG),
        (more("stop_times.txt", "4a,99:00:00,99:00:00,mag,3\n"), Code.TIME_WRONG),
        (more("stop_times.txt", "4a,9:00:00,9:00:00,mag,-3\n"), Code.NUMBER_WRONG),
        (more("stop_times.txt", "4a,9:00:00,9:00:00,mag,2\n"), Code.SEQUENCE_TWICE),
        (more("stop_times.txt", "4a,7:00:00,7:00:00,six,3\n"), Code.TIMES_BACKWARDS),
        (more("stop_times.txt", "4a,,,six,3\n"), Code.ENDS_WITHOUT_TIME),
        (more("calendar.txt", "odd,1,1,1,1,1,1,1,20260230,20261231\n"), Code.DATE_WRONG),
        (more("calendar_dates.txt", "week,20261301,1\n"), Code.DATE_WRONG),
        ({"frequencies.txt": "trip_id,start_time,end_time,headway_secs\n4a,6:00:00,9:00:00,0\n"}, Code.NUMBER_WRONG),
        ({"pathways.txt": "pathway_id\n"}, Code.PATHWAYS_NOT_USED),
        ({"booking_rules.txt": "booking_rule_id\nb\n"}, Code.BOOKING_NOT_USED),
        (
            {"transfers.txt": "from_stop_id,to_stop_id,transfer_type,from_trip_id\nmag,six,4,4a\n"},
            Code.TRANSFERS_OF_TRIPS_NOT_USED,
        ),
        (
            {"agency.txt": SMALL["agency.txt"] + "two,Other,https://example.org,America/Chicago\n"},
            Code.TIME_ZONES_DIFFER,
        ),
    ],
)
def test_what_is_wrong_is_found(tmp_path: Path, changes: dict[str, str | bytes | None], code: Code) -> None:
    assert code in codes(tmp_path, changes)


def test_bad_rows_within_the_policy_are_left_out(tmp_path: Path) -> None:
    write_feed(tmp_path / "feed.zip", more("stops.txt", "far,1,Far,300,-84\n"))
    result = import_timetable(tmp_path / "feed.zip", tmp_path, MONDAY, FeedSettings(bad_rows_max_per_10000=2_000))
    assert [(finding.code, finding.lines) for finding in result.findings] == [(Code.POSITION_WRONG, (7,))]
    assert result.summary.stops == 5


def test_marks_blanks_and_stray_columns_are_lived_with(tmp_path: Path) -> None:
    changes: dict[str, str | bytes | None] = {
        name: b"\xef\xbb\xbf" + content.replace("\n", ",\r\n").replace(",", " , ").encode()
        for name, content in SMALL.items()
    }
    assert imported(tmp_path, changes).findings == ()
    assert opened(tmp_path).stop_name[0] == "Central Plaza"


def test_a_feed_in_a_folder_is_read_from_there(tmp_path: Path) -> None:
    write_feed(tmp_path / "feed.zip", folder="google_transit/")
    result = import_timetable(tmp_path / "feed.zip", tmp_path, MONDAY)
    assert {finding.code for finding in result.findings} == {Code.IN_A_FOLDER}


def test_times_between_are_reckoned_by_the_shape(tmp_path: Path) -> None:
    """The middle stop lies at a quarter of the way by the shape, which goes round, though halfway by straight line."""
    changes: dict[str, str | bytes | None] = {
        "stops.txt": "stop_id,stop_name,stop_lat,stop_lon\na,A,30.0,-84.0\nb,B,30.0,-83.99\nc,C,30.0,-83.98\n",
        "shapes.txt": "shape_id,shape_pt_sequence,shape_pt_lat,shape_pt_lon\n"
        "s,1,30.0,-84.0\ns,2,30.0,-83.99\ns,3,30.00866025,-83.985\ns,4,30.0086602,-83.97\ns,5,30.0,-83.98\n",
        "trips.txt": "route_id,service_id,trip_id,shape_id\nr4,week,t,s\n",
        "stop_times.txt": "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
        "t,8:00:00,8:00:00,a,10\nt,,,b,20\nt,8:40:00,8:40:00,c,30\n",
    }
    assert Code.TIMES_INTERPOLATED in codes(tmp_path, changes)
    middle = times_of(opened(tmp_path), "t")[1]
    assert middle[1] == middle[2] and 28_800 + 380 < middle[1] < 28_800 + 580
    straight = small_timetable(tmp_path, {**changes, "shapes.txt": None})
    assert times_of(straight, "t")[1][1] == 28_800 + 1_200


def test_given_distances_go_before_the_shape(tmp_path: Path) -> None:
    rows = "t,8:00:00,8:00:00,plaza,1,0\nt,,,mag,2,9\nt,8:10:00,8:10:00,campus,3,10\n"
    changes: dict[str, str | bytes | None] = {
        "trips.txt": "route_id,service_id,trip_id\nr4,week,t\n",
        "stop_times.txt": "trip_id,arrival_time,departure_time,stop_id,stop_sequence,shape_dist_traveled\n" + rows,
    }
    assert times_of(small_timetable(tmp_path, changes), "t")[1][1] == 28_800 + 540


def test_trips_repeat(tmp_path: Path) -> None:
    rows = "trip_id,start_time,end_time,headway_secs\n4a,06:00:00,08:00:00,1800\n4a,23:00:00,47:59:59,36000\n"
    timetable = small_timetable(tmp_path, {"frequencies.txt": rows})
    begins = [time for run, time in _first_departures(timetable) if timetable.trip_key[run] == "4a"]
    assert begins == [21_600, 23_400, 25_200, 27_000, 82_800, 118_800, 154_800]


def _first_departures(timetable: Timetable) -> list[tuple[int, int]]:
    found = []
    for pattern in range(len(timetable.run_starts) - 1):
        length = int(timetable.pattern_starts[pattern + 1] - timetable.pattern_starts[pattern])
        runs = timetable.run_trip[timetable.run_starts[pattern] : timetable.run_starts[pattern + 1]]
        at = int(timetable.time_starts[pattern])
        found += [(int(run), int(timetable.departure[at + n * length])) for n, run in enumerate(runs)]
    return found


def test_days_of_service(tmp_path: Path) -> None:
    timetable = small_timetable(tmp_path)

    def on(day: date) -> list[bool]:
        return [bool(runs) for runs in timetable.services_on(day)]

    assert on(MONDAY) == [True, True]
    assert on(date(2026, 11, 26)) == [False, True]
    assert on(date(2026, 11, 28)) == [True, True]
    assert on(date(2027, 2, 1)) == [False, False] == on(date(2020, 1, 1))


@pytest.mark.parametrize(
    ("today", "code"),
    [
        (date(2027, 2, 1), Code.EXPIRED),
        (date(2027, 1, 20), Code.EXPIRES_SOON),
        (date(2026, 10, 1), Code.NOT_YET_IN_FORCE),
    ],
)
def test_the_end_of_a_timetable_is_told(tmp_path: Path, today: date, code: Code) -> None:
    result = import_timetable(write_feed(tmp_path / "feed.zip"), tmp_path, today)
    assert [finding.code for finding in result.findings] == [code]


# -- bytes from outside


def refusal(path: Path, settings: FeedSettings | None = None) -> object:
    with pytest.raises(Refused) as refused:
        import_timetable(path, path.parent, MONDAY, settings)
    assert not list(path.parent.glob("*.transit*"))
    return refused.value.code


def test_what_is_no_zip_is_refused(tmp_path: Path) -> None:
    (tmp_path / "feed.zip").write_bytes(b"PK\x03\x04" + bytes(100))
    assert refusal(tmp_path / "feed.zip") is TimetableRefusal.NOT_A_ZIP
    assert refusal(tmp_path / "other.zip") is TimetableRefusal.FILE_MISSING


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = write_feed(tmp_path / "feed.zip", {"stop_times.txt": SMALL["stop_times.txt"] + "\n" * 5_000_000})
    assert refusal(path, FeedSettings(file_bytes_max=1_000_000)) is TimetableRefusal.TOO_LARGE
    assert refusal(path, FeedSettings(zip_bytes_max=100)) is TimetableRefusal.TOO_LARGE
    assert refusal(path, FeedSettings(rows_max=3)) is TimetableRefusal.TOO_LARGE


def test_a_damaged_member_stops_the_feed(tmp_path: Path) -> None:
    path = write_feed(tmp_path / "feed.zip")
    with zipfile.ZipFile(path) as feed:
        at = feed.getinfo("stop_times.txt").header_offset + 60
    damaged = bytearray(path.read_bytes())
    damaged[at : at + 20] = bytes(20)
    path.write_bytes(damaged)
    assert refusal(path) is TimetableRefusal.FEED_WRONG


def test_no_bytes_break_the_import(tmp_path: Path) -> None:
    hostile = ['"', "\0", "\udcff", "99999999999999999999", "-1", "nan", "1e999", "'; --", "x" * 50_000, "２"]
    for number, value in enumerate(hostile):
        bytes_of = value.encode("utf-8", "surrogateescape")
        for name, content in SMALL.items():
            row = b",".join([bytes_of] * content.count(",", 0, content.index("\n")) + [bytes_of])
            folder = tmp_path / f"{number}-{name}"
            folder.mkdir()
            codes(folder, {name: content.encode() + row + b"\n"})


def test_cancelling_changes_nothing(tmp_path: Path) -> None:
    write_feed(tmp_path / "feed.zip")
    with pytest.raises(Refused) as refused:
        import_timetable(tmp_path / "feed.zip", tmp_path, MONDAY, cancel=lambda: True)
    assert refused.value.code is TimetableRefusal.CANCELLED
    assert TimetableFiles(tmp_path).current() is None
