"""`python -m tests.benchmarks.start_here DATA`: the real program, until its window takes a key; then it ends.

Goes through `ui.main` as `civic-counter --data DATA` does, modules in the same order. Writes "usable" when a digit
that was pressed stands in the PIN field of a person: the people are shown, the window is painted, keys are answered.

The line after that names what is imported by then.

`--bare`: a QMainWindow of PySide6 alone, until it is painted and its event loop turns.
"""

import sys
from typing import Any

LOOK_MS = 2
OURS = ("app", "printing", "resources", "ui")


def bare() -> int:
    """The least that any window costs."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    QTimer.singleShot(0, lambda: _say_and_end(application))
    return application.exec()


def whole(data: str) -> int:
    """The program itself."""
    from ui.main import main
    from ui.quick_start import quick_start

    with quick_start():
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        application = QApplication(sys.argv[:1])
        clock = QTimer(interval=LOOK_MS)
        clock.timeout.connect(lambda: _look(application))
        clock.start()
        return main(["--data", data])


def _look(application: Any) -> None:
    from PySide6.QtCore import QCoreApplication, QEvent, Qt
    from PySide6.QtGui import QKeyEvent

    from ui.identity.pin_panel import PinPanel
    from ui.widgets.pin_field import PinField

    field = application.focusWidget()
    panel = field.parentWidget() if isinstance(field, PinField) and field.isVisible() else None
    if isinstance(panel, PinPanel) and panel.person_key:
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_7, Qt.KeyboardModifier.NoModifier, "7")
        QCoreApplication.sendEvent(field, key)
        if field.length:
            _say_and_end(application)


def _say_and_end(application: Any) -> None:
    sys.stdout.write("usable\n")
    sys.stdout.flush()
    sys.stdout.write(" ".join(sorted(_loaded())) + "\n")
    application.closeAllWindows()
    application.quit()


def _loaded() -> set[str]:
    """Our modules and the libraries that are imported."""
    ours = {name for name in sys.modules if name.partition(".")[0] in OURS}
    return ours | {name for name in sys.modules if "." not in name} - sys.stdlib_module_names


if __name__ == "__main__":
    sys.exit(bare() if sys.argv[1] == "--bare" else whole(sys.argv[1]))
