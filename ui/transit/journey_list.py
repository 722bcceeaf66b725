"""The journeys that were found, three lines each: when and how long, the legs, changes. Up and Down choose."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.transit.plan_trip import PlannedTrips, ShownJourney, ShownWalk
from printing.transit.itinerary import minutes_between, minutes_of
from resources.texts import text
from ui.theme import Themed, theme
from ui.transit.route_badge import badge_width, paint_badge
from ui.transit.trip_words import minutes_words, spoken, summary_words, times_words
from ui.widgets.layout import column, scrolled
from ui.widgets.painting import paint_icon, paint_text

_ROW = 96
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


class JourneyRow(QWidget, Themed):
    """One journey; `clicked` chooses it."""

    clicked = Signal()

    def __init__(self, trips: PlannedTrips, journey: ShownJourney) -> None:
        super().__init__()
        self.journey, self.chosen = journey, False
        self._summary = summary_words(trips, journey)
        self.setAccessibleName(f"{spoken(journey)}. {self._summary}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Three lines."""
        return QSize(theme().px(260), theme().px(_ROW))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses."""
        self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Times and length, legs, changes."""
        painter, px = QPainter(self), theme().px
        if self.chosen:
            painter.fillRect(self.rect(), theme().color("accent-soft"))
            painter.fillRect(0, 0, px(3), self.height(), theme().color("accent"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme().color("line"))
        upper = QRect(px(17), px(10), self.width() - px(32), px(24))
        paint_text(painter, upper, times_words(self.journey), theme().font(15, 600), "ink", _LEFT)
        length = minutes_words(minutes_between(self.journey.depart, self.journey.arrive))
        paint_text(painter, upper, length, theme().font(15, 600), "ink", _RIGHT)
        self._paint_legs(painter, px(17), px(38))
        lower = QRect(px(17), px(66), self.width() - px(32), px(20))
        paint_text(painter, lower, self._summary, theme().font(12), "muted", _LEFT)

    def _paint_legs(self, painter: QPainter, x: int, y: int) -> None:
        px, right = theme().px, self.width() - theme().px(16)
        for number, leg in enumerate(self.journey.legs):
            words = minutes_words(minutes_of(leg.arrive - leg.depart)) if isinstance(leg, ShownWalk) else leg.route
            metrics = QFontMetrics(theme().font(12))
            width = px(20) + metrics.horizontalAdvance(words) if isinstance(leg, ShownWalk) else badge_width(words)
            if x + px(18) + width > right:
                paint_text(painter, QRect(x, y, right - x, px(22)), "…", theme().font(13), "muted", _LEFT)
                return
            if number:
                paint_icon(painter, "chevron-right", "muted", x, y + px(4), 14)
                x += px(18)
            if isinstance(leg, ShownWalk):
                paint_icon(painter, "walk", "muted", x, y + px(3), 16)
                paint_text(painter, QRect(x + px(18), y, width, px(22)), words, theme().font(12), "muted", _LEFT)
            else:
                paint_badge(painter, x, y, leg.route, leg.color)
            x += width + px(4)


class JourneyList(QWidget):
    """`chosen` tells the number of the journey that is chosen now."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[JourneyRow] = []
        self.number = -1
        self._name = text("Journeys")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        content = QWidget()
        self._list = column(parent=content, spacing=0)
        self._list.addStretch(1)
        self._area = scrolled(content)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column(self._area, parent=self, spacing=0)

    def set_trips(self, trips: PlannedTrips) -> None:
        """Shows these, the first chosen."""
        for old in self.rows:
            old.hide()
            old.deleteLater()
        self.rows = [self._row(trips, number, journey) for number, journey in enumerate(trips.journeys)]
        self.choose(0)

    def choose(self, number: int) -> None:
        """Chooses one, as far as there is one."""
        self.number = max(0, min(number, len(self.rows) - 1))
        for place, each in enumerate(self.rows):
            each.chosen = place == self.number
            each.update()
        chosen = self.rows[self.number]
        self._area.ensureWidgetVisible(chosen, 0, 0)
        self.setAccessibleName(f"{self._name}: {chosen.accessibleName()}")
        self.chosen.emit(self.number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down choose."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and self.rows:
            self.choose(self.number + step)
        else:
            super().keyPressEvent(event)

    def _row(self, trips: PlannedTrips, number: int, journey: ShownJourney) -> JourneyRow:
        made = JourneyRow(trips, journey)
        made.clicked.connect(lambda: self.choose(number))
        self._list.insertWidget(number, made)
        return made
