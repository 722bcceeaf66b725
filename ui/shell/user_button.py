"""Who is signed in, at the right of the top bar; opens a menu (lock, switch person, language …)."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from ui.shell.command import Command
from ui.theme import Themed, theme
from ui.widgets.avatar import Avatar, initials_of
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import Label
from ui.widgets.layout import column, row, stretch
from ui.widgets.painting import paint_box, paint_focus_ring


class UserButton(QPushButton, Themed):
    """Disc, name, role, arrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands: list[Command] = []
        self._avatar = Avatar()
        self._name = Label(weight=500)
        self._role = Label(size=12, color="muted")
        words = column(stretch(), self._name, self._role, stretch(), spacing=0)
        self._content = row(self._avatar, words, IconLabel("chevron-down", size=16), parent=self, margins=(8, 0, 6, 0))
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self.open_menu)
        self.hide()

    def set_user(self, name: str, role: str, commands: Sequence[Command]) -> None:
        """Shows who is signed in; an empty name hides the button."""
        self._commands = list(commands)
        self._avatar.set_initials(initials_of(name))
        self._name.setText(name)
        self._role.setText(role)
        self.setAccessibleName(f"{name}, {role}")
        self.setVisible(bool(name))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as disc, words and arrow."""
        return QSize(self._content.totalSizeHint().width(), theme().px(44))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def open_menu(self) -> None:
        """Opens the menu under the button."""
        menu = QMenu(self)
        theme().dress(menu)
        menu.setFont(theme().font(13))
        for command in self._commands:
            action = menu.addAction(command.name)
            if command.icon:
                action.setIcon(theme().icon(command.icon))
            action.setEnabled(not command.reason)
            action.triggered.connect(lambda _=False, command=command: command.run_if_possible())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ground for the pointer, a ring for the focus."""
        painter, rect = QPainter(self), QRectF(self.rect())
        if self.underMouse() or self.isDown():
            paint_box(painter, rect, theme().color("sunken"), None)
        if self.hasFocus():
            paint_focus_ring(painter, rect)
