"""The pages under the top bar: one is shown, the others keep what was entered; a page that does not fit scrolls."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from ui.shell.page import Page
from ui.theme import theme
from ui.widgets.next_turn import paint_next_turn
from ui.widgets.thin_scroll_bar import thin_bars


class PageHost(QWidget):
    """Gives a page all the room there is, and asks for what the page needs at least.

    Without it QScrollArea would ask for the height that a page with wrapped text would like best, and scroll too soon.
    """

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        page.setParent(self)
        page.show()

    def minimumSizeHint(self) -> QSize:
        """The least the page's layout can live with at this width."""
        layout = self._page.layout()
        if layout is None:
            return self._page.minimumSizeHint()
        least = layout.totalMinimumSize()
        if layout.hasHeightForWidth():
            return QSize(least.width(), layout.minimumHeightForWidth(max(self.width(), least.width())))
        return least

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The page is as large as this."""
        super().resizeEvent(event)
        self._page.setGeometry(self.rect())

    def event(self, event: QEvent) -> bool:
        """The page's needs changed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)


class PageStack(QStackedWidget):
    """Each page stands in a scroll area, so that at 200 % zoom it scrolls instead of being cut."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._areas: dict[Page, QScrollArea] = {}

    def show_page(self, page: Page) -> None:
        """Brings a page to the front, adding it the first time."""
        paint_next_turn(self)
        theme().settle(page)
        self.add_page(page)
        self.setCurrentWidget(self._areas[page])

    def add_page(self, page: Page) -> None:
        """Takes a page in behind the others."""
        if page not in self._areas:
            self._areas[page] = self._area(page)

    def settle(self, page: Page) -> None:
        """Lays a page out in the room there is, so that it only needs to be painted when it is shown."""
        area = self._areas[page]
        area.resize(self.size())
        layout = page.layout()
        if layout is not None:
            layout.activate()

    def holder(self, page: Page) -> QWidget:
        """What a page stands in here; the page itself where it was not taken in yet."""
        return self._areas.get(page, page)

    def take_page(self, page: Page) -> None:
        """Lets go of a page that is not needed again."""
        area = self._areas.pop(page, None)
        if area is not None:
            self.removeWidget(area)
            area.deleteLater()

    def _area(self, page: Page) -> QScrollArea:
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        thin_bars(area)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(PageHost(page))
        self.addWidget(area)
        return area
