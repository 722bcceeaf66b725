"""Says above the lines when the drawer holds so much cash that a safe drop is due; how much it holds is not said."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.drawers.cash_limit import CashLevel, level_here
from resources.texts import text
from ui.context import WindowContext
from ui.operations import Failure
from ui.payments.notice_bar import NoticeAction, NoticeBar

_KEY = "cash_limit"


class CashLimitNotice(QObject):
    """`look` asks the rows; the notice stays until a drop was made."""

    def __init__(
        self, context: WindowContext, notices: NoticeBar, failed: Callable[[Failure], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context, self._notices, self._failed = context, notices, failed
        self.level = CashLevel.BELOW

    def look(self) -> None:
        """Asks how the drawer stands."""
        self._context.operations.read_anew(self, level_here, self._show, self._failed)

    def _show(self, level: CashLevel) -> None:
        if level is self.level:
            return
        self.level = level
        if level is CashLevel.BELOW:
            self._notices.answered(_KEY)
            return
        go = NoticeAction(text("To the drawer"), "Ctrl+4", lambda: self._context.page_wanted.emit("drawer"))
        self._notices.ask(_KEY, "bad" if level is CashLevel.STOP else "warn", *_words(level), actions=[go])


def _words(level: CashLevel) -> tuple[str, str]:
    if level is CashLevel.STOP:
        return text("This drawer takes no more cash."), text("Make a safe drop first; checks and cards go on.")
    return text("There is a lot of cash in this drawer."), text("Make a safe drop when the line allows it.")
