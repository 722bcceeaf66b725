"""Paints the cells and heads of `DataTable`: 8 px inside, 16 px at the outer edges, hairlines between rows."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.theme import theme
from ui.widgets.painting import paint_box, paint_focus_ring, paint_icon, paint_text
from ui.widgets.table_data import Cell, Column, Row
from ui.widgets.table_model import Index, TableModel
from ui.widgets.tag import TONE_ICONS, paint_tag, tag_size

_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
}


HEAD_LINE = 16
"""What each further line of a head adds to its height, at 100 %."""


def inner_rect(rect: QRect, column: int, last: int) -> QRect:
    """Where the words of a cell stand; `last`: the column at the right edge."""
    left = theme().px(16 if column == 0 else 8)
    right = theme().px(16 if column == last else 8)
    return rect.adjusted(left, 0, -right, 0)


class TableDelegate(QStyledItemDelegate):
    """Reads the model's rows directly; `row_height` at 100 %, `ruled` whether hairlines stand between the rows."""

    def __init__(self, model: TableModel, row_height: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self.row_height = model, row_height
        self.current_row = -1
        self.focused = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the rows are."""
        return QSize(0, theme().px(self.row_height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, line, then icon and words, or a tag."""
        row, rect = self._model.rows[index.row()], QRect(option.rect)
        chosen = index.row() == self.current_row and not row.fixed
        if chosen:
            painter.fillRect(rect, theme().color("accent-soft"))
        self._paint_lines(painter, rect, index.row())
        if chosen and (self.focused or theme().high_contrast):
            self._paint_row_focus(painter, rect, index)
        column = self._model.columns[index.column()]
        cell = self._model.cell(index.row(), index.column())
        inside = inner_rect(rect, index.column(), self._model.last_shown)
        if cell.tag is not None:
            self._paint_tag(painter, inside, cell, column)
        else:
            self._paint_words(painter, inside, cell, column, row)

    def _paint_lines(self, painter: QPainter, rect: QRect, row: int) -> None:
        if row and self._model.rows[row].total:
            painter.fillRect(rect.left(), rect.top(), rect.width(), 1, theme().color("field-line"))
        elif row:
            painter.fillRect(rect.left(), rect.top(), rect.width(), 1, theme().color("line"))

    def _paint_row_focus(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """The ring goes around the whole row: each cell paints its part of it."""
        first, last = index.column() == 0, index.column() == self._model.last_shown
        ring = QRectF(rect).adjusted(0 if first else -20, 0, 0 if last else 20, 0)
        painter.save()
        painter.setClipRect(rect)
        if self.focused:
            paint_focus_ring(painter, ring, radius=0)
        else:
            paint_box(painter, ring, None, theme().color("accent"), width=theme().px(2), radius=0)
        painter.restore()

    def _paint_tag(self, painter: QPainter, inside: QRect, cell: Cell, column: Column) -> None:
        icon = cell.icon or TONE_ICONS[cell.tag or "plain"]
        size = tag_size(cell.words, icon)
        left = inside.right() - size.width() + 1 if column.align == "right" else inside.left()
        top = inside.top() + (inside.height() - size.height()) // 2
        width = min(size.width(), inside.width())
        paint_tag(painter, QRect(left, top, width, size.height()), cell.words, cell.tag or "plain", icon)

    def _paint_words(self, painter: QPainter, inside: QRect, cell: Cell, column: Column, row: Row) -> None:
        color = cell.color or ("accent" if cell.link else column.color)
        weight = 600 if row.total else cell.weight or column.weight
        font = theme().font(13, weight)
        if cell.icon:
            side = theme().px(16)
            words = QFontMetrics(font).horizontalAdvance(cell.words) if column.align == "right" else 0
            x = inside.right() - words - side - theme().px(6) if words else inside.left()
            icon_color = cell.icon_color or (cell.color or "muted")
            paint_icon(painter, cell.icon, icon_color, x, inside.top() + (inside.height() - side) / 2, 16)
            if not words:
                inside = inside.adjusted(side + theme().px(8), 0, 0, 0)
        paint_text(painter, inside, cell.words, font, color, _ALIGN[column.align])


class TableHead(QHeaderView):
    """The heads, 12/500 muted, with a line below; not clickable."""

    def __init__(self, model: TableModel, height: int, parent: QWidget, *, lines: int = 1) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model, self._height, self._lines = model, height, lines
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_height(self, height: int) -> None:
        """Changes the height, at 100 %."""
        self._height = height
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """28 high, or 26 in compact tables."""
        return QSize(0, theme().px(self._height))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """One head."""
        column = self._model.columns[logicalIndex]
        painter.fillRect(rect, QColor(theme().color("surface")))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme().color("line"))
        inside = inner_rect(rect, logicalIndex, self._model.last_shown)
        if self._lines == 1:
            paint_text(painter, inside, column.head, theme().font(12, 500), "muted", _ALIGN[column.align])
        else:
            self._paint_lines(painter, inside, column)

    def _paint_lines(self, painter: QPainter, inside: QRect, column: Column) -> None:
        """The words from below upwards, as many lines as there are."""
        painter.setFont(theme().font(12, 500))
        painter.setPen(theme().color("muted"))
        lowest = Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap
        painter.drawText(
            inside.adjusted(0, theme().px(4), 0, -theme().px(5)), _ALIGN[column.align] | lowest, column.head
        )
