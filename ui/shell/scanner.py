"""Scans are recognised by their speed, wherever the focus is (lessons: "Scanner digits land in an amount field").

A scanner types like a keyboard, at 30 ms a character or faster. Six fast characters are a scan: what the first ones did
to the field that had the focus is taken back, the rest is swallowed, and `scanned` tells the whole when the scanner's
Enter comes or the burst ends. That Enter, and one that follows shortly after, never reaches a button.

A person's keys carry the time at which they were struck, not the time at which they are handled: a busy window does not
turn typing into a scan.

Only windows and the control that has the focus are watched, because keys and hands come there first. A filter of the
whole program would be asked some thousand times, in Python, for every page that is painted.
"""

from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ui.shell.burst import Burst, ScannerSettings, Step

_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_QUIET_MS = 120


@runtime_checkable
class Restorable(Protocol):
    """A control whose typed content can be taken back: LineEdit, AmountField, PinField, NoteEdit."""

    def snapshot(self) -> Any:
        """All that typing changes."""
        ...

    def restore(self, snapshot: Any) -> None:
        """Puts it back, and tells whoever listens to typing."""
        ...


_A_KEY_OR_HAND = (
    *(QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride),  # a key that is a shortcut is never pressed
    *(QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel, QEvent.Type.TouchBegin),
)


class Scanner(QObject):
    """Watches the keys of the whole program. `Scanner(application).scanned.connect(...)`."""

    scanned = Signal(str)
    touched = Signal()
    """Somebody pressed a key or moved a hand."""

    def __init__(self, application: QApplication, settings: ScannerSettings | None = None) -> None:
        super().__init__(application)
        self._burst = Burst(settings or ScannerSettings())
        self._before: tuple[QWidget, Any] | None = None
        self._judged: tuple[int, int] | None = None
        self._clock = QElapsedTimer()
        self._clock.start()
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self._finish)
        self._focus: QObject | None = None
        application.focusWindowChanged.connect(self._watch_window)
        application.focusObjectChanged.connect(self._watch_focus)
        for window in application.topLevelWindows():
            self._watch_window(window)
        self._watch_focus(application.focusObject())

    def use(self, settings: ScannerSettings) -> None:
        """Takes other settings from the next key on."""
        self._burst = Burst(settings)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Judges each key once, at its first receiver."""
        kind = event.type()
        if kind in _A_KEY_OR_HAND:
            self.touched.emit()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._is_first_receiver(watched, event) and self._swallows(event)
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._keep_from_shortcuts(event)
        return False

    def _watch_window(self, window: QWindow | None) -> None:
        """A window stays watched: a hand may come to it while another one has the keys."""
        if window is not None:
            window.installEventFilter(self)

    def _watch_focus(self, focus: QObject | None) -> None:
        if self._focus is not None and isValid(self._focus):
            self._focus.removeEventFilter(self)
        self._focus = focus
        if focus is not None:
            focus.installEventFilter(self)

    def _is_first_receiver(self, watched: QObject, event: QKeyEvent) -> bool:
        """A key comes to the window, then to the focus, then to its parents; tests may begin at the focus."""
        mark = (event.timestamp(), event.key())
        if isinstance(watched, QWindow):
            self._judged = mark
            return True
        if mark == self._judged and event.timestamp():
            return False
        return watched is QApplication.focusWidget()

    def _swallows(self, event: QKeyEvent) -> bool:
        if event.isAutoRepeat() or event.modifiers() & _HELD:
            self._burst.forget()
            return False
        at_ms = self._time_of(event)
        if event.key() in _ENDS:
            return self._do(self._burst.end_key(at_ms))
        if event.text() and event.text().isprintable():
            return self._do(self._burst.character(event.text(), at_ms)) or self._is_space_on_button(event)
        return False

    def _is_space_on_button(self, event: QKeyEvent) -> bool:
        """A space inside a burst that is not yet sure to be a scan must not press a button meanwhile."""
        return event.key() == Qt.Key.Key_Space and len(self._burst.scan) > 1 and self._before is None

    def _do(self, step: Step) -> bool:
        if step is Step.FIRST:
            self._remember()
        elif step is Step.CONFIRMED:
            self._take_back()
        if step in (Step.CONFIRMED, Step.SWALLOW) and self._burst.confirmed:
            self._quiet.start()
        if step is Step.FINISHED:
            self._finish()
        return step not in (Step.FIRST, Step.LET)

    def _keep_from_shortcuts(self, event: QKeyEvent) -> bool:
        """Shortcuts are looked up before the key is pressed; accepting keeps them away from a scanner's keys."""
        if event.modifiers() & _HELD:
            return False
        character = "" if event.key() in _ENDS else event.text()
        if not character and event.key() not in _ENDS:
            return False
        if not self._burst.would_swallow(character, self._time_of(event)):
            return False
        event.accept()
        return True

    def _time_of(self, event: QKeyEvent) -> int:
        return int(event.timestamp()) or self._clock.elapsed()

    def _remember(self) -> None:
        focus = QApplication.focusWidget()
        self._before = (focus, focus.snapshot()) if focus is not None and isinstance(focus, Restorable) else None

    def _take_back(self) -> None:
        if self._before is None:
            return
        control, snapshot = self._before
        self._before = None
        if isValid(control) and isinstance(control, Restorable):
            control.restore(snapshot)

    def _finish(self) -> None:
        self._quiet.stop()
        if self._burst.confirmed:
            self.scanned.emit(self._burst.finish())
