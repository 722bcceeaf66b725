"""Transit passes in the sale (F9): opens the form between lines and total, and puts what it gives into the sale."""

from functools import partial
from typing import TYPE_CHECKING

from app.identity.permissions import Permission, may
from app.transit.passes import SOLD_AS
from resources.texts import text
from ui.payments.line_form import FormLines

if TYPE_CHECKING:
    from ui.payments.pass_form import PassForm


class PassLines(FormLines["PassForm"]):
    """Only for who may sell them. What a pass is made of is read when the first is sold."""

    def why_not(self) -> str:
        """Why this person sells no passes; "" where they do."""
        allowed = may(self.context.session, Permission.TRANSIT_SELL)
        return "" if allowed else text("Your role does not allow it")

    def open(self) -> None:
        """F9: shows the form, where it is allowed; again: goes to it."""
        if not self.why_not():
            self.show_form(self._form())

    def put(self, choice: str, cents: int, title: str) -> None:
        """A pass, or a new paper for a lost one, that was chosen elsewhere."""
        self.sale.add_other(SOLD_AS, cents, choice, title)

    def _form(self) -> "PassForm":
        """The form of this business date: of another one it would offer other days, and perhaps other prices."""
        from ui.payments.pass_form import PassForm

        if self.form is not None and self.form.on == self.sale.rules.business_date:
            return self.form
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
        form = PassForm(self.sale.rules)
        form.added.connect(partial(self._added, form))
        form.closed.connect(self.leave)
        return form

    def _added(self, form: "PassForm", choice: str, cents: int, title: str) -> None:
        self.put(choice, cents, title)
        form.clear()
        self.leave()
