"""What a person changes in passing and finds again tomorrow: the zoom of Ctrl + and Ctrl −, the sign-in's language."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from app.config import LANGUAGE, ZOOM, Setting, T
from app.device_settings import change_setting
from app.identity.permissions import Session
from app.lanes import Priority
from ui.operations import Failure, Operations
from ui.theme import theme

KEEP_ZOOM_MS = 1000


class KeptSettings(QObject):
    """`session`: who is at work; without one nothing is kept."""

    def __init__(
        self,
        operations: Operations,
        zoom_percent: int,
        session: Callable[[], Session | None],
        failed: Callable[[Failure], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._operations, self._session, self._failed = operations, session, failed
        self._zoom, self._language = zoom_percent, ""
        self.zoom_soon = QTimer(self, interval=KEEP_ZOOM_MS, singleShot=True)
        self.zoom_soon.timeout.connect(self._keep_zoom)
        theme().changed.connect(self.zoom_soon.start)

    def stop(self) -> None:
        """Hears of no further change."""
        self.zoom_soon.stop()
        theme().changed.disconnect(self.zoom_soon.start)

    def remember_language(self, language: str) -> None:
        """Somebody chose it before signing in: whoever signs in keeps it."""
        self._language = language

    def keep_language(self, session: Session) -> None:
        """Who chose a language before signing in finds it again tomorrow."""
        language, self._language = self._language, ""
        if language:
            self._write(session, LANGUAGE, language)

    def _keep_zoom(self) -> None:
        percent, session = theme().zoom_percent, self._session()
        if percent != self._zoom and session is not None:
            self._zoom = percent
            self._write(session, ZOOM, percent)

    def _write(self, session: Session, setting: Setting[T], value: T) -> None:
        self._operations.write(
            self,
            lambda services: change_setting(services, session, setting, value),
            lambda _stored: None,
            self._failed,
            Priority.BACKGROUND,
        )
