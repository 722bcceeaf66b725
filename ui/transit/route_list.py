"""Routes below each other: the badge, the name, and where it stops if a place was typed. The field above walks them."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.transit.routes import FoundRoute
from resources.texts import text
from ui.theme import Themed, theme
from ui.transit.route_badge import HEIGHT, paint_badge
from ui.transit.route_words import served_words, spoken_route
from ui.widgets.layout import column, scrolled
from ui.widgets.painting import paint_text

ROW, DETAIL = 40, 20
_LEFT = Qt.AlignmentFlag.AlignLeft


class RouteRows(QWidget, Themed):
    """Paints every row, so that hundreds cost no widgets. `clicked` tells the number of a row."""

    clicked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.routes: tuple[FoundRoute, ...] = ()
        self.number = -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """All rows."""
        return QSize(theme().px(200), sum(self.height_of(number) for number in range(len(self.routes))))

    def minimumSizeHint(self) -> QSize:
        """Never cut from below."""
        return QSize(theme().px(120), self.sizeHint().height())

    def height_of(self, number: int) -> int:
        """With the line that says where it stops, if there is one."""
        return theme().px(ROW + DETAIL if self.routes[number].stops else ROW)

    def top_of(self, number: int) -> int:
        """Where a row begins."""
        return sum(self.height_of(before) for before in range(number))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses the row below the pointer."""
        y = event.position().toPoint().y()
        below = (n for n in range(len(self.routes)) if self.top_of(n) <= y < self.top_of(n) + self.height_of(n))
        number = next(below, -1)
        if number >= 0:
            self.clicked.emit(number)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Only what is seen."""
        painter, y = QPainter(self), 0
        for number in range(len(self.routes)):
            height = self.height_of(number)
            if event.rect().intersects(QRect(0, y, self.width(), height)):
                self._paint_row(painter, QRect(0, y, self.width(), height), number)
            y += height

    def _paint_row(self, painter: QPainter, rect: QRect, number: int) -> None:
        px, route = theme().px, self.routes[number]
        if number == self.number:
            painter.fillRect(rect, theme().color("accent-soft"))
            painter.fillRect(rect.left(), rect.top(), px(3), rect.height(), theme().color("accent"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme().color("line"))
        left, middle = px(17), rect.top() + px(ROW) // 2
        width = max(px(44), paint_badge(painter, left, middle - px(HEIGHT) // 2, route.number, route.color))
        room = QRect(left + width + px(8), rect.top(), rect.width() - left - width - px(16), px(ROW))
        paint_text(painter, room, route.name, theme().font(13, 500), "ink", _LEFT)
        if route.stops:
            below = QRect(left, rect.top() + px(ROW) - px(4), rect.width() - left - px(12), px(DETAIL))
            paint_text(painter, below, served_words(route), theme().font(12), "muted", _LEFT)


class RouteList(QWidget):
    """`chosen` tells the number of the route that is chosen now."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.rows = RouteRows()
        self.rows.clicked.connect(self.choose)
        content = QWidget()
        column(self.rows, parent=content, spacing=0).addStretch(1)
        self._area = scrolled(content)
        column(self._area, parent=self, spacing=0)

    @property
    def route(self) -> FoundRoute | None:
        """The one that is chosen."""
        routes, number = self.rows.routes, self.rows.number
        return routes[number] if 0 <= number < len(routes) else None

    def set_routes(self, routes: Sequence[FoundRoute], wanted: str = "") -> None:
        """Shows these; the one of the key `wanted` is chosen, else the first."""
        self.rows.routes = tuple(routes)
        self.rows.number = -1
        self.rows.updateGeometry()
        keys = [route.key for route in routes]
        if keys:
            self.choose(keys.index(wanted) if wanted in keys else 0)

    def walk(self, step: int) -> None:
        """One row up or down, as far as there is one."""
        if self.rows.routes:
            self.choose(max(0, min(self.rows.number + step, len(self.rows.routes) - 1)))

    def choose(self, number: int) -> None:
        """Chooses a row and brings it into sight."""
        self.rows.number = number
        self.rows.update()
        top = self.rows.top_of(number)
        self._area.ensureVisible(0, top + self.rows.height_of(number) // 2, 0, self.rows.height_of(number))
        self.setAccessibleName(f"{text('Routes')}: {spoken_route(self.rows.routes[number])}")
        self.chosen.emit(number)
