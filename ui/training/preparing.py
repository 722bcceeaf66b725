"""What is seen while the practice city is made, at the first start of training: some seconds."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from resources.texts import text
from ui.theme import theme
from ui.widgets.label import Label
from ui.widgets.layout import column, stretch


class Preparing(QWidget):
    """A small window with one sentence; `tell` keeps it painted while the city is made."""

    def __init__(self) -> None:
        super().__init__()
        theme()
        self.setWindowTitle(text("TRAINING"))
        middle = Qt.AlignmentFlag.AlignHCenter
        self.words = Label(text("The practice city is being made. It takes some seconds."), size=15, align=middle)
        self._step = Label(" ", color="muted", align=middle)
        column(stretch(), self.words, self._step, stretch(), parent=self, margins=24, spacing=12)
        self.resize(520, 160)

    def tell(self, _step: str, done: int, total: int) -> None:
        """How far it is."""
        self._step.setText(f"{100 * done // max(total, 1)} %")
        if not self.isVisible():
            self.show()
        QApplication.processEvents()
