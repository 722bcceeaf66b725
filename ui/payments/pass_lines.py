"""Transit passes in the sale (F9): opens the form between lines and total, and puts what it gives into the sale."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.identity.permissions import Permission, may
from app.transit.passes import SOLD_AS
from resources.texts import text
from ui.context import WindowContext
from ui.payments.counter_views import CounterViews
from ui.payments.sale import Sale

if TYPE_CHECKING:
    from ui.payments.pass_form import PassForm


class PassLines(QObject):
    """What was chosen in the form stays while it is closed. `left`: typing goes on with the tender."""

    left = Signal()
    commands_changed = Signal()

    def __init__(self, context: WindowContext, sale: Sale, views: CounterViews, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._sale, self._views = context, sale, views
        self.form: PassForm | None = None

    def why_not(self) -> str:
        """Why this person sells no passes; "" where they do."""
        allowed = may(self._context.session, Permission.TRANSIT_SELL)
        return "" if allowed else text("Your role does not allow it")

    def open(self) -> None:
        """F9: shows the form; again: goes to it."""
        if self.why_not():
            return
        self._views.show_sale()
        form = self._form()
        self._views.sale_card.show_form(form)
        form.focus_first()
        self.commands_changed.emit()

    def close(self) -> bool:
        """Closes the form. False when it was not open."""
        if self.form is None or not self._views.sale_card.hide_form(self.form):
            return False
        self.commands_changed.emit()
        return True

    def put(self, choice: str, cents: int, title: str) -> None:
        """A pass, or a new paper for a lost one, that was chosen elsewhere."""
        self._sale.add_other(SOLD_AS, cents, choice, title)

    def _form(self) -> "PassForm":
        """The form of this business date: of another one it would offer other days, and perhaps other prices."""
        from ui.payments.pass_form import PassForm

        if self.form is not None and self.form.on == self._sale.rules.business_date:
            return self.form
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
        self.form = PassForm(self._sale.rules)
        self.form.added.connect(self._added)
        self.form.closed.connect(self._closed)
        return self.form

    def _added(self, choice: str, cents: int, title: str) -> None:
        self.put(choice, cents, title)
        if self.form is not None:
            self.form.clear()
        self._closed()

    def _closed(self) -> None:
        self.close()
        self.left.emit()
