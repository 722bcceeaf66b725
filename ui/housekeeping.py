"""What is done behind what people see: code is read, pages are built that nobody opened yet, windows that were replaced
are taken apart, garbage goes. None of it takes longer at once than a key may wait.
"""

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial

from PySide6.QtCore import QObject, QTimer

from app.workplace import Services
from ui.garbage import GarbageCollector
from ui.pages import ACCOUNTS, DRAWER, REPORTS, SETTINGS, TRANSIT, WORK, import_pages
from ui.shell.idle_builder import IdleBuilder
from ui.shell.main_window import MainWindow

BUILD_AFTER_MS, BUILD_BREATH_MS = 500, 20
"""The pages that nobody opened yet are built when a window has stood this long, with this rest between slices."""
LET_GO_AFTER_MS = 1000
"""A window that was replaced is taken apart then: what its pages had asked is answered by now."""


class Housekeeping(QObject):
    """One a program. `is_at_work(window)`: it is shown, and nobody has to sign in first."""

    def __init__(self, services: Services, is_at_work: Callable[[MainWindow], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._services, self._is_at_work = services, is_at_work
        self._garbage = GarbageCollector(self)
        self._pages, self._leaving = IdleBuilder(self, BUILD_BREATH_MS), IdleBuilder(self, BUILD_BREATH_MS)

    def read_code(self, then: Callable[[], object]) -> None:
        """What the first page and the first receipt would wait for, one after the other: both hold Python long."""
        self._garbage.resting = True
        pages = self._services.lanes.background("pages")
        pages.submit(import_pages).future.add_done_callback(partial(self._has_read_code, then))
        pages.submit(self._keep_tape)

    def exchanged(self, old: MainWindow, new: MainWindow) -> None:
        """Another window took the place of the one before."""
        self._pages.forget()
        old.retire()
        QTimer.singleShot(LET_GO_AFTER_MS, self, lambda: self._leaving.add(old.letting_go()))
        QTimer.singleShot(BUILD_AFTER_MS, new, partial(self._build_pages, new))

    def stop(self) -> None:
        """The program ends."""
        self._garbage.stop()
        self._pages.forget()
        self._leaving.forget()

    # -- inside

    def _has_read_code(self, then: Callable[[], object], _future: Future[None]) -> None:
        self._garbage.keep()
        then()

    def _keep_tape(self) -> None:
        """From now on, in pauses, the tape's index is kept up."""
        from app.reports.tape_index import TapeKeeper

        TapeKeeper(self._services).start()

    def _build_pages(self, window: MainWindow) -> None:
        """Pages that nobody opened yet, while nothing else is to be done."""
        if self._is_at_work(window):
            for key in (ACCOUNTS, TRANSIT, DRAWER, WORK, REPORTS, SETTINGS):
                self._pages.add(window.building(key))
            self._pages.add(self._garbage.keeping())
