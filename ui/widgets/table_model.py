"""The Qt model behind `DataTable`: rows of frozen cells; words for screen readers, looks for the delegate."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from ui.widgets.table_data import Cell, Column, Row, as_cell

Index = QModelIndex | QPersistentModelIndex
_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
}


class TableModel(QAbstractTableModel):
    """Holds the rows of one table; replaced as a whole by `set_rows`."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = list(columns)
        self.last_shown = len(self.columns) - 1
        """The column at the right edge; those behind it gave way."""
        self.rows: list[Row] = []

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Changes the columns; the rows go."""
        self.beginResetModel()
        self.columns, self.rows, self.last_shown = list(columns), [], len(columns) - 1
        self.endResetModel()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Shows other rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def cell(self, row: int, column: int) -> Cell:
        """The cell; an empty one where a row has fewer cells than there are columns."""
        cells = self.rows[row].cells
        return as_cell(cells[column]) if column < len(cells) else Cell("")

    def row_of(self, key: str) -> int:
        """Number of the row with this key; -1 when there is none."""
        return next((number for number, row in enumerate(self.rows) if row.key == key), -1)

    # -- Qt

    def rowCount(self, parent: Index | None = None) -> int:
        """Rows, the total included."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Columns."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words and tooltip; everything else is the delegate's."""
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.cell(index.row(), index.column()).words
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.cell(index.row(), index.column()).tooltip or None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The heads and how they stand."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].head
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[self.columns[section].align] | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A total that opens nothing cannot be chosen, nor walked to."""
        if not index.isValid() or self.rows[index.row()].fixed:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
