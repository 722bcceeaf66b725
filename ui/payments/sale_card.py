"""The left card: what this customer is doing now. Heading with parked sales and Clear, notices, lines, total."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.money import format_cents
from resources.texts import text
from ui.payments.fitting_scroll import FittingScroll
from ui.payments.notice_bar import NoticeBar
from ui.payments.sale import Sale
from ui.payments.sale_line_view import SaleLineView
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, stretch
from ui.widgets.tag import Tag

_LEAST, _EVERYTHING = 120, 100_000
_TOTAL_NAMED_FROM = 680


class SaleCard(Card):
    """Shows a sale and changes it. `done`: a line was confirmed, typing goes on with the tender."""

    done = Signal()

    def __init__(self, sale: Sale, time_zone: str, parent: QWidget | None = None) -> None:
        super().__init__(text("This customer"), title_size=18, parent=parent)
        self._sale, self._time_zone = sale, time_zone
        self.views: dict[str, SaleLineView] = {}
        self.notices = NoticeBar()
        self.count = Tag("")
        self.parked = Button(text("Park"), icon="park", key="F11", size="quiet")
        self.clear = Button(text("Clear"), icon="close", key="Ctrl+Backspace", size="quiet")
        self.add_account = Button(text("Account"), icon="plus", key="F2")
        self.add_pass = Button(text("Pass"), icon="plus", key="F9")
        self.add_other = Button(text("Other"), icon="plus", key="F10")
        self._total_words = Label(color="muted", align=Qt.AlignmentFlag.AlignRight)
        self._total = Label(size=15, weight=600, align=Qt.AlignmentFlag.AlignRight)
        self._empty = EmptyState(
            "scan", text("Scan a bill to begin"), text("Or press F2 and type a name, an address or an account.")
        )
        self.form_place = column(spacing=0)
        self._build()
        sale.lines_changed.connect(self._show_lines)
        sale.changed.connect(self._show_sale)
        self._show_lines()
        self._show_sale()

    def set_parked(self, count: int) -> None:
        """How many sales wait."""
        words = text("{count} parked", count=count) if count else text("Park")
        self.parked.setText(words)
        self._parked_count = count
        self._block()

    def selected_view(self) -> SaleLineView | None:
        """The line whose details show."""
        line = self._sale.selected
        return self.views.get(line.key) if line is not None else None

    def open_table(self) -> None:
        """F4: directs the selected line by hand; again: closes the table."""
        view = self.selected_view()
        if view is None:
            return
        if view.table is not None:
            view.close_table()
            self.done.emit()
        else:
            view.open_table()
            self._see(view)

    def show_all(self, shown: bool) -> None:
        """Shows every line at once, where the page itself scrolls."""
        self._scroll.set_least(_EVERYTHING if shown else _LEAST)

    def close_table(self) -> bool:
        """Closes the open table. False when none is open."""
        view = self.selected_view()
        if view is None or view.table is None:
            return False
        view.close_table()
        return True

    def show_form(self, form: QWidget) -> None:
        """Puts a form between lines and footer; another one that is there closes."""
        for other in self._forms():
            other.setVisible(other is form)
        if self.form_place.indexOf(form) < 0:
            self.form_place.addWidget(form)
        form.show()
        self._show_sale()

    def hide_form(self, form: QWidget) -> bool:
        """Takes a form away; what was typed stays in it. False when it was not shown."""
        if form.isHidden():
            return False
        form.hide()
        self._show_sale()
        return True

    def say_line(self, key: str, sentence: str) -> bool:
        """Says what is wrong with a line. False when there is no such line."""
        view = self.views.get(key)
        if view is not None:
            view.say(sentence)
        return view is not None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sum's name goes first where there is no room for it: the pay panel says it in large."""
        super().resizeEvent(event)
        self._total_words.setVisible(self.width() >= theme().px(_TOTAL_NAMED_FROM))

    # -- inside

    _parked_count = 0

    def _build(self) -> None:
        self.add_to_heading(self.count, after_title=True)
        self.add_to_heading(self.parked, self.clear)
        if self.heading is not None:
            self.heading.setContentsMargins(16, 0, 8, 0)
        content = QWidget()
        self._list = column(parent=content, spacing=0)
        self._list.addStretch(1)
        self._scroll = FittingScroll(content, least=_LEAST)
        hold(self._empty, height=168)
        self._footer = QWidget()
        hold(self._footer, height=60)
        total = row(self._total_words, self._total, spacing=0)
        hold(self._total_words, min_width=80)
        hold(self._total, width=99)
        self._total_bar = QWidget()
        row(total, parent=self._total_bar, margins=(0, 0, 48, 0))
        adding = (self.add_account, self.add_pass, self.add_other)
        row(*adding, stretch(), self._total_bar, parent=self._footer, margins=(16, 0, 16, 0))
        self.body.addWidget(self.notices)
        self.body.addWidget(self._empty)
        self.body.addWidget(self._scroll)
        self.body.addLayout(self.form_place)
        self.body.addWidget(self._footer)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def _show_lines(self) -> None:
        wanted = {line.key: line for line in self._sale.lines}
        for key in [key for key in self.views if key not in wanted]:
            view = self.views.pop(key)
            self._list.removeWidget(view)
            view.hide()
            view.deleteLater()
        for number, key in enumerate(wanted):
            if key not in self.views:
                self.views[key] = self._view(key)
            if self._list.indexOf(self.views[key]) != number:
                self._list.insertWidget(number, self.views[key])
        selected = self.selected_view()
        if selected is not None:
            QTimer.singleShot(0, self, lambda: self._see(selected))

    def _view(self, key: str) -> SaleLineView:
        line = self._sale.line(key)
        if line is None:
            raise KeyError(key)
        view = SaleLineView(line, self._sale.rules, self._time_zone)
        view.selected.connect(self._sale.select)
        view.removed.connect(self._remove)
        view.amount_typed.connect(self._sale.set_amount)
        view.amount_confirmed.connect(self.done.emit)
        view.directed.connect(self._sale.direct)
        view.direct_closed.connect(self.done.emit)
        return view

    def _remove(self, key: str) -> None:
        self._sale.remove(key)
        self.done.emit()

    def _show_sale(self) -> None:
        lines, selected = self._sale.lines, self._sale.selected
        for line in lines:
            self.views[line.key].show_line(line, selected=selected is not None and line.key == selected.key)
        count = len(lines)
        self.count.set_words(text("1 line") if count == 1 else text("{count} lines", count=count))
        self.count.setVisible(bool(lines))
        words = text("Total") if count == 1 else text("Total of {count} lines", count=count)
        self._total_words.setText(words)
        self._total.setText(format_cents(self._sale.total_cents))
        self._total_bar.setVisible(bool(lines))
        self._empty.setVisible(not lines and not self._has_form())
        self._scroll.setVisible(bool(lines))
        self._block()

    def _has_form(self) -> bool:
        return any(not form.isHidden() for form in self._forms())

    def _forms(self) -> list[QWidget]:
        items = [self.form_place.itemAt(number) for number in range(self.form_place.count())]
        forms = [item.widget() for item in items if item is not None]
        return [form for form in forms if form is not None]

    def _block(self) -> None:
        nothing = self._sale.is_empty
        self.parked.setEnabled(not nothing or bool(self._parked_count))
        self.clear.setEnabled(not nothing)

    def _see(self, view: SaleLineView) -> None:
        if self.views.get(view.key) is view:
            self._scroll.ensureWidgetVisible(view, 0, 0)
