"""Other lines (F10): opens the form between lines and total, and puts what it gives into the sale."""

from PySide6.QtCore import QObject, Signal

from app.identity.permissions import Permission, may
from ui.context import WindowContext
from ui.payments.counter_views import CounterViews
from ui.payments.other_line_form import OtherLineForm
from ui.payments.sale import Sale


class OtherLines(QObject):
    """What was typed into the form stays while it is closed. `left`: typing goes on with the tender."""

    left = Signal()
    commands_changed = Signal()

    def __init__(self, context: WindowContext, sale: Sale, views: CounterViews, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._sale, self._views = context, sale, views
        self.form: OtherLineForm | None = None

    def open(self) -> None:
        """F10: shows the form; again: goes to it."""
        self._views.show_sale()
        if self.form is None:
            may_misc = may(self._context.session, Permission.PAYMENT_MISC)
            self.form = OtherLineForm(self._sale.rules, may_misc=may_misc)
            self.form.added.connect(self._added)
            self.form.closed.connect(self._closed)
        self._views.sale_card.show_form(self.form)
        self.form.focus_first()
        self.commands_changed.emit()

    def close(self) -> bool:
        """Closes the form. False when it was not open."""
        if self.form is None or not self._views.sale_card.hide_form(self.form):
            return False
        self.commands_changed.emit()
        return True

    def _added(self, kind: str, cents: int, code: str, description: str) -> None:
        self._sale.add_other(kind, cents, code, description)
        if self.form is not None:
            self.form.clear()
        self._closed()

    def _closed(self) -> None:
        self.close()
        self.left.emit()
