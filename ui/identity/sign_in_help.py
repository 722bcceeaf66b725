"""What the sign-in page offers to a person who cannot just type a PIN: the first PIN, and being unlocked.

    help = SignInHelp(page, operations)
    help.let_in.connect(enter)            # Session: the PIN was chosen, the person is in
    help.people_changed.connect(reload)   # somebody is unlocked: the page's people are others now

`SignInPerson.needs` says who needs what; `needs_of(person)` gives it for a person of the journal.
"""

from functools import cached_property
from typing import Literal

from PySide6.QtCore import QObject, Signal

from app.identity.permissions import Session
from app.identity.queries import today
from app.identity.recovery_unlock import unlock_challenge, unlock_with_response
from app.identity.rules import secret_rules
from app.identity.sign_in import set_pin, sign_in
from app.identity.types import Person
from app.identity.unlock_at_counter import unlock_at_counter, who_can_unlock
from app.workplace import Services
from resources.texts import text
from ui.error_messages import sentence
from ui.identity.first_pin_panel import FirstPinPanel
from ui.identity.locked_panel import LockedPanel
from ui.identity.person_tile import SignInPerson
from ui.identity.sign_in_page import SignInPage
from ui.operations import Failure, Operations


def needs_of(person: Person) -> Literal["", "first_pin", "unlock"]:
    """What a person needs before a PIN lets them in."""
    return "unlock" if person.locked else "" if person.pin_set else "first_pin"


class SignInHelp(QObject):
    """Lives as long as its page."""

    let_in = Signal(object)
    people_changed = Signal()

    def __init__(self, page: SignInPage, operations: Operations) -> None:
        super().__init__(page)
        self._page, self._operations = page, operations
        page.help_wanted.connect(self.open_for)

    @cached_property
    def first_pin(self) -> FirstPinPanel:
        """Made with the first person who needs it: most days nobody does."""
        services = self._operations.services
        panel = FirstPinPanel(secret_rules(services.policies, today(services)))
        panel.pin_chosen.connect(self._pin_chosen)
        self._page.add_side(panel)
        return panel

    @cached_property
    def locked(self) -> LockedPanel:
        """Made with the first person who needs it."""
        panel = LockedPanel()
        panel.unlock_asked.connect(self._unlock_asked)
        panel.challenge_asked.connect(self._challenge_asked)
        panel.response_given.connect(self._response_given)
        self._page.add_side(panel)
        return panel

    def open_for(self, person: SignInPerson) -> None:
        """Shows what this person needs."""
        panel = self.first_pin if person.needs == "first_pin" else self.locked
        self._page.show_side(panel)
        panel.open_for(person)
        if panel is self.locked:
            key = person.key
            self._operations.read_anew(
                self, lambda services: who_can_unlock(services, key), self.locked.set_supervisors, self._locked_failed
            )

    def _pin_chosen(self, person: str, password: str, pin: str) -> None:
        def choose(services: Services) -> Session:
            set_pin(services, person, password, pin)
            return sign_in(services, person, pin)

        self._operations.read(self, choose, self._let_in, self.first_pin.refuse)

    def _let_in(self, session: Session) -> None:
        self.first_pin.clear()
        self.let_in.emit(session)

    def _unlock_asked(self, person: str, supervisor: str, pin: str) -> None:
        self._operations.read(
            self,
            lambda services: unlock_at_counter(services, supervisor, pin, person),
            lambda _: self._unlocked(),
            self._locked_failed,
        )

    def _challenge_asked(self, person: str) -> None:
        self._operations.read(
            self, lambda services: unlock_challenge(services, person), self.locked.show_challenge, self._locked_failed
        )

    def _response_given(self, challenge: str, response: str) -> None:
        self._operations.read(
            self,
            lambda services: unlock_with_response(services, challenge, response),
            lambda _: self._unlocked(),
            self._locked_failed,
        )

    def _unlocked(self) -> None:
        self.locked.clear()
        self.locked.say(text("Unlocked. They can try again now."), good=True)
        self.people_changed.emit()

    def _locked_failed(self, failure: Failure) -> None:
        self.locked.refuse(sentence(failure))
