"""A slip of the drawer as paper on the screen, with one sentence of what was done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.drawers.slips import DrawerSlip
from app.money import format_cents
from app.payments.undo_slip import UndoSlip
from resources.texts import text
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.layout import column
from ui.widgets.paper_view import Paper, PaperView

AnySlip = DrawerSlip | UndoSlip
"""What happened between receipts; the slips of refunds and corrections say no more than their paper does."""


class SlipPanel(QWidget):
    """`done`: it was recorded just now; else it is looked at from the tape, and can be printed again."""

    print_wanted = Signal()

    def __init__(self, slip: AnySlip, paper: Paper, *, done: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        said = (done_words(slip), rest_words(slip)) if isinstance(slip, DrawerSlip) else ("", "")
        self.outcome = Alert("good", *said)
        view = PaperView(name=slip_title(slip))
        view.set_paper(paper)
        layout = column(column(self.outcome, margins=12), view, parent=self, spacing=0)
        layout.setStretch(1, 1)
        self.outcome.setVisible(done)
        self.setFocusProxy(view)
        self.slip = slip
        self.again = Button(text("Print again"), icon="printer", key="Ctrl+P", size="tall")
        self.again.clicked.connect(self.print_wanted.emit)
        layout.addLayout(column(self.again, margins=12))
        self.again.setVisible(not done)

    def say(self, words: str, rest: str = "", *, wrong: bool = False) -> None:
        """What became of printing it again."""
        self.outcome.set_words(words, rest, tone="bad" if wrong else "good")
        self.outcome.show()


def slip_title(slip: AnySlip) -> str:
    """What the panel is called while the slip is shown."""
    return {
        "PaidIn": text("Paid in"),
        "PaidOut": text("Paid out"),
        "SafeDropped": text("Safe drop"),
        "DrawerOpenedWithoutSale": text("Opened without a sale"),
        "ShiftHandedOver": text("Handed over"),
        "ShiftSuspended": text("Suspended"),
        "ShiftResumed": text("Resumed"),
        "PaymentRefunded": text("Refund"),
        "TenderCorrected": text("Tender put right"),
    }.get(slip.kind, slip.kind)


def done_words(slip: DrawerSlip) -> str:
    """What was recorded."""
    amount = format_cents(slip.amount_cents)
    return {
        "PaidIn": text("{amount} paid in.", amount=amount),
        "PaidOut": text("{amount} paid out.", amount=amount),
        "SafeDropped": text("{amount} in bag {bag}.", amount=amount, bag=slip.bag),
        "DrawerOpenedWithoutSale": text("The drawer opens."),
        "ShiftHandedOver": text("{name} has the drawer now.", name=slip.second_person),
        "ShiftSuspended": text("The shift is suspended."),
        "ShiftResumed": text("The shift goes on."),
    }.get(slip.kind, "")


def rest_words(slip: DrawerSlip) -> str:
    """What is to be done with the paper."""
    return {
        "PaidIn": text("Sign the slip and keep it in the drawer."),
        "PaidOut": text("Sign the slip and keep it in the drawer."),
        "SafeDropped": text("Two slips print: one goes with the bag, one stays in the drawer."),
        "DrawerOpenedWithoutSale": text("Close it when you are done."),
        "ShiftHandedOver": text("Both sign the slip. Ctrl+L locks the window; then they sign in."),
        "ShiftSuspended": text("Ctrl+L locks the window. F12 resumes the shift."),
    }.get(slip.kind, "")
