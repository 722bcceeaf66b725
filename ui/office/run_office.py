"""`civic-counter demo --office 3`: a centre of its own, and the windows of one office that meet there.

Without a screen, or with `--out DIR`, the tour of it: in DIR stand a folder of pictures for each workstation,
`summary.md` and `summary.json`. Exit code 1 where an outcome is not what its step says. Ctrl+C ends all that was
started, and nothing of it is kept but DIR.
"""

import os
import shutil
import signal
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from types import FrameType
from typing import NoReturn

import msgspec

from app.demo import COUNTER_A2, DemoChoices
from app.demo_office import SEATS, Seat, make_seat
from app.ids import SystemIds
from app.sync.central.cable import Cable
from app.sync.central.demo_centre import DATABASE, DemoCentre, demo_centre
from app.sync.central.enrol import make_enrolment
from app.sync.enrol import JoinCentre
from ui.command_speech import say
from ui.office.office_tour import OfficeTour, count_wrong, office_markdown
from ui.office.station import Station, end, start_window
from ui.tour.summary import JSON, MARKDOWN
from ui.tour.tour import Done

TOUR_SEATS = 3


def run_office(count: int, accounts: int, out: Path | None) -> int:
    """Runs until the windows are closed, or until the tour is told. Raises Refused, Unavailable."""
    if out is None and has_screen():
        return _windows(SEATS[:count], DemoChoices(accounts))
    folder = Path(tempfile.mkdtemp(prefix="civic-counter-office-")) if out is None else out.absolute()
    if not _make_room(folder):
        say(f"{folder} holds other things already. Name a new folder, or one of an earlier tour.", sys.stderr)
        return 1
    _say("There is no screen here, or pictures are wanted: the tour of three workstations, drawn in memory.")
    return _tour(SEATS[:TOUR_SEATS], DemoChoices(accounts), folder)


def has_screen() -> bool:
    """Whether a window would be seen."""
    platform = os.environ.get("QT_QPA_PLATFORM")
    if platform:
        return platform.split(":")[0] not in ("offscreen", "minimal")
    return sys.platform in ("win32", "darwin") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


def _windows(seats: tuple[Seat, ...], choices: DemoChoices) -> int:
    _end_in_order()
    with ExitStack() as stack:
        data = _data(stack)
        centre = _start_centre(stack)
        for seat in seats:
            _make(stack, seat, centre, data, choices)
        windows = [start_window(data / seat.code, seat.code) for seat in seats]
        for window in windows:
            stack.callback(end, window)
        _say(f"{len(windows)} windows are open. Close them all, or press Ctrl+C here; nothing is kept.")
        return max(abs(window.wait()) for window in windows)


def _tour(seats: tuple[Seat, ...], choices: DemoChoices, folder: Path) -> int:
    begun = time.monotonic()
    _end_in_order()
    with ExitStack() as stack:
        data = _data(stack)
        centre = _start_centre(stack)
        cables = {seat.code: _make(stack, seat, centre, data, choices) for seat in seats}
        stations = {seat.code: Station.start(data / seat.code, seat.code, folder / seat.code) for seat in seats}
        for station in stations.values():
            stack.callback(station.end)
        tour = OfficeTour(stations, cables, centre.dsn, _tell)
        tour.run()
    return _summary(tour, folder, time.monotonic() - begun)


def _data(stack: ExitStack) -> Path:
    made = tempfile.TemporaryDirectory(prefix="civic-counter-demo-", ignore_cleanup_errors=True)
    return Path(stack.enter_context(made))


def _start_centre(stack: ExitStack) -> DemoCentre:
    _say("Starting a PostgreSQL of this demo's own, on a port of its own …")
    return stack.enter_context(demo_centre(SystemIds()))


def _make(stack: ExitStack, seat: Seat, centre: DemoCentre, data: Path, choices: DemoChoices) -> Cable:
    """A workstation with a cable to the centre, where it has come in with a code as any other does."""
    _say(f"Making {seat.code}, where {seat.person.display_name} works, with {choices.accounts:,} accounts …")
    cable = Cable(centre.port)
    stack.callback(cable.pull)
    cable.plug_in()
    code = make_enrolment(centre.dsn, COUNTER_A2.office, seat.code, SystemIds()).code.text
    make_seat(data / seat.code, seat, JoinCentre(f"127.0.0.1:{cable.port}/{DATABASE}", code), choices).close()
    return cable


def _make_room(folder: Path) -> bool:
    """An earlier tour goes; anything else stays, and then there is no tour here."""
    folder.mkdir(parents=True, exist_ok=True)
    names = {JSON, MARKDOWN, *(seat.code for seat in SEATS)}
    there = {path.name for path in folder.iterdir()}
    if there and not (there <= names and JSON in there):
        return False
    for name in there:
        shutil.rmtree(folder / name) if (folder / name).is_dir() else (folder / name).unlink()
    (folder / JSON).touch()
    return True


def _summary(tour: OfficeTour, folder: Path, seconds: float) -> int:
    """Writes and tells what came of it; the exit code."""
    told = {"seconds": round(seconds, 1), "steps": tour.done, "checks": tour.checks, "paid": tour.paid}
    (folder / JSON).write_bytes(msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n")
    (folder / MARKDOWN).write_text(office_markdown(tour.done, tour.checks, seconds), "utf-8")
    for check in tour.checks:
        _say(f"{'✗' if check.wrong else ' '}     {check.name}{f' – {check.wrong}' if check.wrong else ''}")
    wrong = count_wrong(tour.done, tour.checks)
    said = "everything as the steps say" if not wrong else f"{wrong} not as they should be"
    _say(f"{len(tour.done)} steps and {len(tour.checks)} checks in {seconds:.0f} s: {said}")
    _say(f"{folder / MARKDOWN}")
    return 1 if wrong else 0


def _tell(step: Done) -> None:
    _say(f"{'✗' if step.wrong else ' '} {step.number:>2}  {step.name}{f' – {step.wrong}' if step.wrong else ''}")


def _say(words: str) -> None:
    say(words)
    sys.stdout.flush()


def _end_in_order() -> None:
    """From now on what would end us ends first everything that we started, as Ctrl+C does."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _stop)


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)
