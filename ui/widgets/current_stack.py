"""A stack as large as what it shows: pages behind the front one do not make it scroll."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget


class CurrentStack(QStackedWidget):
    """Asks the front widget alone for its size."""

    def __init__(self, *widgets: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for widget in widgets:
            self.addWidget(widget)
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def hasHeightForWidth(self) -> bool:
        """No: a scroll area around the page would else make it as high as it would like to be, not as it must."""
        return False

    def sizeHint(self) -> QSize:
        """The front widget's."""
        widget = self.currentWidget()
        return widget.sizeHint() if widget is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """The front widget's, with what was given to it by `hold`."""
        widget = self.currentWidget()
        return widget.minimumSizeHint().expandedTo(widget.minimumSize()) if widget is not None else QSize(0, 0)
