"""The search field at work: asks while the person types, gives up stale questions, shows what was found below it.

A hit chosen on the counter page joins the sale; elsewhere it opens the account. A receipt number opens the receipt. A
scan is looked up at once; a misread is said in one sentence.
"""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.accounts.search.changed_phones import changed_phones
from app.accounts.search.find import SearchHit, SearchResult, search
from app.lanes import Task, current_task
from app.payments.issued import is_serial
from app.payments.queries import find_receipt
from app.workplace import Services
from resources.texts import text
from ui.error_messages import sentence
from ui.operations import Failure, Operations
from ui.shell.main_window import MainWindow
from ui.shell.pick_list import Pick

_RECEIPT = "receipt:"


@dataclass(frozen=True)
class Found:
    """Accounts, and the fact id of our own receipt where the input is its number."""

    result: SearchResult
    receipt: str | None


def find(services: Services, typed: str) -> Found:
    """Runs on a read lane; gives up when nobody waits any more."""
    task = current_task()
    with services.read() as reading:
        changed = changed_phones(reading.journal, typed)
        gave_up = partial(_gave_up, task)
        result = search(reading.reference, typed, interrupted=gave_up, changed=changed)
        receipt = find_receipt(reading.journal, result.receipt_number) if result.receipt_number else None
    return Found(result, receipt)


def _gave_up(task: Task[object] | None) -> bool:
    return task is not None and task.interrupted


class SearchDesk(QObject):
    """Connects a window's search field with the lanes. `account_chosen(key)`, `receipt_chosen(fact id)`."""

    account_chosen = Signal(str)
    receipt_chosen = Signal(str)
    pass_chosen = Signal(str)
    """The number of a transit pass."""
    misread = Signal(str)
    """A scan or an input that was looked up has no account: why. Another sale may stand on the counter page."""

    def __init__(self, window: MainWindow, operations: Operations) -> None:
        super().__init__(window)
        self._window, self._operations = window, operations
        self._asked: Task[Found] | None = None
        self._number = 0
        window.top_bar.search.textEdited.connect(self._typed)
        window.search_entered.connect(self.look_up)
        window.results.opened.connect(self._chosen)
        window.results.put_away.connect(self.give_up)

    def look_up(self, typed: str) -> None:
        """Enter or a scan: a single hit is taken at once, everything else is shown; a pass is looked at elsewhere."""
        if is_serial(typed):
            self.give_up()
            self._window.results.hide()
            self.pass_chosen.emit(typed.strip())
            return
        self._ask(typed, at_once=True)

    def give_up(self) -> None:
        """Nobody wants the answer any more, also not one that is ready and only waits to be shown."""
        self._number += 1
        if self._asked is not None:
            self._asked.interrupt()
            self._asked = None

    def _typed(self, typed: str) -> None:
        if typed.strip():
            self._window.results.outdate()
            self._ask(typed, at_once=False)
        else:
            self.give_up()
            self._window.results.hide()

    def _ask(self, typed: str, *, at_once: bool) -> None:
        self.give_up()
        number = self._number
        self._asked = self._operations.read(
            self,
            lambda services: find(services, typed),
            lambda found: self._show(number, found, at_once=at_once),
            lambda failure: self._failed(number, failure),
        )

    def _show(self, number: int, found: Found, *, at_once: bool) -> None:
        if number != self._number:
            return
        self._asked = None
        hits, results = found.result.hits, self._window.results
        if at_once and found.receipt is not None:
            self._take(_RECEIPT + found.receipt)
        elif at_once and len(hits) == 1 and not found.result.message:
            self._take(hits[0].account)
        elif found.result.message:
            self._say_misread(found.result.message, at_once=at_once)
        elif hits or found.receipt:
            results.show_hits([*_receipt_pick(found), *map(_pick, hits)])
        else:
            fact, step = text("Nothing found"), text("Check the number, or try the street or the name.")
            results.show_message("search", fact, step)
            if at_once:
                self.misread.emit(f"{fact}. {step}")

    def _say_misread(self, words: str, *, at_once: bool) -> None:
        self._window.results.show_message("warning", words, color="bad")
        if at_once:
            self.misread.emit(words)

    def _failed(self, number: int, failure: Failure) -> None:
        if number != self._number:
            return
        self._asked = None
        self._window.results.show_message("warning", sentence(failure), color="bad")

    def _chosen(self, key: str) -> None:
        if key:
            self._take(key)

    def _take(self, key: str) -> None:
        self._window.results.hide()
        self._window.top_bar.search.clear()
        if key.startswith(_RECEIPT):
            self.receipt_chosen.emit(key.removeprefix(_RECEIPT))
        else:
            self.account_chosen.emit(key)


def _receipt_pick(found: Found) -> list[Pick]:
    if found.receipt is None:
        return []
    number = found.result.receipt_number
    return [Pick(_RECEIPT + found.receipt, "receipt", text("Receipt {number}", number=number), text("Taken here"))]


def _pick(hit: SearchHit) -> Pick:
    address = f"{hit.street_address}, {hit.unit}" if hit.unit else hit.street_address
    return Pick(hit.account, "home", f"{hit.number}  {hit.name}", address, hit.phone)
