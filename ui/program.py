"""The running window: signing in, pages, search, scans, status strip, idle lock, printing. Wires; decides nothing."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from app.changed import Changed
from app.identity.permissions import Session
from app.identity.sign_in import sign_in
from app.identity.types import Person
from app.reports.device_state import DeviceState, SignInState, device_state, sign_in_state
from app.reports.status import Status, status
from app.workplace import Services
from printing.spool import Attempt, Spool
from resources.texts import LANGUAGES, current_language, text, use_language
from ui.accounts.search_desk import SearchDesk
from ui.context import WindowContext
from ui.dates import time_words
from ui.error_messages import sentence
from ui.garbage import GarbageCollector
from ui.identity.person_tile import SignInPerson
from ui.identity.sign_in_help import SignInHelp, needs_of
from ui.identity.sign_in_page import SignInPage, SignInPlace
from ui.operations import Failure, Operations
from ui.pages import ACCOUNTS, COUNTER, DRAWER, SETTINGS, page_entries
from ui.shell.burst import ScannerSettings
from ui.shell.command import Command
from ui.shell.main_window import MainWindow
from ui.shell.scanner import Scanner
from ui.shell.status_strip import StripPart
from ui.status_parts import status_parts
from ui.theme import theme

STATUS_MS = 2000
LANGUAGE_NAMES = {"en": "English", "es": "Español"}
_A_KEY_OR_HAND = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel)
_STRIP_OPENS = {"drawer": DRAWER, "date": DRAWER, "printer": SETTINGS, "second_copy": SETTINGS, "network": SETTINGS}


class Program(QObject):
    """One workstation's window from sign-in to closing. `start()` shows it; `enter(session)` is a person at work."""

    entered = Signal(object)
    _attempted = Signal(object)

    def __init__(self, application: QApplication, services: Services, state: DeviceState) -> None:
        super().__init__()
        self.services, self.operations = services, Operations(services)
        self.scanner = Scanner(application, ScannerSettings(prefix=state.scan_prefix))
        self.spool = Spool(services, self._attempted.emit)
        self.context: WindowContext | None = None
        self.window = MainWindow([], self.scanner)
        self._sign_in: SignInPage | None = None
        self._sign_in_page: SignInPage | None = None
        self._asking_status = False
        self._page_key = ""
        self._attempted.connect(self._paper_moved, Qt.ConnectionType.QueuedConnection)
        self._garbage = GarbageCollector(self)
        self._strip_clock = QTimer(self, interval=STATUS_MS)
        self._strip_clock.timeout.connect(self.refresh_status)
        self._idle = QTimer(self, interval=state.idle_lock_seconds * 1000, singleShot=True)
        self._idle.timeout.connect(self.lock)
        application.installEventFilter(self)
        theme().apply(state.theme, state.zoom_percent)
        use_language(state.language)

    # -- from outside

    def start(self) -> None:
        """Shows the window with the sign-in page and begins to print."""
        self.window.show()
        self.lock()
        self._begin()

    def start_as(self, session: Session) -> None:
        """Shows the window with a person at work: the demo and the tour."""
        self.enter(session)
        self.window.show()
        self._begin()

    def close(self) -> None:
        """Ends printing and lets go of the data. The window is gone already."""
        self._strip_clock.stop()
        self._idle.stop()
        self._garbage.stop()
        self.spool.stop()
        self.services.close()

    # -- a person at work

    def enter(self, session: Session) -> None:
        """Opens the counter for a person; who was there before finds the window as it was left."""
        if self.context is not None and self.context.session.person_id == session.person_id:
            self.context.session = session
            self.window.open(COUNTER)
        else:
            self._new_window(session)
        self._idle.start()
        self.refresh_status()
        self.entered.emit(session)

    def lock(self) -> None:
        """Shows who may sign in; the pages stay as they are behind it."""
        self._idle.stop()
        self._sign_in = None
        self.operations.read(self, sign_in_state, self._show_sign_in, self._sign_in_failed)

    def refresh_status(self) -> None:
        """Asks the rows what the strip should say."""
        if not self._asking_status:
            self._asking_status = True
            self.operations.read(self, status, self._show_status, self._status_failed)

    # -- Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever touches anything is not idle."""
        if event.type() in _A_KEY_OR_HAND and self._idle.isActive():
            self._idle.start()
        return False

    # -- inside

    def _begin(self) -> None:
        self.spool.start()
        self.spool.warm_up()
        self._strip_clock.start()
        self.refresh_status()

    def _new_window(self, session: Session) -> None:
        old = self.window
        self.context = context = WindowContext(self.operations, session, self.services.clock.now_us)
        self.window = window = MainWindow(page_entries(context), self.scanner)
        desk = SearchDesk(window, self.operations)
        desk.account_chosen.connect(self._account_found)
        desk.receipt_chosen.connect(context.receipt_wanted)
        window.scanned.connect(partial(self._scanned, desk))
        window.strip.opened.connect(self._strip_opened)
        window.set_user(session.display_name, session.role_title, [Command(text("Lock"), "Ctrl+L", self.lock)])
        window.set_commands([Command(text("Lock"), "Ctrl+L", self.lock, "lock")])
        context.changed.connect(self._changed)
        context.setting_changed.connect(self._setting_changed)
        context.account_wanted.connect(self._show_account)
        context.payment_wanted.connect(partial(self._go, COUNTER))
        context.receipt_wanted.connect(partial(self._go, COUNTER))
        context.page_wanted.connect(window.open)
        context.search_wanted.connect(window.focus_search)
        window.page_opened.connect(self._page_opened)
        window.setGeometry(old.geometry())
        window.open(COUNTER)
        if old.isVisible():
            window.show()
        old.hide()
        old.deleteLater()

    def _account_found(self, account: str) -> None:
        """A hit joins the sale on the counter page and opens the account elsewhere; a scan always joins the sale."""
        if self.context is None:
            return
        on_counter = self._page_key == COUNTER
        wanted = self.context.payment_wanted if on_counter else self.context.account_wanted
        wanted.emit(account)

    def _scanned(self, desk: SearchDesk, scan: str) -> None:
        """A scan is somebody who wants to pay: the counter page takes it."""
        if self._sign_in is not None:
            self._sign_in.scan_badge(scan)
            return
        self.window.open(COUNTER)
        desk.look_up(scan)

    def _show_account(self, account: str) -> None:
        """A page that is only now made was not there to hear the wish: it is told once more."""
        heard = self.window.has_page(ACCOUNTS)
        self.window.open(ACCOUNTS)
        if not heard and self.context is not None:
            self.context.account_wanted.emit(account)

    def _go(self, page: str, _key: str) -> None:
        self.window.open(page)

    def _page_opened(self, page: str) -> None:
        self._page_key = page

    def _strip_opened(self, part: str) -> None:
        if part in _STRIP_OPENS:
            self.window.open(_STRIP_OPENS[part])

    def _changed(self, _changed: Changed) -> None:
        self.spool.wake()
        self.refresh_status()

    def _setting_changed(self, _key: str) -> None:
        self.operations.read(self, device_state, self._take_settings, self._status_failed)

    def _take_settings(self, state: DeviceState) -> None:
        """A setting holds at once; another language needs pages with other words."""
        self.scanner.use(ScannerSettings(prefix=state.scan_prefix))
        self._idle.setInterval(state.idle_lock_seconds * 1000)
        if state.language != current_language() and self.context is not None:
            use_language(state.language)
            self._new_window(self.context.session)
            self.window.open(SETTINGS)
            self.refresh_status()

    @Slot(object)
    def _paper_moved(self, attempt: Attempt) -> None:
        if self.context is not None:
            self.context.paper_moved.emit(attempt)
        self.refresh_status()

    def _show_status(self, found: Status) -> None:
        self._asking_status = False
        self.window.strip.set_parts(status_parts(found))
        self.window.strip.set_clock(time_words(found.now_us, self.services.device.time_zone))

    def _status_failed(self, failure: Failure) -> None:
        self._asking_status = False
        self.window.strip.set_parts([StripPart("failed", "warning", sentence(failure), "bad")])

    # -- signing in

    def _show_sign_in(self, state: SignInState) -> None:
        place = self.services.place
        where = SignInPlace(place.city, place.office_name, self.services.device.code)
        languages = [(language, LANGUAGE_NAMES[language]) for language in LANGUAGES]
        before = self._sign_in_page
        page = self._sign_in = self._sign_in_page = SignInPage(where, languages=languages, language=current_language())
        page.set_people([_tile(person, state) for person in state.people])
        page.set_notice(_still_open(state, self.services.device.time_zone))
        page.sign_in_asked.connect(self._sign_in_asked)
        page.language_chosen.connect(self._language_chosen)
        sign_in_help = SignInHelp(page, self.operations)
        sign_in_help.let_in.connect(self._let_in)
        sign_in_help.people_changed.connect(self.lock)
        self.window.show_alone(page)
        if before is not None and isValid(before):
            self.window.stack.take_page(before)

    def _sign_in_failed(self, failure: Failure) -> None:
        self.window.results.show_message("warning", sentence(failure))

    def _sign_in_asked(self, person: str, pin: str) -> None:
        self.operations.read(self, lambda services: sign_in(services, person, pin), self._let_in, self._refuse)

    def _let_in(self, session: Session) -> None:
        self._sign_in = None
        self.enter(session)

    def _refuse(self, failure: Failure) -> None:
        if self._sign_in is not None:
            self._sign_in.refuse(sentence(failure))

    def _language_chosen(self, language: str) -> None:
        use_language(language)
        self.context = None
        self.lock()


def _tile(person: Person, state: SignInState) -> SignInPerson:
    shift = state.shift
    place = text("drawer {drawer}", drawer=shift.drawer) if shift and shift.person == person.person_id else ""
    no_pin = "" if person.pin_set else text("Choose a PIN first")
    why_not = text("Locked") if person.locked else no_pin
    return SignInPerson(
        person.person_id, person.display_name, person.role_title, place, why_not, needs=needs_of(person)
    )


def _still_open(state: SignInState, time_zone: str) -> str:
    if state.shift is None:
        return ""
    return text(
        "Drawer {drawer} is still open from {time} by {person}. Sign in to go on.",
        drawer=state.shift.drawer,
        time=time_words(state.shift.opened_at_us, time_zone),
        person=state.shift_person,
    )
