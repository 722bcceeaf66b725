"""What must never happen in a tour, whatever the steps say: a bug, a warning of Qt, a warning in the log."""

import logging
import sys
import traceback
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_OF_NO_MEANING = ("This plugin does not support propagateSizeHints()",)  # Qt, where nothing is drawn on a screen


class Complaints(logging.Handler):
    """Collects them from now on until `end`."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._heard: list[str] = []
        self._hook = sys.excepthook
        sys.excepthook = self._on_bug
        qInstallMessageHandler(self._on_qt)
        logging.getLogger().addHandler(self)

    def take(self) -> list[str]:
        """What was heard since the last time."""
        heard, self._heard = self._heard, []
        return heard

    def end(self) -> None:
        """Others listen again."""
        sys.excepthook = self._hook
        qInstallMessageHandler(None)
        logging.getLogger().removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """A record of the log; with its traceback, if it has one, on standard error."""
        self._heard.append(f"log: {record.getMessage()}")
        if record.exc_info:
            traceback.print_exception(record.exc_info[1])

    def _on_bug(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self._heard.append(f"bug: {kind.__name__}: {error}")
        traceback.print_exception(kind, error, trace)

    def _on_qt(self, kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and kind is not QtMsgType.QtInfoMsg and message not in _OF_NO_MEANING:
            self._heard.append(f"Qt: {message}")
