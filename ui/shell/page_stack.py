"""The pages under the top bar: one is shown, the others keep what was entered; a page that does not fit scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from ui.shell.page import Page


class PageStack(QStackedWidget):
    """Each page stands in a scroll area, so that at 200 % zoom it scrolls instead of being cut."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._areas: dict[Page, QScrollArea] = {}

    def show_page(self, page: Page) -> None:
        """Brings a page to the front, adding it the first time."""
        if page not in self._areas:
            self._areas[page] = self._area(page)
        self.setCurrentWidget(self._areas[page])

    def take_page(self, page: Page) -> None:
        """Lets go of a page that is not needed again."""
        area = self._areas.pop(page, None)
        if area is not None:
            self.removeWidget(area)
            area.deleteLater()

    @property
    def current_page(self) -> Page | None:
        """The page in front."""
        area = self.currentWidget()
        return next((page for page, its_area in self._areas.items() if its_area is area), None)

    def _area(self, page: Page) -> QScrollArea:
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        self.addWidget(area)
        return area
