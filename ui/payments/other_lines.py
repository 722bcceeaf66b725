"""Other lines (F10): opens the form between lines and total, and puts what it gives into the sale."""

from functools import partial

from app.identity.permissions import Permission, may
from ui.payments.line_form import FormLines
from ui.payments.other_line_form import OtherLineForm


class OtherLines(FormLines[OtherLineForm]):
    """Money for a ledger account of the city's, or of which nobody knows yet whose it is."""

    def open(self) -> None:
        """F10: shows the form, one for this sale and the next ones; again: goes to it."""
        self.show_form(self.form or self._new_form())

    def _new_form(self) -> OtherLineForm:
        form = OtherLineForm(self.sale.rules, may_misc=may(self.context.session, Permission.PAYMENT_MISC))
        form.added.connect(partial(self._added, form))
        form.closed.connect(self.leave)
        return form

    def _added(self, form: OtherLineForm, kind: str, cents: int, code: str, description: str) -> None:
        self.sale.add_other(kind, cents, code, description)
        form.clear()
        self.leave()
