"""Erasing the words of the fact that is open on the tape: asked once, done at the second press, said afterwards."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.changed import Changed
from app.identity.permissions import Permission, may
from app.reports import erase_words
from app.reports.erase_words import EraseWords
from resources.texts import text
from ui.context import WindowContext
from ui.error_messages import sentence
from ui.operations import Failure
from ui.shell.command import Command
from ui.widgets.alert import Alert
from ui.widgets.tag import Tone


class EraseDesk:
    """`fact`: the id of the open fact, "" for none; `done` with it once its words are gone."""

    def __init__(
        self,
        owner: QWidget,
        context: WindowContext,
        outcome: Alert,
        fact: Callable[[], str],
        done: Callable[[str], None],
    ) -> None:
        self._owner, self._context, self._outcome = owner, context, outcome
        self._fact, self._done = fact, done
        self._asked, self._intent = "", ""

    def command(self) -> Command:
        """The key that asks, and then does it."""
        return Command(text("Erase its words"), "Ctrl+Delete", self.press, "close", self._why_not)

    def press(self) -> None:
        """The first press asks, the second on the same fact erases."""
        fact_id = self._fact()
        if fact_id and fact_id != self._asked:
            self._asked, self._intent = fact_id, self._context.operations.services.ids.new_id()
            self._say(
                text("Erase what was typed with this fact, at every counter and at the center?"),
                text("Nobody can bring it back. Press Ctrl+Delete again to erase it."),
                "warn",
            )
        elif fact_id:
            session, command = self._context.session, EraseWords(self._intent, fact_id)
            self._context.operations.write(
                self._owner,
                lambda services: erase_words.record(services, session, command),
                lambda changed: self._erased(fact_id, changed),
                self._refused,
            )

    def forget(self) -> None:
        """Another fact is looked at: what was asked is not asked any more."""
        if self._asked and self._asked != self._fact():
            self._asked = ""
            self._outcome.hide()

    def _erased(self, fact_id: str, changed: Changed) -> None:
        self._asked = ""
        self._say(text("Erased."), text("The fact stays, and who erased its words stands on the tape."), "good")
        self._context.announce(changed)
        self._done(fact_id)

    def _refused(self, failure: Failure) -> None:
        self._asked = ""
        self._say(text("Not done."), sentence(failure), "bad")

    def _say(self, title: str, words: str, tone: Tone) -> None:
        self._outcome.set_words(title, words, tone=tone)
        self._outcome.show()

    def _why_not(self) -> str:
        if not may(self._context.session, Permission.ACCOUNT_ERASE):
            return text("Not in your role")
        return "" if self._fact() else text("Open a fact with words of a note or contact details")
