"""A damaged timetable is noticed and the one before serves; a crash leaves no half file."""

from pathlib import Path

import pytest

from app.transit.timetable import Timetable
from app.transit.timetable_file import DamagedTimetable
from app.transit.timetable_files import TimetableFiles
from tests.factories.feeds import SMALL, imported, opened


def test_the_newest_is_in_force(tmp_path: Path) -> None:
    files = TimetableFiles(tmp_path)
    assert files.current() is None
    imported(tmp_path)
    first = files.current()
    assert first is not None and files.current() is first
    imported(tmp_path, {"routes.txt": SMALL["routes.txt"] + "r5,ct,5,New,3,,\n"})
    second = files.current()
    assert second is not None and second.summary.routes == 4


def test_old_ones_go(tmp_path: Path) -> None:
    for number in range(4):
        imported(tmp_path, {"routes.txt": SMALL["routes.txt"] + f"x{number},ct,5,New,3,,\n"})
    assert sorted(path.name for path in tmp_path.glob("*.transit")) == ["timetable-3.transit", "timetable-4.transit"]


@pytest.mark.parametrize("at", [0, 9, 14, 40, -200])
def test_a_damaged_one_does_not_serve(tmp_path: Path, at: int) -> None:
    imported(tmp_path)
    imported(tmp_path, {"routes.txt": SMALL["routes.txt"] + "r5,ct,5,New,3,,\n"})
    newest = tmp_path / "timetable-2.transit"
    damaged = bytearray(newest.read_bytes())
    damaged[at] ^= 0x55
    newest.write_bytes(damaged)
    assert opened(tmp_path).summary.routes == 3


@pytest.mark.parametrize("length", [0, 10, 300, 5_000])
def test_a_short_one_does_not_serve(tmp_path: Path, length: int) -> None:
    imported(tmp_path)
    path = tmp_path / "timetable-1.transit"
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(DamagedTimetable):
        Timetable(path)
    assert TimetableFiles(tmp_path).current() is None
