"""A form between the lines of the sale and their total: Enter walks its entries and then adds a line, Esc closes it."""

from itertools import pairwise
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.context import WindowContext
from ui.payments.counter_views import CounterViews
from ui.payments.sale import Sale
from ui.payments.tender_entry import focus_line
from ui.theme import theme
from ui.widgets.line_edit import LineEdit

F = TypeVar("F", bound="LineForm")


class LineForm(QWidget):
    """`entries` is what Enter walks, in order. `wanted`: the line, after the last of them. `closed`: nothing is added;
    what was typed stays."""

    wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[QWidget, ...] = ()

    def focus_first(self) -> None:
        """To the first entry."""
        self.entries[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes from entry to entry."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.isAutoRepeat():
            super().keyPressEvent(event)
        else:
            self._walk_on()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page's ground, as a selected line, with a line below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("page"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme().color("line"))

    def _walk_on(self) -> None:
        following = next((after for at, after in pairwise(self.entries) if at.hasFocus()), None)
        if following is None:
            self.wanted.emit()
        elif isinstance(following, LineEdit):
            focus_line(following)
        else:
            following.setFocus(Qt.FocusReason.OtherFocusReason)


class FormLines(QObject, Generic[F]):
    """Shows a form and closes it; what was typed stays meanwhile. `left`: typing goes on with the tender."""

    left = Signal()
    commands_changed = Signal()

    def __init__(self, context: WindowContext, sale: Sale, views: CounterViews, parent: QObject) -> None:
        super().__init__(parent)
        self.context, self.sale, self.views = context, sale, views
        self.form: F | None = None

    def show_form(self, form: F) -> None:
        """Between lines and total; one that is there already gets the focus."""
        self.form = form
        self.views.show_sale()
        self.views.sale_card.show_form(form)
        form.focus_first()
        self.commands_changed.emit()

    def close(self) -> bool:
        """Closes the form. False when it was not open."""
        if self.form is None or not self.views.sale_card.hide_form(self.form):
            return False
        self.commands_changed.emit()
        return True

    def leave(self) -> None:
        """Closes the form, and the tender is next."""
        self.close()
        self.left.emit()
