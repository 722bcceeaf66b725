"""The second line of a sale's line: what does not fit goes to the tooltip, and the part of least weight goes first.

details.show_parts(["1207 Pine St", "due 23 Nov 2026", "as of 10:38"])      # the last part may be left out
"""

from collections.abc import Sequence

from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.label import Label


class LineDetails(Label):
    """Muted, in one line. Everything is read aloud."""

    _parts: tuple[str, ...] = ()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(color="muted", elide=True, parent=parent)

    def show_parts(self, parts: Sequence[str]) -> None:
        """Shows these, the most important first."""
        self._parts = tuple(parts)
        self.setAccessibleName(self.whole)
        self._fit()

    @property
    def whole(self) -> str:
        """All parts."""
        return " · ".join(self._parts)

    def apply_theme(self) -> None:
        """Another font, another width of the words."""
        super().apply_theme()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Takes as much as fits."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.contentsRect().width()
        fits = QFontMetrics(self.font()).horizontalAdvance(self.whole) <= room
        self.setText(self.whole if fits or len(self._parts) < 2 else " · ".join(self._parts[:-1]))

    def _say_whole_text(self, *, cut: bool) -> None:
        wanted = self.whole if cut or self.text() != self.whole else ""
        if self.toolTip() != wanted:
            self.setToolTip(wanted)
