"""Card attempts and the lanes: each is stored before the terminal is used, and answered afterwards.

Confusable words: an *attempt* is one use of the terminal; it is *settled* when somebody said how it ended. One that
nobody can say stays as an exception until the card batch tells.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.payments import card_attempt
from app.payments.card_attempt import Attempt, AttemptState
from ui.context import WindowContext
from ui.operations import Failure


class CardDesk(QObject):
    """`begun`: the attempt is stored, the terminal may be used now; or it was used, and the batch has it."""

    begun = Signal(object)
    failed = Signal(object)

    def __init__(self, context: WindowContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._beginning = False
        self._settling: set[str] = set()

    def begin(self, intent: str, amount_cents: int) -> None:
        """Stores the attempt, once however often it is asked."""
        if self._beginning:
            return
        self._beginning = True
        session = self._context.session
        self._context.operations.write(
            self,
            lambda services: card_attempt.begin(services, session, intent, amount_cents),
            self._begun,
            self._not_begun,
        )

    def take_up(self, attempt: str, intent: str) -> None:
        """A card of unknown outcome that the batch has becomes a tender of this sale; `begun` tells."""
        if attempt in self._settling:
            return
        self._settling.add(attempt)

        def taken_up(found: Attempt) -> None:
            self._settling.discard(attempt)
            self.begun.emit(found)

        session = self._context.session
        self._context.operations.write(
            self,
            lambda services: card_attempt.take_up(services, session, attempt, intent),
            taken_up,
            lambda failure: self._not_settled(attempt, failure),
        )

    def settle(self, attempt: str, state: AttemptState, then: Callable[[], None] = lambda: None) -> None:
        """Stores how an attempt ended, then goes on; once, however often Enter is pressed meanwhile."""
        if attempt in self._settling:
            return
        self._settling.add(attempt)

        def settled(_nothing: None) -> None:
            self._settling.discard(attempt)
            then()

        session = self._context.session
        self._context.operations.write(
            self,
            lambda services: card_attempt.settle(services, session, attempt, state),
            settled,
            lambda failure: self._not_settled(attempt, failure),
        )

    def _not_settled(self, attempt: str, failure: Failure) -> None:
        self._settling.discard(attempt)
        self.failed.emit(failure)

    def _begun(self, attempt: Attempt) -> None:
        self._beginning = False
        self.begun.emit(attempt)

    def _not_begun(self, failure: Failure) -> None:
        self._beginning = False
        self.failed.emit(failure)
