"""An entry of several lines: `TextArea(text("What the next person should know"), name=text("Note"))`.

Tab leaves it, Ctrl+Enter is the page's; what is pasted is cut at 20,000 characters, and the rules refuse the rest.
"""

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.theme import Themed, theme

_LONGEST = 20_000


class TextArea(QPlainTextEdit, Themed):
    """At least `lines` lines high; takes more where its layout gives more."""

    def __init__(self, placeholder: str = "", *, name: str, lines: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.apply_theme()

    def apply_theme(self) -> None:
        """Takes its font anew."""
        theme().dress(self)
        self.setFont(theme().font(13))
        self.updateGeometry()

    def set_wrong(self, wrong: bool) -> None:
        """Draws the border in the colour of an error; the sentence stands under the field (`Field`)."""
        if bool(self.property("wrong")) != wrong:
            self.setProperty("wrong", wrong)
            self.style().unpolish(self)
            self.style().polish(self)

    def sizeHint(self) -> QSize:
        """Its lines."""
        return QSize(theme().px(240), self.fontMetrics().lineSpacing() * self._lines + theme().px(18))

    def minimumSizeHint(self) -> QSize:
        """Two lines."""
        return QSize(theme().px(120), self.fontMetrics().lineSpacing() * 2 + theme().px(18))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and Ctrl+Enter go on to the page."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            event.ignore()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Plain text alone, cut where no note could be longer."""
        self.insertPlainText(source.text()[:_LONGEST])
