"""Which pass is the cheapest for what a rider says: rides a day, days, days a week. F9 puts it into the sale."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.clock import local_date
from app.money import format_cents
from app.policies import Policies
from app.transit.fares import Habit, Way, cheapest
from app.transit.pass_products import PassChoice, pass_rules
from resources.texts import text
from ui.transit.pass_words import choice_title, named
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.combo_box import ComboBox
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Field
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, stretch
from ui.widgets.line_edit import LineEdit
from ui.widgets.table_data import Cell, Column, Row, money, money_column

_DAYS_MAX, _RIDES_MAX, _WEEK = 366, 20, 7
_TABLE_HEIGHT = 200


class PassAdviser(Card):
    """`wanted`: what was chosen, cents, how it is called."""

    wanted = Signal(str, int, str)

    def __init__(
        self, policies: Policies, now_us: Callable[[], int], time_zone: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(text("Which pass is the cheapest?"), title_size=18, parent=parent)
        self._policies, self._now_us, self._time_zone = policies, now_us, time_zone
        self.ways: list[Way] = []
        riders = pass_rules(policies, self._today()).riders
        self.rider = ComboBox([(each.code, named(each.names)) for each in riders.values()], name=text("Rider"))
        self.rides, self.days = LineEdit(name=text("Rides a day")), LineEdit(name=text("Days"))
        self.weekly = LineEdit(name=text("Days a week"))
        for line, usual in ((self.rides, "2"), (self.days, "20"), (self.weekly, "5")):
            line.setText(usual)
        self.says = Label(size=15, weight=600, wrap=True)
        columns = [Column(text("Way to pay"), 160, stretch=1), Column(text("How many"), 80, align="right")]
        self.table = DataTable(
            [*columns, money_column(text("Amount"), 96)],
            name=self.title_words,
            empty=EmptyState("scale", text("How often does the rider ride?"), text("Type it above.")),
        )
        self.take_button = Button(text("Put the cheapest into the sale"), icon="plus", key="F9")
        self._arrange()
        self.take_button.clicked.connect(self.take)
        self.rider.chosen.connect(self._work_out)
        for line in (self.rides, self.days, self.weekly):
            line.textEdited.connect(self._work_out)
        self._work_out()

    @property
    def title_words(self) -> str:
        """What the card is called."""
        return text("Which pass is the cheapest?")

    def focus_first(self) -> None:
        """How many rides a day."""
        self.rides.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.rides.selectAll()

    def holds_focus(self) -> bool:
        """Does somebody type here?"""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def why_not(self) -> str:
        """Why there is nothing to put into the sale; "" when there is."""
        if not self.ways:
            return text("Type how often the rider rides")
        return "" if self.ways[0].product is not None else text("Single fares are the cheapest")

    def take(self) -> None:
        """One of the cheapest product, from today on, goes into the sale."""
        if self.why_not():
            return
        product, rules = self.ways[0].product, pass_rules(self._policies, self._today())
        if product is not None:
            choice = PassChoice(product.code, self.rider.value, self._today())
            self.wanted.emit(choice.key, product.prices[choice.rider], choice_title(choice.key, rules))

    # -- inside

    def _today(self) -> date:
        return local_date(self._now_us(), self._time_zone)

    def _arrange(self) -> None:
        self.rider.setCurrentIndex(0)
        numbers = [
            Field(text("Rides a day"), self.rides),
            Field(text("Days"), self.days),
            Field(text("Days a week"), self.weekly),
        ]
        hold(self.table, height=_TABLE_HEIGHT)
        fields = row(*numbers, spacing=8)
        inside = column(Field(text("Rider"), self.rider), fields, self.says, margins=(16, 12, 16, 12), spacing=12)
        self.body.addLayout(inside)
        self.body.addWidget(self.table)
        self.body.addLayout(row(self.take_button, stretch(), margins=(16, 4, 16, 14)))

    def _habit(self) -> Habit | None:
        numbers = [line.text().strip() for line in (self.rides, self.days, self.weekly)]
        if not all(number.isdecimal() and len(number) < 4 for number in numbers):
            return None
        rides, days, weekly = (int(number) for number in numbers)
        if not (1 <= rides <= _RIDES_MAX and 1 <= days <= _DAYS_MAX and 1 <= weekly <= _WEEK):
            return None
        return Habit(self.rider.value, rides, days, weekly)

    def _work_out(self, _value: str = "") -> None:
        habit = self._habit()
        self.ways = cheapest(self._policies, habit, self._today()) if habit is not None else []
        self.table.set_rows([_row(number, way) for number, way in enumerate(self.ways)])
        self.says.setText(self._words())
        self.take_button.block(self.why_not())

    def _words(self) -> str:
        """ "1 × 31-day pass: 38.00. Single fares would be 50.00."."""
        if not self.ways:
            return text(
                "Type whole numbers: up to {rides} rides, {days} days, 7 days a week.", rides=_RIDES_MAX, days=_DAYS_MAX
            )
        best = self.ways[0]
        if best.product is None:
            return text("Single fares: {amount}", amount=format_cents(best.cents))
        singly = next(way.cents for way in self.ways if way.product is None)
        name = f"{best.count} × {named(best.product.names)}"
        amount, other = format_cents(best.cents), format_cents(singly)
        return text("{product}: {amount}. Single fares would be {singly}.", product=name, amount=amount, singly=other)


def _row(number: int, way: Way) -> Row:
    name = named(way.product.names) if way.product is not None else text("Single fares")
    color = "ink" if number == 0 else "muted"
    return Row(str(number), (Cell(name, color), Cell(str(way.count), color), money(way.cents)))
