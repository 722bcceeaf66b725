"""The list of requests at the left of the inbox: groups under headings, two lines a request, one chosen.

Up and Down walk, also while a field of the detail has the focus (the page hands them over).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Themed, theme
from ui.widgets.layout import column, scrolled
from ui.widgets.painting import paint_focus_ring, paint_icon, paint_text

_ROW, _HEADING = 57, 32
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True)
class RequestItem:
    """One request: `title` over `detail` at the left, `amount` over `since` at the right (`urgent` colours it)."""

    key: str
    icon: str
    title: str
    detail: str
    amount: str
    since: str
    urgent: bool = False


@dataclass(frozen=True)
class RequestGroup:
    """Requests under one heading; `title` "" for none."""

    title: str
    items: tuple[RequestItem, ...]


class _Heading(QWidget, Themed):
    def __init__(self, group: RequestGroup) -> None:
        super().__init__()
        self._group = group
        self.setAccessibleName(f"{group.title}, {len(group.items)}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One line on a sunken ground."""
        return QSize(theme().px(200), theme().px(_HEADING))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The heading, and how many."""
        painter, px = QPainter(self), theme().px
        painter.fillRect(self.rect(), theme().color("sunken"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme().color("line"))
        room = self.rect().adjusted(px(16), 0, -px(16), 0)
        paint_text(painter, room, self._group.title, theme().font(12, 600), "muted", _LEFT)
        paint_text(painter, room, str(len(self._group.items)), theme().font(12), "muted", _RIGHT)


class RequestRow(QWidget, Themed):
    """Two lines with the kind's icon; `clicked` chooses it."""

    clicked = Signal()

    def __init__(self, item: RequestItem) -> None:
        super().__init__()
        self.item, self.chosen = item, False
        self.setAccessibleName(", ".join(part for part in (item.title, item.amount, item.detail, item.since) if part))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Two lines of text."""
        return QSize(theme().px(200), theme().px(_ROW))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses."""
        self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon, title over detail, amount over since."""
        painter, px, item = QPainter(self), theme().px, self.item
        if self.chosen:
            painter.fillRect(self.rect(), theme().color("accent-soft"))
            painter.fillRect(0, 0, px(3), self.height(), theme().color("accent"))
            if theme().high_contrast:
                paint_focus_ring(painter, QRectF(self.rect()), radius=4)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme().color("line"))
        paint_icon(painter, item.icon, "accent" if self.chosen else "muted", px(16), px(9))
        upper, lower = QRect(0, px(8), self.width(), px(20)), QRect(0, px(28), self.width(), px(20))
        since_color = "warn" if item.urgent else "muted"
        self._paint_line(painter, upper, (item.title, 500, "ink"), (item.amount, 600, "ink"))
        self._paint_line(painter, lower, (item.detail, 400, "muted"), (item.since, 500, since_color))

    def _paint_line(
        self, painter: QPainter, line: QRect, left: tuple[str, int, str], right: tuple[str, int, str]
    ) -> None:
        px = theme().px
        font = theme().font(13, right[1])
        width = QFontMetrics(font).horizontalAdvance(right[0])
        room = line.adjusted(px(48), 0, -px(14), 0)
        paint_text(painter, room, right[0], font, right[2], _RIGHT)
        room.setRight(room.right() - width - px(8))
        paint_text(painter, room, left[0], theme().font(13, left[1]), left[2], _LEFT)


class RequestList(QWidget):
    """`chosen` tells the key of the request that is chosen now; "" when the list is empty."""

    chosen = Signal(str)

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._name, self._key = name, ""
        self._groups: tuple[RequestGroup, ...] = ()
        self.rows: list[RequestRow] = []
        self._parts: list[QWidget] = []
        content = QWidget()
        self._list = column(parent=content, spacing=0)
        self._list.addStretch(1)
        self._area = scrolled(content)
        column(self._area, parent=self, spacing=0)

    @property
    def key(self) -> str:
        """What is chosen."""
        return self._key

    def set_groups(self, groups: Sequence[RequestGroup]) -> None:
        """Shows these; the chosen one stays chosen where it is still there, else the first is."""
        groups = tuple(group for group in groups if group.items)
        if groups != self._groups:
            self._groups = groups
            self._rebuild()
        keys = [row.item.key for row in self.rows]
        self.choose(self._key if self._key in keys else next(iter(keys), ""))

    def choose(self, key: str) -> None:
        """Chooses a request and scrolls to it."""
        self._key = key
        for row in self.rows:
            row.chosen = row.item.key == key
            row.update()
            if row.chosen:
                self._area.ensureWidgetVisible(row, 0, 0)
                self.setAccessibleName(f"{self._name}: {row.accessibleName()}")
        self.chosen.emit(key)

    def walk(self, step: int) -> None:
        """To the next (1) or previous (-1) request; stops at the ends."""
        keys = [row.item.key for row in self.rows]
        if self._key in keys:
            place = min(max(keys.index(self._key) + step, 0), len(keys) - 1)
            if keys[place] != self._key:
                self.choose(keys[place])

    def _rebuild(self) -> None:
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts, self.rows = [], []
        for group in self._groups:
            if group.title:
                self._parts.append(_Heading(group))
            for item in group.items:
                row = RequestRow(item)
                row.clicked.connect(lambda key=item.key: self.choose(key))
                self.rows.append(row)
                self._parts.append(row)
        for number, part in enumerate(self._parts):
            self._list.insertWidget(number, part)
