"""The tab *Approvals* of the page *Work*: what others ask this person to sign."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from resources.texts import text
from ui.context import WindowContext
from ui.shell.page import Page
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import column


class ApprovalsPage(Page):
    """Shows what waits."""

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(text("Approvals"), parent)
        self._context = context
        self.steps = self._parts()

    def _parts(self) -> Iterator[None]:
        empty = text("Nothing waits for you")
        column(EmptyState("good", empty, text("Requests of others appear here.")), parent=self, spacing=0)
        yield
