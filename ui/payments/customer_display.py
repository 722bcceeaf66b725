"""The customer's screen: a second top-level window that shows one `CustomerView` and never takes the focus.

It knows neither the sale nor the data: whatever it can show came in as words. Where it stands and whether it is shown
at all is `customer_screen`'s matter.
"""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLayout, QStackedWidget, QVBoxLayout, QWidget

from app.training_mode import in_training
from resources.texts import text
from ui.payments.customer_faces import Face, SaleFace, ThanksFace, WelcomeFace
from ui.payments.customer_words import CustomerView, idle_view
from ui.shell.product_mark import PRODUCT
from ui.shell.training_bar import TrainingBar
from ui.theme import Themed, theme
from ui.widgets.next_turn import paint_apart

DESIGN_WIDTH, DESIGN_HEIGHT = 1366, 768
_TALL_HEIGHT = 1150
"""Where lines and sums stand below each other, they need this height at scale 1."""


class CustomerDisplay(QWidget, Themed):
    """`show_view` is all there is to say to it. Closing the program's own window ends the program, not this one.

    `took_keys`: the desktop made it the active window all the same, as some do; the keys belong elsewhere.
    """

    took_keys = Signal()

    def __init__(self, city: str, office: str) -> None:
        flags = Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowDoesNotAcceptFocus
        super().__init__(None, flags)
        paint_apart(self)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWindowTitle(f"{text('Customer display')} – {PRODUCT}")
        self.view = idle_view("en")
        self.sale = SaleFace()
        self._faces: dict[str, WelcomeFace | SaleFace | ThanksFace] = {
            "idle": WelcomeFace(city, office),
            "sale": self.sale,
            "paid": ThanksFace(),
        }
        self._stack = QStackedWidget()
        content = QVBoxLayout(self)
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(0)
        content.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # the screen is as large as it is
        if in_training():
            content.addWidget(TrainingBar())
        content.addWidget(self._stack, 1)
        for face in self._faces.values():
            self._stack.addWidget(face)
        self.show_view(self.view)

    def show_view(self, view: CustomerView) -> None:
        """Shows another state; the faces behind are emptied, so that nothing of a customer stays there."""
        self.view = view
        for stage, face in self._faces.items():
            face.show_view(view if stage == view.stage else CustomerView(stage, view.language))
        self._stack.setCurrentWidget(self._faces[view.stage])

    # -- Qt

    def apply_theme(self) -> None:
        """The cashier's zoom is not the customer's: the words keep their size."""
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another screen."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Gives the keys back."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.took_keys.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of the page."""
        QPainter(self).fillRect(self.rect(), QColor(theme().color("page")))

    def _fit(self) -> None:
        tall = self.height() > self.width()
        width, height = (DESIGN_HEIGHT, _TALL_HEIGHT) if tall else (DESIGN_WIDTH, DESIGN_HEIGHT)
        scale = min(self.width() / width, self.height() / height)
        self.sale.turn(tall=tall)
        for face in self.findChildren(Face):
            face.fit(scale)
