"""The training workstation: its own folder, key, database and demo city, made at its first start.

It stands in a folder below the workstation's own and shares nothing with it: neither file nor key nor process. It is
built aside and renamed, so that a start that was interrupted leaves nothing half made.
"""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.bootstrap import LOCK, Edges, is_set_up, open_services
from app.clock import Clock, SystemClock
from app.config import LANGUAGE
from app.demo import COUNTER_A2, DemoChoices, demo_edges, make_demo
from app.errors import Unavailable
from app.ids import Ids
from app.store.database import StoreFailure
from app.store.process_lock import ProcessLock
from app.store.settings import write_setting
from app.training_mode import CODE
from app.workplace import Services

FOLDER = "training"
ACCOUNTS = 1_000
TRAINING_COUNTER = replace(COUNTER_A2, code=CODE, counter="Training")

Tell = Callable[[str, int, int], None]


def training_folder(folder: Path) -> Path:
    """Where the training workstation of a data folder is, or will be."""
    return folder / FOLDER


def open_training(
    folder: Path,
    language: str,
    progress: Tell | None = None,
    *,
    clock: Clock | None = None,
    ids: Ids | None = None,
    accounts: int = ACCOUNTS,
) -> Services:
    """Opens the training workstation in `folder`, making it where there is none; the caller closes it.

    `language` is that of the window which is made; later it is a setting there. Raises Unavailable(StoreFailure).
    """
    edges = demo_edges(folder, clock or SystemClock(), ids)
    if not is_set_up(folder):
        _make(folder, language, edges, DemoChoices(accounts), progress)
    return open_services(folder, edges)


def start_over(folder: Path) -> None:
    """Throws a training workstation away, so that the next start makes another; nothing where there is none.

    Raises Unavailable: ALREADY_OPEN while its window is open, FOLDER_READ_ONLY where it cannot be removed.
    """
    if not folder.exists():
        return
    lock = ProcessLock(folder, LOCK)
    lock.acquire()
    lock.release()  # before the folder moves: some systems move no folder with an open file in it
    gone = folder.with_name(f"{folder.name}.old")
    shutil.rmtree(gone, ignore_errors=True)
    try:
        folder.rename(gone)
    except OSError as error:
        raise Unavailable(StoreFailure.FOLDER_READ_ONLY, folder=str(folder)) from error
    shutil.rmtree(gone, ignore_errors=True)


def _make(folder: Path, language: str, edges: Edges, choices: DemoChoices, progress: Tell | None) -> None:
    building = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(building, ignore_errors=True)
    services = make_demo(building, choices, place=TRAINING_COUNTER, clock=edges.clock, ids=edges.ids, progress=progress)
    with services.plain_work() as work:
        write_setting(work.connection, LANGUAGE, language)
        work.commit()
    services.close()
    building.rename(folder)
