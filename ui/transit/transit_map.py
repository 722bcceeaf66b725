"""A map of ways and stops, without tiles: drawn from the timetable's shapes, to scale, nothing behind it.

Plus and minus zoom, 0 shows all of it, the arrows move it; the wheel zooms where the pointer is. Its items are made
when it is first seen, so a map that nobody looks at costs nothing. What it shows stands in its description.
"""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsItem, QGraphicsScene, QGraphicsView

from app.transit.map_lines import MapLine, MapStop, TransitMap
from resources.texts import text
from ui.theme import Themed, theme
from ui.transit.route_badge import route_color
from ui.widgets.painting import paint_box, paint_focus_ring, paint_text

ZOOM_STEP, ZOOM_MAX = 1.4, 40.0
_NAMES_FROM = 3.0
"""How far one zooms in before every stop has its name."""

_SCALES = (50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000)
_ROOM = 44


class StopMark(QGraphicsItem):
    """A stop of the same size at every zoom, with its name where there is room for it."""

    def __init__(self, stop: MapStop) -> None:
        super().__init__()
        self.stop, self.named = stop, stop.leading or stop.chosen
        self.shift = 0.5
        """How much of the name stands at the left of the stop."""
        self.below = False
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setPos(stop.x, stop.y)
        self.setZValue(2 if stop.chosen else 1 if stop.leading else 0)

    def boundingRect(self) -> QRectF:
        """Mark and name."""
        width = QFontMetrics(theme().font(12, 600)).horizontalAdvance(self.stop.name) + theme().px(16)
        return QRectF(-width, -theme().px(30), 2 * width, theme().px(60))

    def paint(self, painter: QPainter, option: object, widget: object = None) -> None:
        """A ring; filled where it is the one that was asked for."""
        px, ink = theme().px, theme().color("ink")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        large = self.stop.leading or self.stop.chosen
        painter.setPen(QPen(ink, px(3 if large else 1.5)))
        painter.setBrush(QBrush(theme().color("accent" if self.stop.chosen else "surface")))
        radius = px(6 if large else 3.5)
        painter.drawEllipse(QPointF(0, 0), radius, radius)
        if self.named:
            self._paint_name(painter)

    def name_box(self) -> QRectF:
        """Where the name stands, from the stop."""
        width = QFontMetrics(self._font()).horizontalAdvance(self.stop.name) + theme().px(8)
        height, away = theme().px(16), theme().px(12)
        return QRectF(round(-width * self.shift), away if self.below else -away - height, width, height)

    def _font(self) -> QFont:
        return theme().font(12, 600 if self.stop.chosen else 500)

    def _paint_name(self, painter: QPainter) -> None:
        """On a ground of its own, so that it can be read over ways."""
        box = self.name_box()
        paint_box(painter, box, theme().color("surface"), None, radius=4)
        paint_text(painter, box.toRect(), self.stop.name, self._font(), "ink", Qt.AlignmentFlag.AlignHCenter)


class MapView(QGraphicsView, Themed):
    """Shows one map; as large as the room it gets."""

    def __init__(self) -> None:
        super().__init__()
        self._map: TransitMap | None = None
        self._pending = False
        self._marks: list[StopMark] = []
        self.zoom = 1.0
        self.setScene(QGraphicsScene(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(text("Map"))
        self.apply_theme()

    # -- what pages use

    def set_map(self, shown: TransitMap | None, description: str) -> None:
        """Another map; `description` is what is read aloud instead of it."""
        self._map, self._pending = shown, True
        self.setAccessibleName(text("Map"))
        self.setAccessibleDescription(description)
        if self.isVisible():
            self._draw()

    def magnify(self, factor: float) -> None:
        """Closer (above 1) or further."""
        zoom = min(max(self.zoom * factor, 1.0), ZOOM_MAX)
        if zoom != self.zoom:
            self.scale(zoom / self.zoom, zoom / self.zoom)
            self.zoom = zoom
            self._name_stops()

    def show_all(self) -> None:
        """As large as everything still fits."""
        self.zoom = 1.0
        margin, room = theme().px(_ROOM), self._extent()
        self.resetTransform()
        width, height = max(self.viewport().width() - 2 * margin, 1), max(self.viewport().height() - 2 * margin, 1)
        factor = min(width / max(room.width(), 1.0), height / max(room.height(), 1.0))
        self.scale(factor, factor)
        around = margin / factor
        self.setSceneRect(room.adjusted(-around * 2, -around * 2, around * 2, around * 2))
        self.centerOn(room.center())
        self._name_stops()

    # -- Qt

    def sizeHint(self) -> QSize:
        """As drawn."""
        return QSize(theme().px(380), theme().px(300))

    def minimumSizeHint(self) -> QSize:
        """The least in which a way is seen."""
        return QSize(theme().px(160), theme().px(140))

    def showEvent(self, event: QShowEvent) -> None:
        """Draws what came while nobody looked."""
        super().showEvent(event)
        if self._pending:
            self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All of it stays in sight until somebody zooms."""
        super().resizeEvent(event)
        if self.zoom == 1.0:
            self.show_all()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plus, minus, 0; the arrows move what is shown."""
        match event.text():
            case "+" | "=":
                self.magnify(ZOOM_STEP)
            case "-":
                self.magnify(1 / ZOOM_STEP)
            case "0":
                self.show_all()
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zooms where the pointer is."""
        self.magnify(ZOOM_STEP if event.angleDelta().y() > 0 else 1 / ZOOM_STEP)
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows the ring."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Takes the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The map, then its scale and the ring over it."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        if self._map is not None and self._map.lines:
            self._paint_scale(painter)
        if self.hasFocus():
            paint_focus_ring(painter, QRectF(self.viewport().rect()), radius=4)

    def apply_theme(self) -> None:
        """Other colours and sizes: drawn anew when it is seen."""
        self.setBackgroundBrush(theme().color("surface"))
        self._pending = True
        if self.isVisible():
            self._draw()

    # -- inside

    def _draw(self) -> None:
        self._pending = False
        scene = self.scene()
        scene.clear()
        self._marks = []
        if self._map is None:
            return
        for line in self._map.lines:
            self._draw_line(scene, line)
        for stop in self._map.stops:
            mark = StopMark(stop)
            scene.addItem(mark)
            self._marks.append(mark)
        self.show_all()

    def _draw_line(self, scene: QGraphicsScene, line: MapLine) -> None:
        path = QPainterPath(QPointF(*line.points[0]))
        for point in line.points[1:]:
            path.lineTo(*point)
        if line.number:
            scene.addPath(path, _pen(theme().color("ink"), 8)).setZValue(-2)
            scene.addPath(path, _pen(route_color(line.color), 6)).setZValue(-1)
        else:
            scene.addPath(path, _pen(theme().color("muted"), 3, Qt.PenStyle.DotLine)).setZValue(-1)

    def _extent(self) -> QRectF:
        if self._map is None or not self._map.lines:
            return QRectF(0, 0, 1, 1)
        points = [point for line in self._map.lines for point in line.points]
        points += [(stop.x, stop.y) for stop in self._map.stops]
        left, top = min(x for x, _ in points), min(y for _, y in points)
        return QRectF(left, top, max(x for x, _ in points) - left, max(y for _, y in points) - top)

    def _name_stops(self) -> None:
        """Which stops have their names, and at which side, so that those of ends do not lie on each other."""
        taken: list[QRectF] = []
        for mark in sorted(self._marks, key=lambda mark: -mark.zValue()):
            mark.named = mark.stop.leading or mark.stop.chosen or self.zoom >= _NAMES_FROM
            at, room = QPointF(self.mapFromScene(mark.pos())), self.viewport().rect()
            share = at.x() / max(room.width(), 1)
            mark.shift = 0.1 if share < 0.2 else 0.9 if share > 0.8 else 0.5
            mark.below = at.y() > room.height() * 0.6
            if any(mark.name_box().translated(at).intersects(other) for other in taken):
                mark.below = not mark.below
            if mark.named:
                taken.append(mark.name_box().translated(at))
        self.viewport().update()

    def _paint_scale(self, painter: QPainter) -> None:
        """A bar of so many metres at the lower right."""
        px, a_meter = theme().px, self.transform().m11()
        meters = next((length for length in _SCALES if length * a_meter >= px(48)), _SCALES[-1])
        right, bottom, width = self.viewport().width() - px(12), self.viewport().height() - px(12), meters * a_meter
        painter.setPen(QPen(theme().color("muted"), px(2)))
        painter.drawLine(QPointF(right - width, bottom), QPointF(right, bottom))
        words = f"{meters // 1_000} km" if meters >= 1_000 else f"{meters} m"
        room = QRect(0, bottom - px(20), right, px(16))
        paint_text(painter, room, words, theme().font(12), "muted", Qt.AlignmentFlag.AlignRight)


def _pen(color: QColor, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """A pen as wide on the screen at every zoom."""
    pen = QPen(color, theme().px(width), style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    pen.setCosmetic(True)
    return pen
