"""The sign-in page at work: asks who may sign in, lets a person in, helps who needs more than a PIN.

    desk = SignInDesk(operations, parent)
    desk.let_in.connect(enter)               # Session
    desk.open(window, person_id)             # at once, with nobody on it: a window that is locked shows nothing else
    desk.close()                             # when another page is shown

The page stands before the people are read: a slow disk must not keep a window open that should be locked.
"""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from app.identity.refusals import IdentityRefusal
from app.identity.sign_in import sign_in
from app.identity.types import Person
from app.reports.device_state import SignInState, sign_in_state
from resources.texts import LANGUAGES, current_language, text
from ui.dates import time_words
from ui.error_messages import sentence
from ui.identity.person_tile import SignInPerson
from ui.identity.sign_in_help import SignInHelp, needs_of
from ui.identity.sign_in_page import SignInPage, SignInPlace
from ui.operations import Failure, Operations
from ui.shell.main_window import MainWindow

LANGUAGE_NAMES = {"en": "English", "es": "Español"}
AGAIN_MS = 2000


class SignInDesk(QObject):
    """One a program. Emits `let_in(Session)`, `language_chosen(language)` and `answered`."""

    let_in = Signal(object)
    language_chosen = Signal(str)
    answered = Signal()
    """Who may sign in is shown, or why that cannot be read: somebody can begin."""

    def __init__(self, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._operations, self._services = operations, operations.services
        self._window: MainWindow | None = None
        self._page: SignInPage | None = None
        self._person = ""
        self._again = QTimer(self, interval=AGAIN_MS, singleShot=True)
        self._again.timeout.connect(self._load)

    @property
    def is_open(self) -> bool:
        """Is the window locked?"""
        return self._page is not None

    @property
    def page(self) -> SignInPage | None:
        """The page while it is shown."""
        return self._page

    def open(self, window: MainWindow, person: str = "") -> None:
        """Locks a window; `person` is asked for the PIN first, else whose drawer is open."""
        before, place = self._page, self._services.place
        where = SignInPlace(place.city, place.office_name, self._services.device.code)
        languages = [(language, LANGUAGE_NAMES[language]) for language in LANGUAGES]
        page = SignInPage(where, languages=languages, language=current_language())
        self._window, self._page, self._person = window, page, person
        page.sign_in_asked.connect(self._asked)
        page.language_chosen.connect(self._language_chosen)
        help = SignInHelp(page, self._operations)
        help.let_in.connect(self.let_in)
        help.people_changed.connect(lambda: self._load_for(help.locked.person_key))
        window.show_alone(page)
        if before is not None:
            window.stack.take_page(before)
        self._load()

    def close(self) -> None:
        """The window shows another page already."""
        if self._window is not None and self._page is not None:
            self._window.stack.take_page(self._page)
        self._window = self._page = None
        self._again.stop()

    def scan(self, badge: str) -> None:
        """A scan while the window is locked is a badge."""
        if self._page is not None:
            self._page.scan_badge(badge)

    # -- inside

    def _load_for(self, person: str) -> None:
        self._person = person
        self._load()

    def _load(self) -> None:
        if self._page is not None:
            self._operations.read_anew(self._page, sign_in_state, self._show, self._failed)

    def _show(self, state: SignInState) -> None:
        page = self._page
        if page is None:
            return
        page.set_people([_tile(person, state) for person in state.people])
        page.set_notice(_still_open(state, self._services.device.time_zone))
        if self._person in {person.person_id for person in state.people}:
            page.choose(self._person)
        elif state.shift is not None and _needs_only_a_pin(state, state.shift.person):
            page.choose(state.shift.person)
        self.answered.emit()

    def _failed(self, failure: Failure) -> None:
        """Nobody can sign in yet: says why and asks again by itself."""
        if self._page is not None:
            self._page.refuse(sentence(failure))
            self._again.start()
            self.answered.emit()

    def _asked(self, person: str, pin: str) -> None:
        if self._page is not None:
            self._operations.read(
                self._page,
                lambda services: sign_in(services, person, pin),
                self.let_in.emit,
                partial(self._refuse, person),
            )

    def _refuse(self, person: str, failure: Failure) -> None:
        if self._page is None:
            return
        self._page.refuse(sentence(failure))
        if failure.code is IdentityRefusal.LOCKED:
            self._load_for(person)

    def _language_chosen(self, language: str) -> None:
        if self._page is not None and language != current_language():
            self.language_chosen.emit(language)


def _needs_only_a_pin(state: SignInState, person: str) -> bool:
    return any(one.person_id == person and not needs_of(one) for one in state.people)


def _tile(person: Person, state: SignInState) -> SignInPerson:
    shift, needs = state.shift, needs_of(person)
    place = text("drawer {drawer}", drawer=shift.drawer) if shift and shift.person == person.person_id else ""
    why_not = {"unlock": text("Locked"), "first_pin": text("Choose a PIN first"), "": ""}[needs]
    return SignInPerson(person.person_id, person.display_name, person.role_title, place, why_not, needs=needs)


def _still_open(state: SignInState, time_zone: str) -> str:
    if state.shift is None:
        return ""
    return text(
        "Drawer {drawer} is still open from {time} by {person}. Sign in to go on.",
        drawer=state.shift.drawer,
        time=time_words(state.shift.opened_at_us, time_zone),
        person=state.shift_person,
    )
