"""After the close: what was closed, where the money goes now, and the way to the next shift."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.drawers.counts import Close
from app.money import format_cents
from app.reports.count_result import CountResult
from resources.texts import text
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.figures import Figure, Figures
from ui.widgets.layout import column, hold, row, stretch
from ui.widgets.result_banner import ResultBanner

_WIDTH = 560


class ClosedView(QWidget):
    """`done`: on to the next shift."""

    done = Signal()

    def __init__(self, result: CountResult, close: Close, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sentence = text("Drawer {drawer} is closed.", drawer=result.shift.drawer)
        prints = text("Somebody else accepts the shift. Its Z report prints, and stands in the reports.")
        shows = text("Somebody else accepts the shift. Its Z report stands in the reports; no printer is set up.")
        self.banner = ResultBanner("good", sentence, prints if result.prints else shows)
        figures = Figures()
        figures.set_rows(closed_figures(result, close))
        card = Card(text("Put it away"), heading_height=44)
        card.body.addLayout(column(figures, margins=(16, 8)))
        hold(card, min_width=_WIDTH)
        self.pending = Alert(
            "warn",
            text("The difference waits for approval."),
            text("It stands under Work, Approvals; whoever accepts the shift settles it too. You need not wait."),
        )
        self.next_button = Button(text("Open a new shift"), icon="drawer", key="Enter", kind="primary", size="large")
        left = QWidget()
        column(card, self.pending, row(self.next_button, stretch()), stretch(), parent=left, spacing=12)
        hold(left, max_width=_WIDTH)
        column(self.banner, row(left, stretch()), stretch(), parent=self, spacing=12)
        self.pending.setVisible(close.approval_pending)
        self.next_button.clicked.connect(self.done)
        self.setFocusProxy(self.next_button)


def closed_figures(result: CountResult, close: Close) -> list[Figure]:
    """What goes where, by the names that stand on bag and pouch."""
    bagged_cents = result.goes.bagged.held_cents
    figures = [Figure(text("Z report"), str(close.number))]
    figures.append(Figure(text("Float into its pouch"), format_cents(close.float_cents)))
    if bagged_cents:
        bag = close.bag or text("without a number")
        figures.append(Figure(text("Sealed bag {bag}", bag=bag), format_cents(bagged_cents)))
    if result.seen and close.over_short_cents:
        figures.append(Figure(text("To cash over and short"), format_cents(close.over_short_cents)))
    return figures
