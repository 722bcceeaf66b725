"""What can be done at a drawer as a bar of buttons, each with its key; in as many rows as the width asks for."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.shell.command import Command
from ui.widgets.button import Button
from ui.widgets.layout import grid


class ShiftActions(QWidget):
    """`set_commands` shows others; a command that cannot run now is blocked and says why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[Button] = []
        self._commands: list[Command] = []
        self._grid = grid(parent=self, spacing=8)
        self._columns = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_commands(self, commands: Sequence[Command]) -> None:
        """Shows these; the buttons stay while names and keys stay."""
        shown = [(command.name, command.key) for command in self._commands]
        self._commands = list(commands)
        if [(command.name, command.key) for command in commands] != shown:
            self._make_buttons()
        for button, command in zip(self.buttons, commands, strict=True):
            button.block(command.reason)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other columns for another width."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest button."""
        widest = max((button.minimumSizeHint().width() for button in self.buttons), default=0)
        return QSize(widest, self._grid.minimumSize().height())

    def _make_buttons(self) -> None:
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = [
            Button(command.name, icon=command.icon, key=command.key, parent=self) for command in self._commands
        ]
        for number, button in enumerate(self.buttons):
            button.clicked.connect(lambda _checked=False, place=number: self._commands[place].run_if_possible())
        self._columns = 0

    def _arrange(self) -> None:
        columns = self._columns_that_fit()
        if columns == self._columns:
            return
        self._columns = columns
        for number, button in enumerate(self.buttons):
            self._grid.addWidget(button, number // columns, number % columns)
            button.show()
        for place in range(len(self.buttons)):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)
        self.updateGeometry()

    def _columns_that_fit(self) -> int:
        """In as few rows as there is room for, all of about the same length."""
        count = len(self.buttons)
        for rows in range(1, count):
            columns = -(-count // rows)
            if self._width_of(columns) <= self.width():
                return columns
        return 1

    def _width_of(self, columns: int) -> int:
        widths = [button.sizeHint().width() for button in self.buttons]
        return sum(max(widths[n::columns]) for n in range(columns)) + self._grid.horizontalSpacing() * (columns - 1)
