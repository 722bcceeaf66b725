"""The running window: signing in, one window after another, status strip, idle lock, printing. Wires; decides nothing.

What brings which page of a window stands in `ui.ways`.
"""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from app.changed import Changed
from app.identity.permissions import Session
from app.reports.device_state import DeviceState, device_state
from app.workplace import Services
from printing.spool import Attempt, Spool
from resources.texts import current_language, text, use_language
from ui.context import WindowContext
from ui.housekeeping import Housekeeping
from ui.identity.sign_in_desk import SignInDesk
from ui.kept_settings import KeptSettings
from ui.operations import Operations
from ui.others_watch import OthersWatch
from ui.pages import COUNTER, SETTINGS, open_from_strip, page_entries
from ui.payments.customer_screen import CustomerScreen
from ui.shell.burst import ScannerSettings
from ui.shell.command import Command
from ui.shell.idle_builder import IdleBuilder, take_all
from ui.shell.laying_out import laying_out
from ui.shell.main_window import MainWindow
from ui.shell.scanner import Scanner
from ui.status_watch import StatusWatch
from ui.theme import theme
from ui.training.training_desk import training_commands
from ui.ways import Ways

BEGIN_AFTER_MS = 150
"""Printing, the status strip and the code of the pages wait this long for the sign-in page, which is painted first."""


class Program(QObject):
    """One workstation's window from sign-in to closing. `start()` shows it; `enter(session)` is a person at work."""

    entered = Signal(object)
    start_over_wanted = Signal()
    """Training begins again on another city: this program ends, whoever runs it makes that city and another program."""
    window_changed = Signal(object)
    """Another window took the place of the one before: another person, another language."""
    _attempted = Signal(object)

    def __init__(self, application: QApplication, services: Services, state: DeviceState) -> None:
        super().__init__()
        self.services, self.operations = services, Operations(services, self._wake_spool)
        self.scanner = Scanner(application, ScannerSettings(prefix=state.scan_prefix))
        self.spool = Spool(services, self._attempted.emit)
        self.context: WindowContext | None = None
        self.sign_in = SignInDesk(self.operations, self)
        self.sign_in.let_in.connect(self._let_in)
        self.sign_in.language_chosen.connect(self._language_chosen)
        self.ways: Ways | None = None
        self._zone = services.device.time_zone
        self._attempted.connect(self._paper_moved, Qt.ConnectionType.QueuedConnection)
        self._behind = Housekeeping(services, self._is_at_work, self)
        self.status = StatusWatch(self.operations, lambda: self.window, self._session, self)
        self.status.exceptions.counted.connect(self._exceptions_counted)
        self.kept = KeptSettings(self.operations, state.zoom_percent, self._session, self.status.show_failure, self)
        self._others = OthersWatch(self.operations, lambda: self.context, self.status.show_failure, self)
        self._idle = QTimer(self, interval=state.idle_lock_seconds * 1000, singleShot=True)
        self._idle.timeout.connect(self.lock)
        self._begin_soon = QTimer(self, interval=BEGIN_AFTER_MS, singleShot=True)
        self._begin_soon.timeout.connect(self._begin)
        self._builder = IdleBuilder(self)
        self.scanner.touched.connect(self._touched)
        theme().apply(state.theme, state.zoom_percent)
        use_language(state.language)
        self.window = MainWindow([], self.scanner)
        self.window.scanned.connect(self.sign_in.scan)
        self.customer = CustomerScreen(services.place, lambda: self.window, self)
        self._customer_display = state.customer_display

    # -- from outside

    def start(self) -> None:
        """Shows the window with the sign-in page; begins to print when somebody can type a PIN."""
        self.window.show()
        self.sign_in.answered.connect(self._begin_soon.start, Qt.ConnectionType.SingleShotConnection)
        self.lock()

    def start_as(self, session: Session) -> None:
        """Shows the window with a person at work: the demo, and after the first run."""
        self.enter(session)
        self.window.show()
        self._begin()

    def close(self) -> None:
        """Ends printing and lets go of the data. The window is gone already."""
        for timer in (self._begin_soon, self._idle):
            timer.stop()
        self._others.stop()
        self.sign_in.blockSignals(True)  # people who are read only now begin nothing any more
        self.status.stop()
        self.kept.stop()
        self.scanner.deleteLater()
        self.customer.close()
        self._behind.stop()
        self.spool.stop()
        self._builder.forget()
        self.blockSignals(True)  # what a printer still tells comes to nobody
        self.services.close()

    # -- a person at work

    def enter(self, session: Session) -> None:
        """Lets a person work; who was there before finds the window as it was left, anybody else a fresh one."""
        take_all(self._entering(session))

    def lock(self) -> None:
        """Shows who may sign in, at once; the pages stay as they are behind it."""
        self._idle.stop()
        if self.ways is not None:
            self.ways.search.give_up()
        person = self.context.session.person_id if self.context is not None else ""
        if self._builder.busy:  # pages on their way come anew for whoever signs in
            self._builder.forget()
            self.context = None
        self.customer.lock()
        self.sign_in.open(self.window, person)

    # -- inside

    def _session(self) -> Session | None:
        return self.context.session if self.context is not None else None

    def _is_at_work(self, window: MainWindow) -> bool:
        return window is self.window and not self.sign_in.is_open

    def _touched(self) -> None:
        """Whoever touches anything is not idle."""
        if self._idle.isActive():
            self._idle.start()

    def _begin(self) -> None:
        self.spool.start()
        self._behind.read_code(self.spool.warm_up)
        self.customer.use(self._customer_display)
        self.status.begin()
        self._others.begin()

    def _entering(self, session: Session) -> Iterator[None]:
        """Steps until a person is at work; the sign-in page stands until the last."""
        fits = self._zone == self.services.device.time_zone
        if fits and self.context is not None and self.ways is not None and _is_same(self.context.session, session):
            self.context.session = session
            self.window.open(self.ways.page_key)
            self.customer.unlock()
        else:
            yield from self._new_window(session)
        self.sign_in.close()
        self._idle.start()
        self.status.refresh_soon()
        self.status.exceptions.ask_now()
        self.entered.emit(session)

    def _new_window(self, session: Session, page: str = COUNTER) -> Iterator[None]:
        """Steps until another window stands in the place of the one before; the last one exchanges them."""
        self._zone = self.services.device.time_zone
        context = WindowContext(self.operations, session, self.services.clock.now_us)
        context.exceptions_waiting = self.status.exceptions.waiting
        window = MainWindow(page_entries(context), self.scanner)
        window.setGeometry(self.window.geometry())
        yield
        yield from window.laying_out()
        for key in dict.fromkeys((page, COUNTER)):
            yield from window.building(key)
        ways = self._connect(context, window)
        yield
        window.open(page if self.ways is None or self.sign_in.is_open else self.ways.page_key)
        yield
        yield from laying_out(window)
        self._exchange(context, window, ways)

    def _connect(self, context: WindowContext, window: MainWindow) -> Ways:
        """What the window needs to work; it is not seen yet."""
        session = context.session
        own = [
            Command(text("Lock"), "Ctrl+L", self.lock, "lock"),
            Command(text("Sync with the center"), "", partial(window.strip.opened.emit, "sync"), "sync"),
            *training_commands(window, context),
        ]
        window.set_user(session.display_name, session.role_title, own)
        window.set_commands(own)
        context.changed.connect(self._changed)
        context.setting_changed.connect(self._setting_changed)
        context.start_over_wanted.connect(self.start_over_wanted)
        return Ways(window, context, lambda: self.sign_in.is_open, self.sign_in.scan)

    def _exchange(self, context: WindowContext, window: MainWindow, ways: Ways) -> None:
        old = self.window
        self.context, self.window, self.ways = context, window, ways
        self.customer.follow(context)
        window.setWindowState(old.windowState())
        if old.isVisible():
            window.show()
            window.activateWindow()
        self._behind.exchanged(old, window)
        self.window_changed.emit(window)

    def _wake_spool(self) -> None:
        """On the writer lane, after a commit: the first byte leaves while the window still shows what happened."""
        self.spool.wake()

    def _changed(self, changed: Changed) -> None:
        self.spool.wake()
        self.status.take_change(changed)
        self.customer.rename(self.services.place)
        if self._zone != self.services.device.time_zone and self.context is not None and not self.sign_in.is_open:
            self._builder.forget()
            self._builder.add(self._in_another_zone(self.context.session, "OfficeChanged" in changed.kinds))

    def _in_another_zone(self, session: Session, of_settings: bool) -> Iterator[None]:
        """Pages show times as the zone was when they were made: they come anew, once in the life of an office."""
        yield from self._new_window(session)
        if of_settings:
            open_from_strip(self.window, "office")

    def _exceptions_counted(self, waiting: int) -> None:
        if self.context is not None:
            self.context.tell_exceptions(waiting)

    @Slot(object)
    def _paper_moved(self, attempt: Attempt) -> None:
        if self.context is not None:
            self.context.paper_moved.emit(attempt)
        self.status.refresh_soon()

    # -- how this device is set

    def _setting_changed(self, _key: str) -> None:
        self.operations.read_anew(self, device_state, self._take_settings, self.status.show_failure)

    def _take_settings(self, state: DeviceState) -> None:
        """A setting holds at once; another language needs pages with other words."""
        self.scanner.use(ScannerSettings(prefix=state.scan_prefix))
        self._idle.setInterval(state.idle_lock_seconds * 1000)
        self.customer.use(state.customer_display)
        if state.language != current_language() and self.context is not None and not self.sign_in.is_open:
            use_language(state.language)
            self._builder.forget()
            self._builder.add(self._speaking_anew(self.context.session))

    def _speaking_anew(self, session: Session) -> Iterator[None]:
        yield from self._new_window(session, SETTINGS)
        self.status.refresh_soon()

    # -- signing in

    def _let_in(self, session: Session) -> None:
        self.kept.keep_language(session)
        self._builder.forget()
        self._builder.add(self._entering(session))

    def _language_chosen(self, language: str) -> None:
        """The pages behind have other words: whoever signs in gets new ones. What was entered is kept as a draft."""
        self._builder.forget()
        use_language(language)
        self.kept.remember_language(language)
        person = self.context.session.person_id if self.context is not None else ""
        self.context = None
        self.sign_in.open(self.window, person)


def _is_same(before: Session, now: Session) -> bool:
    """The same person with the same rights: pages show what the rights were when they were made."""
    return (before.person_id, before.permissions) == (now.person_id, now.permissions)
