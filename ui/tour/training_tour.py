"""`python -m ui.tour.training_tour DIR`: the training window of the tour, a process of its own as training always is.

Takes the steps of `practising` on a training workstation in `DIR/training`, until the window asks for another practice
city; makes that city as `ui.run_training` does and goes on there. What became of the steps is in `training.json`.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from app.config import IDLE_LOCK, PRINTER
from app.demo import demo_session
from app.device_settings import change_setting
from app.identity.demo_people import BRANDT
from app.identity.queries import people_to_sign_in
from app.identity.sign_in import sign_in
from app.reports.device_state import device_state
from app.training.make_training import open_training, start_over
from app.workplace import Services
from ui.tour.tour import Done, Step
from ui.tour.tour_clock import TourClock

WRITTEN, FOLDER, PAPER = "training.json", "training", "training-paper"


def main(folder: Path) -> int:
    """Takes every step; 1 when one did not come out."""
    from ui.tour.steps import STEPS
    from ui.tour.steps.practising import PRACTISING, STARTED_OVER

    clock = TourClock()
    done, wanted = _drive(folder, clock, PRACTISING, first=len(STEPS) + 1)
    if wanted:
        start_over(folder / FOLDER)
        done += _drive(folder, clock, STARTED_OVER, first=len(STEPS) + len(PRACTISING) + 1)[0]
    (folder / WRITTEN).write_bytes(msgspec.json.encode(done))
    return 1 if any(step.wrong for step in done) else 0


def _drive(folder: Path, clock: TourClock, steps: Sequence[Step], *, first: int) -> tuple[list[Done], bool]:
    """What became of the steps, and whether the window asked for another practice city."""
    from ui.program import Program
    from ui.run_window import make_application
    from ui.tour.camera import SMALL, Camera
    from ui.tour.cast import choose_cast
    from ui.tour.complaints import Complaints
    from ui.tour.tour import Tour
    from ui.tour.watchdog import Watchdog

    services = open_training(folder / FOLDER, "en", clock=clock)
    _prepare(services, folder / PAPER)
    program, wanted = Program(make_application(), services, device_state(services)), list[bool]()
    program.start_over_wanted.connect(lambda: wanted.append(True))
    complaints = Complaints()
    try:
        program.window.resize(SMALL)
        program.start_as(demo_session(services))
        watchdog = Watchdog(services.lanes)
        camera = Camera(folder, lambda: program.window, watchdog)
        tour = Tour(program, choose_cast(services), camera, watchdog, complaints, clock)
        tour.run(steps, first=first)
        watchdog.stop()
    finally:
        program.window.hide()
        program.close()
        complaints.end()
    return tour.done, bool(wanted)


def _prepare(services: Services, paper: Path) -> None:
    """Paper goes into the folder; nothing locks while nobody looks."""
    paper.mkdir(exist_ok=True)
    brandt = next(person for person in people_to_sign_in(services) if person.display_name == BRANDT.display_name)
    session = sign_in(services, brandt.person_id, BRANDT.pin)
    change_setting(services, session, PRINTER, f"file:{paper}")
    change_setting(services, session, IDLE_LOCK, 3600)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
