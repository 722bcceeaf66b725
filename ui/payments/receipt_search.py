"""The list of all receipts and the lanes: asks while somebody types, the newest question wins."""

from PySide6.QtCore import QObject

from app.lanes import Task
from app.payments.receipt_list import ReceiptEntry, search_receipts
from ui.context import WindowContext
from ui.error_messages import sentence
from ui.operations import Failure
from ui.payments.receipt_list_view import ReceiptListView


class ReceiptSearch(QObject):
    """Answers `searched` of the view."""

    def __init__(self, context: WindowContext, view: ReceiptListView, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._view = context, view
        self._asked: Task[list[ReceiptEntry]] | None = None
        view.searched.connect(self.search)

    def search(self, typed: str) -> None:
        """Gives an earlier question up."""
        if self._asked is not None:
            self._asked.interrupt()
        self._asked = self._context.operations.read(
            self, lambda services: search_receipts(services, typed[:64]), self._show, self._failed
        )

    def _show(self, entries: list[ReceiptEntry]) -> None:
        self._asked = None
        self._view.show_entries(entries)

    def _failed(self, failure: Failure) -> None:
        self._asked = None
        self._view.say(sentence(failure))
