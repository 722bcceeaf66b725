"""What every form at the drawer shares: fields that Enter walks, the second person, one verb, what is refused.

A form collects; `work` gives what the writer lane does, without any widget. What was typed is kept when the form is
left (`draft`), but for the PIN. Where the second person is not at the counter, a form that knows its `action` asks
for an approval instead.
"""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from app.accounts.notes import NoteRefusal
from app.errors import Refused
from app.identity.approvable import Action
from app.identity.approvals import ApprovalRefusal, with_second_person
from app.identity.permissions import Session
from app.identity.refusals import IdentityRefusal
from app.workplace import Services
from resources.texts import text
from ui.error_messages import sentence
from ui.identity.asking import ASK_KEY, ask_words
from ui.identity.second_person import SecondPerson
from ui.operations import Failure
from ui.shell.command import ENTER, Command
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.layout import column, scrolled, stretch
from ui.widgets.line import Line
from ui.widgets.line_edit import LineEdit

Work = Callable[[Services, Session, Session | None], Any]
"""What is recorded: services, who is signed in, the second person."""
Recording = Callable[[Services, Session], Any]
"""The same with the second person's PIN checked first: not on the writer lane."""


class MovementForm(QWidget):
    """Subclasses fill `places`, say what is missing (`complain`), what is recorded (`work`), asked for (`action`)."""

    submitted = Signal()
    approval_asked = Signal()
    asks = False
    """Whether an approval can be asked for: `action` says what."""
    has_note = False
    """Whether the form has a note of its own that goes with the request (`note_words`)."""

    def __init__(self, verb: str, *, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.second = SecondPerson(needed=False, parent=self)
        self.button = Button(verb, icon=icon, key="Ctrl+Enter", kind="primary", size="tall")
        self.ask_button = Button(ask_words(), icon="work", key=ASK_KEY, size="tall")
        self.ask_note = LineEdit(name=text("Note for whoever approves"))
        self.ask_field = Field(text("Note for whoever approves"), self.ask_note, help=text("Optional"))
        self.waits = Alert("warn", text("You asked for an approval already."), text("It waits under Work."))
        self.refusal = Alert("bad", "")
        self.places: dict[str, Field] = {}
        """Refusal code → the field that it concerns."""
        self._entries: tuple[QWidget, ...] = ()
        self._busy = False
        self._scroll: QScrollArea | None = None
        self.button.clicked.connect(self.submit)
        self.ask_button.clicked.connect(self.ask_for_approval)
        self.second.entered.connect(self.submit)
        self.second.need_changed.connect(lambda _needed: self._show_asking())
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr] # there is one by now

    # -- what subclasses use

    def build(self, *parts: QWidget, entries: Sequence[QWidget]) -> None:
        """Places the parts, then the second person; `entries` is what Enter walks before it."""
        self._entries = tuple(entries)
        content = QWidget()
        second = (*self.second.fields, self.ask_field, stretch())
        column(self.waits, *parts, *second, parent=content, margins=16, spacing=12)
        below = column(self.refusal, self.button, self.ask_button, margins=12, spacing=12)
        self._scroll = scrolled(content)
        layout = column(self._scroll, Line(), parent=self, spacing=0)
        layout.setStretch(0, 1)
        layout.addLayout(below)
        self.refusal.hide()
        self.waits.hide()
        self._show_asking()
        if entries:
            self.setFocusProxy(entries[0])

    def complain(self) -> bool:
        """Says what is missing at its field; False when nothing is."""
        return False

    def work(self, intent: str) -> Work:
        """What is to be recorded under this id."""
        raise RuntimeError(f"{type(self).__name__} records nothing")

    def action(self, intent: str) -> Action:
        """What is asked for, to be recorded under this id once it is approved."""
        raise RuntimeError(f"{type(self).__name__} asks for nothing")

    def note_words(self) -> str:
        """What was typed for whoever approves."""
        return self.ask_note.text()

    def recording(self, intent: str) -> Recording:
        """The work, with the second person's PIN taken out of its field. Touches no widget when it runs."""
        (approver, pin), work = self.second.take(), self.work(intent)

        def record(services: Services, session: Session) -> Any:
            return with_second_person(services, session, approver, pin, lambda second: work(services, session, second))

        return record

    def draft(self) -> dict[str, str]:
        """What was typed, to be put back when the form is opened again."""
        return {}

    def restore(self, draft: dict[str, str]) -> None:
        """Puts it back."""

    def take_scan(self, scan: str) -> bool:
        """A scan while the form is open. True: the form has used it."""
        return False

    # -- what the desk and the page use

    def enter(self) -> None:
        """Enter that no field wanted: on to the next, and on the last one it is done."""
        if self.ask_note.hasFocus():
            self.ask_for_approval()
            return
        focus, walk = QApplication.focusWidget(), [entry for entry in self._walk() if entry.isVisibleTo(self)]
        place = walk.index(focus) if focus in walk else -1
        if place == len(walk) - 1:
            self.submit()
        else:
            walk[place + 1].setFocus(Qt.FocusReason.TabFocusReason)

    def submit(self) -> None:
        """Hands it over, unless something is missing or it is being recorded already."""
        if self._busy:
            return
        self.refusal.hide()
        if not self.complain() and not self.second.complain():
            self.set_busy(busy=True)
            self.submitted.emit()

    def ask_for_approval(self) -> None:
        """Ctrl+E: the second person is elsewhere; others find it in their inbox."""
        if self._busy or self.why_not_ask():
            return
        self.refusal.hide()
        if not self.complain():
            self.set_busy(busy=True)
            self.approval_asked.emit()

    def why_not_ask(self) -> str:
        """Why nobody can be asked; "" when somebody can."""
        return "" if self.asks and self.second.needed and self.waits.isHidden() else text("Not needed")

    def show_waiting(self, *, waits: bool) -> None:
        """Somebody was asked for the same already; the PIN on the spot still does it, once."""
        self.waits.setVisible(waits)
        self._show_asking()

    def commands(self) -> list[Command]:
        """What the form does, for the page that holds it."""
        asking = Command(ask_words(), ASK_KEY, self.ask_for_approval, "work", self.why_not_ask)
        done = Command(self.button.text(), "Ctrl+Return", self.submit, "tick")
        return [done, Command(text("Next field"), ENTER, self.enter), *([asking] if self.asks else [])]

    def refuse(self, failure: Failure) -> None:
        """Says why not, at the field concerned."""
        self.set_busy(busy=False)
        code = failure.code if isinstance(failure, Refused) else None
        if isinstance(code, ApprovalRefusal | IdentityRefusal):
            self.second.set_needed(needed=True)
            self.second.refuse(sentence(failure))
        elif isinstance(code, NoteRefusal) and not self.ask_field.isHidden():
            wrong(self.ask_field, sentence(failure))
        elif code is not None and code in self.places:
            wrong(self.places[code], sentence(failure))
        else:
            self.refusal.set_words(sentence(failure))
            self.refusal.show()

    def set_busy(self, *, busy: bool) -> None:
        """While it is recorded."""
        self._busy = busy
        self.button.setEnabled(not busy)
        self.ask_button.setEnabled(not busy)

    def _show_asking(self) -> None:
        """The way to ask, where somebody is needed and nobody was asked yet."""
        can_ask = not self.why_not_ask()
        self.ask_button.setVisible(can_ask)
        self.ask_field.setVisible(can_ask and not self.has_note)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """What has the focus is never out of sight."""
        if now is not None and self._scroll is not None and self._scroll.isAncestorOf(now):
            self._scroll.ensureWidgetVisible(now)

    def _walk(self) -> tuple[QWidget, ...]:
        return (*self._entries, self.second.person, self.second.pin)


def wrong(field: Field, words: str) -> None:
    """Says it at the field and goes there."""
    field.set_error(words)
    field.entry.setFocus(Qt.FocusReason.OtherFocusReason)
