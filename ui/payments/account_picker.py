"""Choosing an account by number, name or address: what is typed is looked up, the hits are chosen from."""

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.accounts.search.changed_phones import changed_phones
from app.accounts.search.find import SearchResult, search
from app.lanes import Task
from app.workplace import Services
from resources.texts import text
from ui.context import WindowContext
from ui.operations import Failure
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field
from ui.widgets.layout import column
from ui.widgets.line_edit import LineEdit

_TYPING_MS = 150


class AccountPicker(QWidget):
    """`chosen`: the key of an account, "" while none is. A single hit is chosen already."""

    chosen = Signal(str)

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._asked: Task[SearchResult] | None = None
        self.line = LineEdit(name=text("Account, name or address"), icon="search")
        self.hits = ComboBox([("", text("Type above first"))], name=text("Account"))
        self.field = Field(text("Account, name or address"), self.line)
        self.hits_field = Field(text("Account"), self.hits)
        self.setFocusProxy(self.line)
        column(self.field, self.hits_field, parent=self, spacing=12)
        self._typing = QTimer(self, interval=_TYPING_MS, singleShot=True)
        self._typing.timeout.connect(self.look_up)
        self.line.textEdited.connect(self._typed)
        self.hits.chosen.connect(self.chosen)

    @property
    def account(self) -> str:
        """The key of the chosen account; "" while none is."""
        return self.hits.value

    def set_error(self, sentence: str) -> None:
        """What is wrong with the choice; "" takes it away."""
        self.hits_field.set_error(sentence)

    def look_up(self) -> None:
        """Asks for what stands there; a newer question replaces an older one."""
        self._typing.stop()
        self.set_error("")
        if self._asked is not None:
            self._asked.interrupt()
        typed = self.line.text().strip()
        if typed:
            find = partial(_find, typed)
            self._asked = self._context.operations.read(self, find, self._show, self._failed)

    def _typed(self, _words: str) -> None:
        """Whoever types on has not chosen yet: a hit of the words before must not be taken for one of these."""
        self._typing.start()
        if self.account:
            self.hits.set_value("")
            self.chosen.emit("")

    def _show(self, result: SearchResult) -> None:
        choices = [(hit.account, f"{hit.number}  {hit.name}, {hit.street_address}") for hit in result.hits]
        several = text("{count} found: choose one", count=len(choices))
        first = [] if len(choices) == 1 else [("", several if choices else text("Nothing found"))]
        self.hits.set_choices([*first, *choices])
        self.hits.set_value(choices[0][0] if len(choices) == 1 else "")
        self.chosen.emit(self.account)

    def _failed(self, _failure: Failure) -> None:
        self.hits.set_choices([("", text("Nothing found"))])


def _find(typed: str, services: Services) -> SearchResult:
    with services.read() as reading:
        return search(reading.reference, typed, changed=changed_phones(reading.journal, typed))
