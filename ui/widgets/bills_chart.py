"""Bars of bills and a line of payments over 13 months: looked at, walked with the arrow keys, read aloud.

    chart = BillsChart(name=text("13 months"))
    chart.set_months([ChartMonth("Nov", "November 2025", 16800, 16800), ...])

Bars are 56 % of a month, at most 28; the line 2 px with points of 3.5 filled with the surface; a payment that came back
is a crossed point with words. The month under the arrows (or the pointer) shows its values.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.money import format_cents
from resources.texts import text
from ui.theme import Themed, theme
from ui.widgets.chart_data import ChartMonth, scale_of
from ui.widgets.painting import bar_shape, paint_box, paint_focus_ring, paint_text

_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 24, 34, 28


class BillsChart(QWidget, Themed):
    """Takes the room it gets, at least 240 × 160. `opened(number)`: Enter or a double click on a month."""

    opened = Signal(int)

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._months: list[ChartMonth] = []
        self._chosen = -1
        self._hovered = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(name)

    def set_months(self, months: Sequence[ChartMonth]) -> None:
        """Shows other months, the oldest first."""
        self._months = list(months)
        self._chosen = self._hovered = -1
        self.setAccessibleName(self._name)
        self.update()

    @property
    def chosen(self) -> ChartMonth | None:
        """The month whose values are shown: the one under the arrows, else the one under the pointer."""
        number = self._chosen if self._chosen >= 0 else self._hovered
        return self._months[number] if 0 <= number < len(self._months) else None

    def choose(self, number: int) -> None:
        """Shows the values of a month (-1: of none) and has them read aloud."""
        self._chosen = max(-1, min(number, len(self._months) - 1))
        month = self.chosen
        self.setAccessibleName(f"{self._name}. {self.values_of(month)}" if month else self._name)
        self.update()

    def values_of(self, month: ChartMonth) -> str:
        """A month in one sentence."""
        billed = format_cents(month.billed_cents) if month.billed_cents is not None else "–"
        words = [text("{month}: billed {amount}", month=month.name, amount=billed)]
        if month.returned:
            words.append(month.returned)
        if month.paid_cents is not None and (month.paid_cents or not month.returned):
            words.append(text("paid {amount}", amount=format_cents(month.paid_cents)))
        return ", ".join(words)

    # -- Qt

    def sizeHint(self) -> QSize:
        """As drawn."""
        return QSize(theme().px(426), theme().px(250))

    def minimumSizeHint(self) -> QSize:
        """The least that can be read."""
        return QSize(theme().px(240), theme().px(160))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Home and End jump, Enter opens; Esc lets go, then goes on to the page."""
        last = len(self._months) - 1
        targets = {
            Qt.Key.Key_Left: last if self._chosen < 0 else max(self._chosen - 1, 0),
            Qt.Key.Key_Right: min(self._chosen + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        target = targets.get(Qt.Key(event.key()))
        if target is not None and self._months:
            self.choose(target)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen >= 0:
            self.opened.emit(self._chosen)
        elif event.key() == Qt.Key.Key_Escape and self._chosen >= 0:
            self.choose(-1)
        else:
            event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Lets go of the month."""
        super().focusOutEvent(event)
        self.choose(-1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The month under the pointer shows its values too."""
        area = self._area()
        inside = bool(self._months) and area.left() <= event.position().x() < area.right()
        number = int((event.position().x() - area.left()) / self._step()) if inside else -1
        if number != self._hovered:
            self._hovered = number
            self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Opens the month under the pointer."""
        if self._hovered >= 0:
            self.opened.emit(self._hovered)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer left."""
        self._hovered = -1
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Grid, bars, line, points, words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._months:
            none = text("No bills yet")
            paint_text(painter, self.rect(), none, theme().font(13), "muted", Qt.AlignmentFlag.AlignHCenter)
        else:
            self._paint_grid(painter)
            self._paint_bars(painter)
            self._paint_line(painter)
            self._paint_words(painter)
        if self.hasFocus():
            paint_focus_ring(painter, QRectF(self.rect()).adjusted(4, 4, -4, -4))

    # -- geometry

    def _area(self) -> QRectF:
        px = theme().px
        return QRectF(self.rect()).adjusted(px(_LEFT), px(_TOP), -px(_RIGHT), -px(_BOTTOM))

    def _step(self) -> float:
        return self._area().width() / max(len(self._months), 1)

    def _middle(self, number: int) -> float:
        return self._area().left() + self._step() * (number + 0.5)

    def _y(self, cents: int) -> float:
        area = self._area()
        return area.bottom() - area.height() * cents / scale_of(self._months)[1]

    # -- strokes

    def _paint_grid(self, painter: QPainter) -> None:
        step, top = scale_of(self._months)
        area, font = self._area(), theme().font(12)
        for cents in range(0, top + 1, step):
            y = round(self._y(cents))
            painter.fillRect(QRectF(area.left(), y, area.width(), 1), theme().color("line"))
            room = QRect(0, y - theme().px(10), round(area.left()) - theme().px(8), theme().px(20))
            paint_text(painter, room, f"{cents // 100:,}", font, "muted", Qt.AlignmentFlag.AlignRight)

    def _paint_bars(self, painter: QPainter) -> None:
        width = min(self._step() * 0.56, theme().px(28))
        label_width = QFontMetrics(theme().font(12)).horizontalAdvance("Nov") + theme().px(1)
        every = 1 if label_width <= self._step() else 2
        for number, month in enumerate(self._months):
            middle, focused = self._middle(number), self.chosen is month
            if month.billed_cents:
                top = self._y(month.billed_cents)
                bar = QRectF(middle - width / 2, top, width, self._area().bottom() - top)
                painter.fillPath(bar_shape(bar), theme().color("accent" if focused else "bar"))
            last = number == len(self._months) - 1
            if (len(self._months) - 1 - number) % every == 0:
                room = QRect(
                    round(middle - self._step()), round(self._area().bottom()) + 4, round(2 * self._step()), 20
                )
                font = theme().font(12, 600 if last or focused else 400)
                color = "ink" if last or focused else "muted"
                paint_text(painter, room, month.label, font, color, Qt.AlignmentFlag.AlignHCenter)

    def _paint_line(self, painter: QPainter) -> None:
        points = [
            QPointF(self._middle(number), self._y(month.paid_cents or 0))
            for number, month in enumerate(self._months)
            if month.paid_cents is not None or month.returned
        ]
        painter.setPen(QPen(theme().color("accent"), theme().px(2)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(points)
        for number, month in enumerate(self._months):
            if month.returned:
                self._paint_returned(painter, self._middle(number))
            if month.paid_cents or (month.paid_cents == 0 and not month.returned):
                painter.setPen(QPen(theme().color("accent"), theme().px(2)))
                painter.setBrush(theme().color("surface"))
                radius = theme().px(3.5) if self.chosen is not month else theme().px(5)
                painter.drawEllipse(QPointF(self._middle(number), self._y(month.paid_cents)), radius, radius)

    def _paint_returned(self, painter: QPainter, x: float) -> None:
        area, px = self._area(), theme().px
        painter.setPen(QPen(theme().color("bad"), px(1), Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(x, area.top() - px(6)), QPointF(x, area.bottom()))
        painter.setPen(QPen(theme().color("bad"), px(1.5)))
        painter.setBrush(theme().color("bad-soft"))
        painter.drawEllipse(QPointF(x, area.bottom()), px(5.5), px(5.5))
        reach = px(2)
        for sign in (1, -1):
            painter.drawLine(
                QPointF(x - reach, area.bottom() - sign * reach), QPointF(x + reach, area.bottom() + sign * reach)
            )

    def _paint_words(self, painter: QPainter) -> None:
        for number, month in enumerate(self._months):
            if month.returned:
                self._paint_beside(painter, self._middle(number), self._area().top(), month.returned, "bad", left=True)
            if month.remark and month.paid_cents is not None and self.chosen is None:
                self._paint_beside(painter, self._middle(number), self._y(month.paid_cents), month.remark, "ink")
        if self.chosen is not None:
            self._paint_values(painter, self.chosen)
        elif self._months[-1].billed_cents:
            last, middle = self._months[-1], self._middle(len(self._months) - 1)
            words, font = format_cents(last.billed_cents or 0), theme().font(12, 600)
            width = QFontMetrics(font).horizontalAdvance(words)
            left = min(middle - width / 2, self.width() - theme().px(16) - width)
            room = QRect(
                round(left), round(self._y(last.billed_cents or 0)) - theme().px(28), width + 2, theme().px(20)
            )
            paint_text(painter, room, words, font, "ink", Qt.AlignmentFlag.AlignLeft)

    def _paint_beside(
        self, painter: QPainter, x: float, y: float, words: str, color: str, *, left: bool = False
    ) -> None:
        font = theme().font(12, 500)
        width, gap = QFontMetrics(font).horizontalAdvance(words), theme().px(10 if not left else 6)
        start = x - gap - width if left else x + gap
        if start < self._area().left() - gap or start + width > self.width() - theme().px(4):
            start = x + gap if left else x - gap - width
            y -= theme().px(14) if left else 0
        room = QRectF(start - 2, y - theme().px(7), width + 4, theme().px(18))
        painter.fillRect(room, theme().color("surface"))
        paint_text(painter, room.adjusted(2, 0, 0, 0).toRect(), words, font, color, Qt.AlignmentFlag.AlignLeft)

    def _paint_values(self, painter: QPainter, month: ChartMonth) -> None:
        words, font = self.values_of(month), theme().font(12, 500)
        width = QFontMetrics(font).horizontalAdvance(words) + theme().px(20)
        middle = self._middle(self._months.index(month))
        left = min(max(middle - width / 2, theme().px(12)), self.width() - theme().px(12) - width)
        box = QRectF(round(left), theme().px(8), width, theme().px(24))
        paint_box(painter, box, theme().color("surface"), theme().color("field-line"), radius=4)
        paint_text(painter, box.toRect(), words, font, "ink", Qt.AlignmentFlag.AlignHCenter)
