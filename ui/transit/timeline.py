"""A journey from top to bottom: the hour at the left, the way in the route's colour, what to do beside it.

10:52  o  Central Plaza   Stop 100
       |  [4] to Northgate
       |  14 min, 6 stops
11:06  o  Magnolia at 6th
       :  Walk 2 min
"""

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.transit.plan_trip import ShownJourney, ShownRide, ShownWalk
from printing.transit.itinerary import clock, minutes_of
from resources.texts import text
from ui.theme import Themed, theme
from ui.transit.route_badge import paint_badge, route_color
from ui.transit.trip_words import spoken, stops_words
from ui.widgets.painting import paint_icon, paint_text

_STOP, _RIDE, _WALK = 30, 64, 52
_TIMES, _WAY, _WORDS = 52, 70, 92
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True)
class _Stop:
    at: int
    name: str
    code: str
    color: QColor


class Timeline(QWidget, Themed):
    """Paints one journey; as high as it needs."""

    def __init__(self) -> None:
        super().__init__()
        self._journey: ShownJourney | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_journey(self, journey: ShownJourney) -> None:
        """Shows another."""
        self._journey = journey
        self.setAccessibleName(spoken(journey))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """All its stops and legs."""
        legs = self._journey.legs if self._journey is not None else ()
        length = sum(_STOP + (_RIDE if isinstance(leg, ShownRide) else _WALK) for leg in legs) + _STOP
        between = sum(_STOP for one, two in pairwise(legs) if _two_stops(one, two))
        return QSize(theme().px(300), theme().px(length + between + 24))

    def minimumSizeHint(self) -> QSize:
        """Never cut from below."""
        return QSize(theme().px(200), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Leg after leg."""
        if self._journey is None:
            return
        painter, y = QPainter(self), theme().px(12)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        legs = self._journey.legs
        ink = theme().color("ink")
        for number, leg in enumerate(legs):
            color = route_color(leg.color) if isinstance(leg, ShownRide) else ink
            code = leg.source_code if isinstance(leg, ShownRide) else ""
            y = self._paint_stop(painter, y, _Stop(leg.depart, leg.source, code, color))
            y = self._paint_ride(painter, y, leg) if isinstance(leg, ShownRide) else self._paint_walk(painter, y, leg)
            last = number + 1 == len(legs)
            if last or _two_stops(leg, legs[number + 1]):
                code = leg.target_code if isinstance(leg, ShownRide) else ""
                y = self._paint_stop(painter, y, _Stop(leg.arrive, leg.target, code, ink if last else color))

    def _paint_stop(self, painter: QPainter, y: int, stop: _Stop) -> int:
        px, height = theme().px, theme().px(_STOP)
        times = QRect(0, y, px(_TIMES), height)
        paint_text(painter, times, clock(stop.at), theme().font(15, 500), "ink", _RIGHT)
        painter.setPen(QPen(stop.color, px(3)))
        painter.setBrush(theme().color("surface"))
        painter.drawEllipse(QPointF(px(_WAY), y + height / 2), px(6), px(6))
        font = theme().font(15, 500)
        room = QRect(px(_WORDS), y, self.width() - px(_WORDS) - px(12), height)
        code = text("Stop {code}", code=stop.code) if stop.code else ""
        codes = QFontMetrics(theme().font(13)).horizontalAdvance(code) + px(10) if code else 0
        name = QFontMetrics(font).horizontalAdvance(stop.name)
        paint_text(painter, room.adjusted(0, 0, -codes, 0), stop.name, font, "ink", _LEFT)
        shift = min(name + px(10), room.width() - codes + px(10))
        paint_text(painter, room.adjusted(shift, 0, 0, 0), code, theme().font(13), "muted", _LEFT)
        return y + height

    def _paint_ride(self, painter: QPainter, y: int, ride: ShownRide) -> int:
        px, height = theme().px, theme().px(_RIDE)
        self._paint_way(painter, y, height, QPen(route_color(ride.color), px(6)))
        left = px(_WORDS)
        width = paint_badge(painter, left, y + px(6), ride.route, ride.color)
        room = QRect(left + width + px(8), y + px(4), self.width() - left - width - px(20), px(26))
        paint_text(painter, room, text("to {sign}", sign=ride.sign), theme().font(13), "ink", _LEFT)
        below = QRect(left, y + px(33), self.width() - left - px(12), px(22))
        paint_text(painter, below, stops_words(ride), theme().font(13), "muted", _LEFT)
        return y + height

    def _paint_walk(self, painter: QPainter, y: int, walk: ShownWalk) -> int:
        px, height = theme().px, theme().px(_WALK)
        pen = QPen(theme().color("muted"), px(2.5), Qt.PenStyle.DotLine)
        self._paint_way(painter, y, height, pen)
        left = px(_WORDS)
        paint_icon(painter, "walk", "muted", left, y + (height - px(20)) / 2)
        count = minutes_of(walk.arrive - walk.depart)
        words = text("Walk {count} min, {meters} m", count=count, meters=walk.meters)
        room = QRect(left + px(28), y, self.width() - left - px(40), height)
        paint_text(painter, room, words, theme().font(13), "ink", _LEFT)
        return y + height

    def _paint_way(self, painter: QPainter, y: int, height: int, pen: QPen) -> None:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        x, beyond = theme().px(_WAY), theme().px(7)
        painter.drawLine(QPointF(x, y - beyond), QPointF(x, y + height + beyond))


def _two_stops(before: object, after: object) -> bool:
    """Does one wait between two rides? Then both the arrival and the departure are shown."""
    return isinstance(before, ShownRide) and isinstance(after, ShownRide)
