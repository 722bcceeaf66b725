"""Somebody at the window while the program runs its own event loop, as `run_window` does.

code = drive(lambda: run_window(folder), shows(SignInPage), presses("Ctrl+G"), closes)
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.fakes.keyboard import Keyboard
from ui.shell.main_window import MainWindow
from ui.shell.page import Page

PATIENCE_SECONDS = 60
"""For all steps together, a start of the program among them."""

Step = Callable[[MainWindow], bool]
"""Tried at the window again and again until it says that it is done. What fails in it is a bug of the program's."""


def drive(run: Callable[[], int], *steps: Step) -> int:
    """Runs an event loop; each step is tried at the shown window until it has succeeded, then the next."""
    left, deadline = list(steps), time.monotonic() + PATIENCE_SECONDS
    timer = QTimer(interval=15)

    def look() -> None:
        windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible()]
        if time.monotonic() > deadline:
            QApplication.exit(99)
        elif left and len(windows) == 1:
            timer.stop()  # a step may run an event loop itself
            if left[0](windows[0]):
                left.pop(0)
            timer.start()

    timer.timeout.connect(look)
    timer.start()
    code = run()
    timer.stop()
    assert not left, f"{len(left)} steps left"
    return code


def shows(kind: type[Page]) -> Step:
    """Waits until a page of this kind is shown."""
    return lambda window: isinstance(window.current_page, kind)


def closes(window: MainWindow) -> bool:
    """Closes the window."""
    return bool(window.close())


def presses(*keys: str) -> Step:
    """Presses keys, one after the other."""

    def press(window: MainWindow) -> bool:
        for key in keys:
            Keyboard(window).press(key)
        return True

    return press
