"""`python -m ui.office.window FOLDER CODE [PICTURES]`: the window of one workstation of the demo's office.

With a folder for pictures it is driven: an order a line on standard input, a report a line on standard output.
Between two orders the window stands still, while the exchange with the centre goes on.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from app.bootstrap import open_services
from app.clock import SystemClock
from app.demo import demo_edges
from app.demo_office import OFFICE_PACE, SEATS, seat_session
from app.identity.permissions import Session
from app.identity.queries import today
from app.reports.device_state import device_state
from app.workplace import Services
from ui.run_window import make_application, run_program

if TYPE_CHECKING:
    from ui.tour.watchdog import Watchdog


def main(folder: Path, code: str, pictures: Path | None) -> int:
    """Until the window is closed, or until nobody gives orders any more."""
    application = make_application()
    services = open_services(folder, demo_edges(folder, SystemClock()))
    services.sync.pace = OFFICE_PACE
    seat = next(seat for seat in SEATS if seat.code == code)
    application.setApplicationDisplayName(seat.counter)  # stands in the title: several windows look alike
    session = seat_session(services, seat)
    if pictures is None:
        return run_program(application, services, session)
    _be_driven(services, session, pictures)
    return 0


def _be_driven(services: Services, session: Session, pictures: Path) -> None:
    from ui.office.acts import carry_out
    from ui.office.orders import Order
    from ui.program import Program
    from ui.tour.camera import SMALL, Camera
    from ui.tour.cast import choose_cast
    from ui.tour.complaints import Complaints
    from ui.tour.tour import Tour
    from ui.tour.watchdog import Watchdog

    program = Program(make_application(), services, device_state(services))
    complaints = Complaints()
    try:
        program.window.resize(SMALL)
        program.start_as(session)
        watchdog = Watchdog(services.lanes)
        camera = Camera(pictures, lambda: program.window, watchdog)
        tour = Tour(program, choose_cast(services, today(services)), camera, watchdog, complaints)
        while line := _next_line(watchdog):
            report = carry_out(tour, msgspec.json.decode(line, type=Order))
            sys.stdout.buffer.write(msgspec.json.encode(report) + b"\n")
            sys.stdout.flush()
        watchdog.stop()
    finally:
        program.window.hide()
        program.close()
        complaints.end()


def _next_line(watchdog: "Watchdog") -> bytes:
    with watchdog.paused():
        return sys.stdin.buffer.readline()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]) if sys.argv[3:] else None))
