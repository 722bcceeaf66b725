"""The table of every list: heads, right-aligned money, a total row, one chosen row, keys, an empty state.

    columns = [Column(text("Time"), 66), Column(text("For"), stretch=1), money_column(text("Amount"))]
    table = DataTable(columns, name=text("Last receipts"), empty=EmptyState("receipt", text("No receipts yet")))
    table.set_rows([Row(receipt.fact_id, (receipt.time, receipt.account, money(receipt.total_cents)))])
    table.activated_key.connect(open_receipt)    # key of the row, on Enter or double click
    table.link_clicked.connect(open_document)    # key and column number, on a click on a link cell

Up, Down, Home, End and Page keys walk; Tab leaves the table.
"""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QSizePolicy, QTableView, QWidget

from ui.theme import Themed, theme
from ui.widgets.empty_state import EmptyState
from ui.widgets.overlay_scroll import OverlayScrollBar
from ui.widgets.table_data import Column, Row, shared_widths, shown_columns
from ui.widgets.table_delegate import HEAD_LINE, TableDelegate, TableHead, inner_rect
from ui.widgets.table_model import TableModel
from ui.widgets.thin_scroll_bar import ThinScrollBar


class DataTable(QTableView, Themed):
    """Row 32, head 28; `compact` 28 and 26; `row_height` for others (38 in the count). Lengths at 100 %.

    Heads of several `head_lines` break between words: names of stops over columns of times.
    """

    activated_key = Signal(str)
    current_key_changed = Signal(str)
    link_clicked = Signal(str, int)

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        name: str,
        compact: bool = False,
        row_height: int = 0,
        head: bool = True,
        head_lines: int = 1,
        choosable: bool = True,
        fit_rows: bool = False,
        empty: EmptyState | None = None,
        parent: QWidget | None = None,
    ) -> None:
        theme()  # must stand before Qt asks the head for its size
        super().__init__(parent)
        self._model = TableModel(columns)
        self._height = row_height or (28 if compact else 32)
        self._choosable, self._fit_rows, self._empty = choosable, fit_rows, empty
        self._delegate = TableDelegate(self._model, self._height, self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        height = (26 if compact else 28) + (head_lines - 1) * HEAD_LINE
        self.setHorizontalHeader(TableHead(self._model, height, self, lines=head_lines))
        self.horizontalHeader().setVisible(head)
        self.setAccessibleName(name)
        self._set_behaviour()
        if empty is not None:
            empty.setParent(self.viewport())
        self.apply_theme()
        self._show_empty()

    # -- what pages use

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Shows other rows; the chosen row stays chosen where its key is still there."""
        before = self.current_key
        self._model.set_rows(rows)
        self._set_row_heights()
        self._show_empty()
        if before:
            self.choose(before)
        else:
            self._sync_current()
        if self._fit_rows:
            self.updateGeometry()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Changes the columns; the rows go."""
        self._model.set_columns(columns)
        self._set_widths()

    @property
    def rows(self) -> list[Row]:
        """What is shown."""
        return list(self._model.rows)

    @property
    def current_key(self) -> str:
        """Key of the chosen row; "" when none is."""
        row = self.currentIndex().row()
        return self._model.rows[row].key if 0 <= row < len(self._model.rows) else ""

    def choose(self, key: str) -> bool:
        """Chooses the row with this key and scrolls to it. False when there is none."""
        row = self._model.row_of(key)
        if row < 0:
            self.clear_choice()
            return False
        self.setCurrentIndex(self._model.index(row, 0))
        return True

    def choose_first(self) -> None:
        """Chooses the first row, if there is one."""
        if self._model.rows and not self._model.rows[0].fixed:
            self.setCurrentIndex(self._model.index(0, 0))

    def set_compact(self, compact: bool) -> None:
        """Rows of 28 under a head of 26, or of 32 under 28."""
        self._height = self._delegate.row_height = 28 if compact else 32
        head = self.horizontalHeader()
        if isinstance(head, TableHead):
            head.set_height(26 if compact else 28)
        self.apply_theme()
        self.updateGeometry()

    def clear_choice(self) -> None:
        """Chooses nothing."""
        self.setCurrentIndex(QModelIndex())

    # -- Qt

    def apply_theme(self) -> None:
        """Takes heights and widths anew."""
        self._set_row_heights()
        self._set_widths()
        self.horizontalHeader().updateGeometry()
        self.verticalScrollBar().setSingleStep(theme().px(self._height))

    def sizeHint(self) -> QSize:
        """As high as its rows where it was asked to fit them."""
        if not self._fit_rows:
            return super().sizeHint()
        head = 0 if self.horizontalHeader().isHidden() else self.horizontalHeader().sizeHint().height()
        shown = len(self._model.rows) or (self._empty is not None) * 3
        least = sum(theme().px(column.width) for column in self._model.columns if not column.gives_way)
        bar = theme().px(12) if least > self.viewport().width() else 0
        return QSize(super().sizeHint().width(), head + shown * theme().px(self._height) + bar)

    def minimumSizeHint(self) -> QSize:
        """Head and one row; all rows where it fits them."""
        least = self.horizontalHeader().sizeHint().height() + theme().px(self._height)
        return QSize(theme().px(120), self.sizeHint().height() if self._fit_rows else least)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the chosen row; with none chosen it goes on to the page. Down chooses the first row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.current_key and not event.isAutoRepeat():
                self.activated_key.emit(self.current_key)
            else:
                event.ignore()
            return
        if not self.current_key and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._choosable:
            self.choose_first()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a link cell tells which."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and self._on_link(index, event.position().x()):
            self.link_clicked.emit(self._model.rows[index.row()].key, index.column())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pointer is a hand over links."""
        super().mouseMoveEvent(event)
        on_link = self._on_link(self.indexAt(event.position().toPoint()), event.position().x())
        shape = Qt.CursorShape.PointingHandCursor if on_link else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows the ring."""
        super().focusInEvent(event)
        self._show_focus(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Takes the ring away."""
        super().focusOutEvent(event)
        self._show_focus(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the width among the columns."""
        super().resizeEvent(event)
        self._set_widths()
        self._show_empty()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows; a ring around the table where it has the focus and no row is chosen."""
        super().paintEvent(event)
        if self.hasFocus() and not self.current_key:
            painter = QPainter(self.viewport())
            painter.setPen(theme().color("focus"))
            width = theme().focus_width
            rect = self.viewport().rect()
            for inset in range(width):
                painter.drawRect(rect.adjusted(inset, inset, -inset - 1, -inset - 1))

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Tells which row is chosen now."""
        super().currentChanged(current, previous)
        self._sync_current()

    # -- inside

    def _set_behaviour(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        modes = QAbstractItemView.SelectionMode
        self.setSelectionMode(modes.SingleSelection if self._choosable else modes.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self._choosable else Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBar(ThinScrollBar(Qt.Orientation.Horizontal))
        self.viewport().setAutoFillBackground(False)
        OverlayScrollBar(self)
        if self._fit_rows:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.activated.connect(self._open_by_mouse)

    def _open_by_mouse(self, index: QModelIndex) -> None:
        row = self._model.rows[index.row()]
        if not row.fixed:
            self.activated_key.emit(row.key)

    def _set_row_heights(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme().px(self._height))
        self.verticalHeader().setMinimumSectionSize(1)

    def _set_widths(self) -> None:
        columns, room = self._model.columns, self.viewport().width()
        least = [theme().px(column.width) for column in columns]
        shown = shown_columns(columns, least, room)
        if shown and shown[-1] < len(columns) - 1:  # another column stands at the edge, where there is more room inside
            least[shown[-1]] += theme().px(8)
            shown = shown_columns(columns, least, room)
        self._model.last_shown = shown[-1] if shown else 0
        widths = shared_widths([least[each] for each in shown], [columns[each].stretch for each in shown], room)
        for number in range(len(columns)):
            if self.isColumnHidden(number) == (number in shown):
                self.setColumnHidden(number, number not in shown)
        for number, width in zip(shown, widths, strict=True):
            self.setColumnWidth(number, width)

    def _sync_current(self) -> None:
        row = self.currentIndex().row() if self._choosable else -1
        if row != self._delegate.current_row:
            self._delegate.current_row = row
            self.viewport().update()
            self.current_key_changed.emit(self.current_key)

    def _show_focus(self, focused: bool) -> None:
        self._delegate.focused = focused
        self.viewport().update()

    def _show_empty(self) -> None:
        if self._empty is not None:
            self._empty.setGeometry(self.viewport().rect())
            self._empty.setVisible(not self._model.rows)

    def _on_link(self, index: QModelIndex, x: float) -> bool:
        if not index.isValid() or not self._model.cell(index.row(), index.column()).link:
            return False
        column = self._model.columns[index.column()]
        if column.align != "left":
            return True
        inside = inner_rect(self.visualRect(index), index.column(), self._model.last_shown)
        words = self._model.cell(index.row(), index.column()).words
        return x <= inside.left() + QFontMetrics(theme().font(13)).horizontalAdvance(words)
