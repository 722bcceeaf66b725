"""Where the customer's screen stands: on the second screen when there is one, in a window, or nowhere.

A screen may be pulled out at any moment: the window goes with it and comes back with the next one. A locked window, or
another person at work, shows the welcome: whoever was served is gone.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from app.config import CUSTOMER_DISPLAY
from app.workplace import Place
from resources.texts import current_language
from ui.context import WindowContext
from ui.payments.customer_display import CustomerDisplay
from ui.payments.customer_words import CustomerView, idle_view

WINDOW = QSize(960, 540)
OFF, SECOND_SCREEN, IN_WINDOW = CUSTOMER_DISPLAY.choices


class CustomerScreen(QObject):
    """One a program. `use` what the setting says; `follow` the person at work; `lock` and `unlock` with the window."""

    def __init__(
        self,
        place: Place,
        cashier_window: Callable[[], QWidget],
        parent: QObject,
        screens: Callable[[], Sequence[QScreen]] = QGuiApplication.screens,
    ) -> None:
        super().__init__(parent)
        self._place, self._cashier_window, self._screens = place, cashier_window, screens
        self._mode, self._locked = OFF, False
        self._view = idle_view(current_language())
        self.display: CustomerDisplay | None = None
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenAdded.connect(self._screens_changed, Qt.ConnectionType.QueuedConnection)
            application.screenRemoved.connect(self._screens_changed, Qt.ConnectionType.QueuedConnection)

    def use(self, mode: str) -> None:
        """What the setting says now: "off", "second_screen" or "window"."""
        if mode != self._mode:
            self._mode = mode
            self.place()

    def follow(self, context: WindowContext) -> None:
        """Somebody is at work in a new window; nothing of the one before stays."""
        self._view = idle_view(current_language())
        context.customer_view.connect(self._show)
        self.unlock()

    def rename(self, place: Place) -> None:
        """The office is called otherwise now: a window with the old names gives way to a new one."""
        if place == self._place:
            return
        self._place = place
        if self.display is not None:
            self.display.close()
            self.display.deleteLater()
            self.display = None
            self.place()

    def lock(self) -> None:
        """The cashier's window is locked: thanks are over, a sale comes back with its cashier."""
        self._locked = True
        if self._view.stage == "paid":
            self._view = idle_view(self._view.language)
        self._tell()

    def unlock(self) -> None:
        """The same person works on: the sale is the one before."""
        self._locked = False
        self._tell()

    def place(self) -> None:
        """Shows the window where it belongs now, or hides it."""
        screen = self.second_screen() if self._mode == SECOND_SCREEN else None
        if screen is None and self._mode != IN_WINDOW:
            if self.display is not None:
                self.display.hide()
            return
        display = self._made()
        if screen is not None:
            _fill(display, screen)
        else:
            _stand(display, self._cashier_window())

    def second_screen(self) -> QScreen | None:
        """The first screen that the cashier's window is not on."""
        own = self._cashier_window().screen()
        return next((screen for screen in self._screens() if screen is not own), None)

    def close(self) -> None:
        """The program ends."""
        self._mode = OFF
        if self.display is not None:
            self.display.close()
            self.display.deleteLater()
            self.display = None

    # -- inside

    def _made(self) -> CustomerDisplay:
        if self.display is None:
            self.display = CustomerDisplay(self._place.city, self._place.office_name)
            self.display.took_keys.connect(self._give_keys_back, Qt.ConnectionType.QueuedConnection)
            self._tell()
        return self.display

    @Slot()
    def _give_keys_back(self) -> None:
        self._cashier_window().activateWindow()

    @Slot(object)
    def _show(self, view: CustomerView) -> None:
        self._view = view
        self._tell()

    def _tell(self) -> None:
        view = idle_view(self._view.language) if self._locked else self._view
        if self.display is not None and view != self.display.view:
            self.display.show_view(view)

    def _screens_changed(self, _screen: QScreen) -> None:
        self.place()


def _fill(display: CustomerDisplay, screen: QScreen) -> None:
    """The whole of a screen, without taking the keys."""
    display.setWindowFlag(Qt.WindowType.FramelessWindowHint, True)
    display.setScreen(screen)
    display.setGeometry(screen.geometry())
    display.setWindowState(Qt.WindowState.WindowFullScreen)  # showFullScreen would take the keys
    display.show()


def _stand(display: CustomerDisplay, beside: QWidget) -> None:
    """A window that may be moved, at the lower right of the cashier's screen."""
    room = beside.screen().availableGeometry()
    size = WINDOW.boundedTo(room.size())
    display.setWindowFlag(Qt.WindowType.FramelessWindowHint, False)
    display.setWindowState(Qt.WindowState.WindowNoState)
    display.setGeometry(room.right() - size.width() + 1, room.bottom() - size.height() + 1, *size.toTuple())
    display.show()
