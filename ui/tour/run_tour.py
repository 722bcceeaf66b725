"""`civic-counter tour [--out DIR]`: the real window on a demo city, driven key by key through the main job.

Leaves in a folder that it names: `steps/` and `pages/` (pictures), `paper/` (what went to the printer, one file a job),
`receipts/` (every receipt as PDF), `documents/` (what was saved), `data/` (the workstation as it was left),
`summary.md` and `summary.json`.
Exit code 1 if anything is not as the steps say. Draws in memory unless QT_QPA_PLATFORM names a screen.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from app.config import CUSTOMER_DISPLAY, IDLE_LOCK, PRINTER, PRINTER_PROFILE
from app.demo import make_demo
from app.device_settings import change_setting
from app.identity.demo_people import BRANDT
from app.identity.queries import people_to_sign_in
from app.identity.sign_in import sign_in
from app.own_process import own_process
from app.payments.receipt_list import search_receipts
from app.reports.device_state import device_state
from app.reports.receipt_page import receipt_page
from app.workplace import Services
from printing.save_pdf import DOCUMENTS
from ui.tour import expected as expected_file
from ui.tour.summary import JSON, MARKDOWN, Check, Summary, write_summary
from ui.tour.tour import Done
from ui.tour.tour_clock import TourClock

_OURS = ("steps", "pages", "paper", "receipts", "documents", "data", "training", "training-paper")
_CHECK_SECONDS_MAX = 120
CHECKS, TRAINING_STEPS, TRAINING_CHECKS = "checks.json", "training.json", "training-checks.json"


def run_tour(out: Path | None) -> int:
    """Runs the tour and tells where it is; 1 when a step or a check did not come out, or the folder is not free."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = Path(tempfile.mkdtemp(prefix="civic-counter-tour-")) if out is None else out.absolute()
    if not _make_room(folder):
        _say(f"{folder} holds other things already. Name a new folder, or one of an earlier tour.")
        return 1
    os.environ[DOCUMENTS] = str(folder / "documents")
    _say(f"The tour of the counter goes to {folder}")
    begun = time.monotonic()
    summary = _drive(folder)
    _second_processes(folder, summary)
    summary.seconds = round(time.monotonic() - begun, 1)
    write_summary(folder, summary)
    _tell(summary, folder)
    return 1 if summary.wrong else 0


def _make_room(folder: Path) -> bool:
    """An earlier tour goes; anything else stays, and then there is no tour here."""
    folder.mkdir(parents=True, exist_ok=True)
    there = [folder / name for name in _OURS if (folder / name).exists()]
    if there and not (folder / expected_file.FILE).exists():
        return False
    for place in there:
        shutil.rmtree(place)
    for name in (expected_file.FILE, CHECKS, TRAINING_STEPS, TRAINING_CHECKS, JSON, MARKDOWN):
        (folder / name).unlink(missing_ok=True)
    for name in _OURS:
        (folder / name).mkdir()
    (folder / expected_file.FILE).touch()
    return True


def _drive(folder: Path) -> Summary:
    """The demo city, the window, every step; everything is closed again afterwards."""
    from PySide6.QtCore import Qt

    from ui.program import Program
    from ui.run_window import make_application
    from ui.tour.camera import SMALL, Camera
    from ui.tour.cast import choose_cast
    from ui.tour.complaints import Complaints
    from ui.tour.steps import STEPS
    from ui.tour.tour import Tour
    from ui.tour.watchdog import Watchdog

    application = make_application()
    application.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    _say("Making a city of 5,000 accounts …")
    clock = TourClock()
    services = make_demo(folder / "data", clock=clock)
    _prepare(services, folder)
    cast = choose_cast(services)
    complaints = Complaints()
    program = Program(application, services, device_state(services))
    try:
        program.window.resize(SMALL)
        program.start()
        watchdog = Watchdog(services.lanes)
        camera = Camera(folder, lambda: program.window, watchdog)
        tour = Tour(program, cast, camera, watchdog, complaints, clock)
        tour.run(STEPS, _tell_step)
        watchdog.stop()
        write_receipts(services, folder / "receipts")
    finally:
        program.window.hide()
        program.close()
        complaints.end()
    (folder / expected_file.FILE).write_bytes(msgspec.json.encode(tour.expected))
    return Summary(
        0, tour.done, [], round(watchdog.longest_ms, 1), watchdog.blocks, round(watchdog.longest_computed_ms, 1)
    )


def _prepare(services: Services, folder: Path) -> None:
    """Paper goes into the folder; nothing locks while nobody looks; customers have a screen."""
    brandt = next(person for person in people_to_sign_in(services) if person.display_name == BRANDT.display_name)
    session = sign_in(services, brandt.person_id, BRANDT.pin)
    change_setting(services, session, PRINTER, f"file:{folder / 'paper'}")
    change_setting(services, session, PRINTER_PROFILE, "80mm_slip")
    change_setting(services, session, IDLE_LOCK, 3600)
    change_setting(services, session, CUSTOMER_DISPLAY, "window")


def write_receipts(services: Services, folder: Path) -> None:
    """Every receipt of the journal as `<number>.pdf`."""
    from app.demo import demo_session
    from printing.payments.receipt import receipt_document
    from printing.pdf import pdf_bytes

    session = demo_session(services)
    for entry in search_receipts(services, ""):
        receipt = receipt_page(services, session, entry.fact_id)
        (folder / f"{entry.number}.pdf").write_bytes(pdf_bytes(receipt_document(receipt)))


def _second_processes(folder: Path, summary: Summary) -> None:
    """The training window, while another process looks at what the first one left; then what training left."""
    _say("Looking at what is left, in a second process; training, in a window of its own …")
    training, outcome = _begin("training_tour", folder), _begin("check_outcome", folder)
    summary.checks += _checks(outcome, folder / CHECKS)
    summary.checks += _ended(training, folder / TRAINING_STEPS)
    summary.checks += _checks(_begin("check_training", folder), folder / TRAINING_CHECKS)
    if (folder / TRAINING_STEPS).exists():
        summary.steps += msgspec.json.decode((folder / TRAINING_STEPS).read_bytes(), type=list[Done])


def _begin(module: str, folder: Path) -> subprocess.Popen[str]:
    """A process of our own beside this one."""
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        own_process(f"ui.tour.{module}", str(folder)), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )


def _checks(process: subprocess.Popen[str], written: Path) -> list[Check]:
    """What it looked up; one check that is wrong when it came to no end."""
    return _ended(process, written) or msgspec.json.decode(written.read_bytes(), type=list[Check])


def _ended(process: subprocess.Popen[str], written: Path) -> list[Check]:
    """Nothing when the process wrote what it found, else the check that it did."""
    _out, complaint = process.communicate(timeout=_CHECK_SECONDS_MAX)
    if written.exists():
        return []
    return [Check(f"{written.stem} comes to an end", (complaint.strip().splitlines() or ["nothing said"])[-1])]


def _tell_step(step: Done) -> None:
    wrong = f" – {step.wrong}" if step.wrong else ""
    _say(f"{'✗' if wrong else ' '} {step.number:>2}  {step.name}{wrong}")


def _tell(summary: Summary, folder: Path) -> None:
    for check in summary.checks:
        if check.wrong:
            _say(f"✗     {check.name} – {check.wrong}")
    said = "everything as the steps say" if not summary.wrong else f"{summary.wrong} not as they should be"
    _say(
        f"{len(summary.steps)} steps and {len(summary.checks)} checks in {summary.seconds:.0f} s: {said}; "
        f"the window was never blocked longer than {summary.longest_block_ms:.0f} ms and computed "
        f"at most {summary.longest_computed_ms:.0f} ms in one go"
    )
    _say(f"{folder / MARKDOWN}")


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()
