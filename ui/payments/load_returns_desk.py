"""Loading the bank's file of returns: on a lane of its own, with what became of it in plain words."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.identity.permissions import Session
from app.payments.load_returns import ReturnsLoaded, load_returns
from app.payments.nacha_returns import FILE_BYTES_MAX, NachaRefusal
from app.workplace import Services
from resources.texts import text
from ui.context import WindowContext
from ui.error_messages import sentence
from ui.operations import Failure
from ui.widgets.alert import Alert
from ui.widgets.layout import column
from ui.widgets.tag import Tone

LANE = "bank-returns"


class LoadReturnsDesk(QWidget):
    """`loaded`: a ReturnsLoaded. Says what became of the file; hidden until there is something to say."""

    loaded = Signal(object)

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._busy = context, False
        self.outcome = Alert("plain", "")
        column(self.outcome, parent=self, spacing=0)
        self.hide()

    def load(self, path: Path) -> None:
        """Reads and posts a file; a second one waits for the first."""
        if self._busy:
            return
        self._busy = True
        session = self._context.session
        self._say("plain", text("Reading {file} …", file=path.name))
        self._context.operations.background(
            self, LANE, lambda services: _load(services, session, path), self._done, self._fail
        )

    def _done(self, loaded: ReturnsLoaded) -> None:
        self._busy = False
        if loaded.again:
            self._say("plain", text("This file was loaded before."), text("Nothing was posted again."))
        else:
            self._say("good", _posted_words(len(loaded.posted)), " · ".join(_other_words(loaded)))
        self.loaded.emit(loaded)

    def _fail(self, failure: Failure) -> None:
        self._busy = False
        self._say("bad", text("The file is not posted."), sentence(failure))

    def _say(self, tone: Tone, fact: str, rest: str = "") -> None:
        self.outcome.set_words(fact, rest, tone=tone)
        self.show()


def _load(services: Services, session: Session, path: Path) -> ReturnsLoaded:
    """Bounded before it is read. Raises Refused(TOO_LARGE, EMPTY where it cannot be read, …)."""
    try:
        with path.open("rb") as file:
            content = file.read(FILE_BYTES_MAX + 1)
    except OSError as error:
        raise Refused(NachaRefusal.EMPTY) from error
    return load_returns(services, session, content)


def _posted_words(count: int) -> str:
    return text("1 return posted.") if count == 1 else text("{count} returns posted.", count=count)


def _other_words(loaded: ReturnsLoaded) -> Iterator[str]:
    """What else became of the file, part by part."""
    waiting = len(loaded.unmatched)
    if loaded.already:
        yield text("{count} already recorded", count=loaded.already)
    if waiting:
        yield text("1 waits for a check") if waiting == 1 else text("{count} wait for a check", count=waiting)
    if loaded.notices == 1:
        yield text("1 notice of change, which moves no money")
    elif loaded.notices:
        yield text("{count} notices of change, which move no money", count=loaded.notices)
