"""An icon that stands beside words: `IconLabel("good", "good", name="Right")`."""

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import Themed, theme


class IconLabel(QLabel, Themed):
    """An icon in a token's colour, `size` at 100 %. `name` is read aloud; without it the icon is decoration."""

    def __init__(
        self, icon: str, color: str = "muted", *, size: int = 20, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._color, self._size = icon, color, size
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.apply_theme()

    def set_icon(self, icon: str, color: str | None = None) -> None:
        """Shows another icon, or the same in another colour."""
        self._icon, self._color = icon, color or self._color
        self.apply_theme()

    def apply_theme(self) -> None:
        """Draws the icon anew."""
        self.setPixmap(theme().pixmap(self._icon, self._color, self._size))
