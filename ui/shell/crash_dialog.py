"""A bug shows itself here, once, and the work goes on: nothing is closed and nothing entered is lost.

`CrashHandler(window, write_log)` takes over `sys.excepthook`; the log gets the traceback, the dialog says it in words.
Values are never shown or logged (no names, PINs or keys in logs), so of an error only its kind and where it happened.
"""

import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QWidget

from resources.texts import text
from ui.bug_report import bug_report
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, stretch


class CrashDialog(QDialog):
    """What happened, what to do, and the report for whoever mends it. `again` counts further bugs meanwhile."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("Something went wrong"))
        self._report = report
        self._count = 1
        self._more = Label(color="muted", wrap=True)
        self._more.hide()
        fact = Label(text("Something in the program went wrong"), size=18, weight=600, wrap=True)
        rest = Label(
            text(
                "Your work is still here: recorded payments are safe and what you typed stays. "
                "Go on working; if it happens again, copy the report and send it to support."
            ),
            wrap=True,
        )
        self.details = QPlainTextEdit(report)
        self.details.setReadOnly(True)
        theme().dress(self.details)
        self.details.setFont(theme().paper_font(12))
        self.details.setAccessibleName(text("Report"))
        self.details.hide()
        hold(self.details, min_height=180)
        words = column(fact, rest, self._more, spacing=8)
        icon = column(IconLabel("warning", "warn", size=32), stretch())
        head = row(icon, words, spacing=16)
        head.setStretch(1, 1)
        column(head, self.details, self._buttons(), parent=self, margins=24, spacing=16)
        hold(self, min_width=560)

    def again(self, report: str) -> None:
        """Another bug while the dialog is open."""
        self._count += 1
        self._report = f"{self._report}\n\n{report}"
        self.details.setPlainText(self._report)
        self._more.setText(text("It happened {count} times.", count=self._count))
        self._more.show()

    def _buttons(self) -> QWidget:
        bar = QWidget()
        self.go_on = Button(text("Go on working"), key="Enter", kind="primary")
        self.copy = Button(text("Copy the report"), icon="copy")
        self.show_report = Button(text("Show the report"), size="normal")
        self.go_on.clicked.connect(self.accept)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._report))
        self.show_report.clicked.connect(self._toggle_details)
        row(self.show_report, self.copy, stretch(), self.go_on, parent=bar)
        self.go_on.setDefault(True)
        self.go_on.setFocus()
        return bar

    def _toggle_details(self) -> None:
        self.details.setVisible(self.details.isHidden())
        self.show_report.setText(text("Hide the report") if self.details.isVisible() else text("Show the report"))
        self.adjustSize()


class CrashHandler(QObject):
    """Shows bugs of the program from now on. `uninstall` gives the hook back."""

    def __init__(self, window: QWidget, write_log: Callable[[str], None]) -> None:
        super().__init__()
        self._window, self._write_log = window, write_log
        self.dialog: CrashDialog | None = None
        self._before = sys.excepthook
        sys.excepthook = self._on_bug

    def stand_before(self, window: QWidget) -> None:
        """Another window takes the place of the first; a report that is open goes with that one, and stands logged."""
        self._window = window
        if self.dialog is not None:
            self.dialog.accept()

    def uninstall(self) -> None:
        """Bugs go where they went before."""
        sys.excepthook = self._before

    def _on_bug(self, kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        report = bug_report(error)
        self._write_log(report)
        if self.dialog is not None:
            self.dialog.again(report)
            return
        self.dialog = CrashDialog(report, self._window)
        self.dialog.setWindowModality(Qt.WindowModality.WindowModal)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None
