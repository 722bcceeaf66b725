"""`python -m tests.benchmarks.start_here DATA`: the real program, until its window takes a key; then it ends.

Goes through `ui.main` as `civic-counter --data DATA` does. Writes "usable" when a digit that was pressed stands in the
PIN field: the people are shown, the window is painted, and keys are answered.

`--bare`: a QMainWindow of PySide6 alone, until it is painted and its event loop turns.
"""

import sys

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

LOOK_MS = 2


def bare() -> int:
    """The least that any window costs."""
    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    QTimer.singleShot(0, lambda: _say_and_end(application))
    return application.exec()


def whole(data: str) -> int:
    """The program itself."""
    application = QApplication(sys.argv[:1])
    clock = QTimer(interval=LOOK_MS)
    clock.timeout.connect(lambda: _look(application))
    clock.start()
    from ui.main import main

    return main(["--data", data])


def _look(application: QApplication) -> None:
    from PySide6.QtTest import QTest

    from ui.widgets.pin_field import PinField

    field = application.focusWidget()
    if isinstance(field, PinField) and field.isVisible():
        QTest.keyClick(field, Qt.Key.Key_7)
        if field.length:
            _say_and_end(application)


def _say_and_end(application: QApplication) -> None:
    sys.stdout.write("usable\n")
    sys.stdout.flush()
    application.closeAllWindows()
    application.quit()


if __name__ == "__main__":
    sys.exit(bare() if sys.argv[1] == "--bare" else whole(sys.argv[1]))
