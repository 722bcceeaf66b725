"""Pictures of the window: one a step, and each page in light and dark in the two sizes that counters have."""

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme import theme
from ui.tour.passing import let_pass
from ui.tour.watchdog import Watchdog

SMALL, LARGE = QSize(1366, 768), QSize(1920, 1080)
LOOKS = (("light", SMALL), ("dark", SMALL), ("dark", LARGE), ("light", LARGE))
_SETTLE_MS = 60
_NO_WORD = re.compile(r"[^a-z0-9]+")


class Camera:
    """Saves into `steps/` and `pages/` of the tour's folder. Taking a picture is no time of the program's."""

    def __init__(self, folder: Path, window: Callable[[], QWidget], watchdog: Watchdog) -> None:
        self._steps, self._pages = folder / "steps", folder / "pages"
        self._window, self._watchdog = window, watchdog
        for place in (self._steps, self._pages):
            place.mkdir(parents=True, exist_ok=True)

    def take_step(self, number: int, name: str) -> str:
        """The window as it is now; gives the path within the tour's folder."""
        with self._watchdog.paused():
            return self._save(self._steps / f"{number:02}-{file_name(name)}.png")

    def take_beside(self, widget: QWidget, name: str) -> None:
        """Another window of the program, in light and dark, as large as it is."""
        with self._watchdog.paused():
            before = theme().name
            for look in ("light", "dark"):
                theme().apply(look)
                let_pass(_SETTLE_MS)
                widget.grab().save(str(self._pages / f"{file_name(name)}-{look}.png"))
            theme().apply(before)

    def take_page(self, name: str) -> None:
        """The page that is shown, in light and dark, at 1366 × 768 and 1920 × 1080; then as it was."""
        with self._watchdog.paused():
            before = theme().name
            for look, size in LOOKS:
                theme().apply(look)
                self._resize(size)
                self._save(self._pages / f"{file_name(name)}-{look}-{size.width()}x{size.height()}.png")
            theme().apply(before)
            self._resize(SMALL)

    def _resize(self, size: QSize) -> None:
        self._window().resize(size)
        let_pass(_SETTLE_MS)

    def _save(self, path: Path) -> str:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        self._window().grab().save(str(path))
        return f"{path.parent.name}/{path.name}"


def file_name(words: str) -> str:
    """ "Scan · Enter" → "scan-enter"."""
    return _NO_WORD.sub("-", words.lower()).strip("-")
