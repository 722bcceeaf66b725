"""The forms at the safe; each is signed by a second person. The rules are `app.drawers.safe` and `safe_count`."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.accounts.notes import NoteRefusal
from app.drawers import safe, safe_count, safe_difference_approval
from app.drawers.bags import Bag, bags_called
from app.drawers.safe import BagsRefusal, Direction, GiveBack, MoveCash, ReceiveBags, SafeMoveRefusal
from app.drawers.safe_count import CountSafe, DiscrepancyRefusal, RecordDiscrepancy
from app.identity.approvable import Action
from app.identity.permissions import Session
from app.identity.types import Person
from app.money import format_cents
from app.reports.safe_page import SafePage
from app.workplace import Services
from resources.texts import text
from ui.drawers.cash_count import CashCount
from ui.drawers.movement_form import MovementForm, Work, wrong
from ui.error_messages import message
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field
from ui.widgets.label import Label
from ui.widgets.line_edit import LineEdit


class SignedForm(MovementForm):
    """A form that always needs the second person."""

    def sign(self, people: tuple[Person, ...]) -> None:
        """Shows who may; after `build`."""
        self.second.set_needed(needed=True)
        self.second.show_people(people)

    def complain_count(self, count: CashCount, nothing: str = "") -> bool:
        """A count that cannot be read, or is empty where something must be in it."""
        if count.pieces is None:
            count.focus_wrong()
            return True
        if nothing and not count.total_cents:
            self.refusal.set_words(nothing)
            self.refusal.show()
            count.focus_first()
            return True
        return False


class TickBags(SignedForm):
    """Bags are ticked off by their number, scanned or typed with Enter; `ticked_changed` tells the page's table."""

    ticked_changed = Signal()

    def __init__(self, verb: str, bags: tuple[Bag, ...], unknown: str, parent: QWidget | None = None) -> None:
        super().__init__(verb, icon="lock", parent=parent)
        self._bags, self._unknown = bags, unknown
        self.ticked: list[str] = []
        self.number = LineEdit(name=text("Bag number"))
        self.field = Field(text("Bag number"), self.number, help=text("Scan it, or type it and press Enter"))
        self.words = Label(wrap=True)
        self._say()

    def tick(self, typed: str) -> bool:
        """Ticks a bag off, by its number or the drawer's name where it has none; says where there is none of these."""
        waiting = [bag for bag in self._bags if bag.sealed_by not in self.ticked]
        unnumbered = [bag for bag in waiting if not bag.bag and bag.drawer.casefold() == typed.strip().casefold()]
        found = bags_called(waiting, typed) or unnumbered
        for bag in found:
            self.ticked.append(bag.sealed_by)
        self.field.set_error("" if found else self._unknown)
        if found:
            self.number.clear()
            self._say()
            self.ticked_changed.emit()
        return bool(found)

    def toggle(self, sealed_by: str) -> None:
        """As with a finger on the list."""
        if sealed_by in self.ticked:
            self.ticked.remove(sealed_by)
        elif any(bag.sealed_by == sealed_by for bag in self._bags):
            self.ticked.append(sealed_by)
        self._say()
        self.ticked_changed.emit()

    def enter(self) -> None:
        """Enter after a number ticks it off and waits for the next; on an empty field it goes on."""
        if self.number.hasFocus() and self.number.text().strip():
            self.tick(self.number.text())
        else:
            super().enter()

    def take_scan(self, scan: str) -> bool:
        """The number on a bag."""
        self.number.setText(scan)
        self.tick(scan)
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def complain(self) -> bool:
        """A number that stands there is meant; at least one bag."""
        if self.number.text().strip() and not self.tick(self.number.text()):
            self.number.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if not self.ticked:
            wrong(self.field, message(BagsRefusal.NO_BAGS))
            return True
        return False

    def _say(self) -> None:
        left = [bag.name for bag in self._bags if bag.sealed_by not in self.ticked]
        words = text("{count} of {all} ticked off.", count=len(self.ticked), all=len(self._bags))
        more = text("Not there: {bags}.", bags=", ".join(left)) if left and self.ticked else ""
        self.words.setText(f"{words} {more}".strip())


class ReceiveForm(TickBags):
    """Bags that drops and closes sealed come into the safe; what is not ticked is recorded as not there."""

    def __init__(self, page: SafePage, parent: QWidget | None = None) -> None:
        unknown = text("No bag of this number is expected. Read it again.")
        super().__init__(text("Put into the safe"), page.content.expected, unknown, parent)
        self.build(self.words, self.field, entries=(self.number,))
        self.sign(page.people)

    def work(self, intent: str) -> Work:
        """Receives what was ticked."""
        bags = tuple(self.ticked)
        return lambda services, session, second: safe.receive_bags(services, session, ReceiveBags(intent, bags, second))


class GiveBackForm(TickBags):
    """Bags go back to their cashier, to be counted again."""

    def __init__(self, page: SafePage, parent: QWidget | None = None) -> None:
        unknown = text("No bag of this number is in the safe. Read it again.")
        super().__init__(text("Give back"), page.content.bags, unknown, parent)
        self.reason, self.why = reason_field(text("Why does it go back?"), page.choices["give_back"])
        self.places = {BagsRefusal.REASON_UNKNOWN: self.why}
        self.build(self.words, self.field, self.why, entries=(self.number, self.reason))
        self.sign(page.people)

    def complain(self) -> bool:
        """A bag and why."""
        return super().complain() or no_reason(self.reason, self.why, message(BagsRefusal.REASON_UNKNOWN))

    def work(self, intent: str) -> Work:
        """Gives back what was ticked."""
        bags, reason = tuple(self.ticked), self.reason.value
        return lambda services, session, second: safe.give_back(
            services, session, GiveBack(intent, bags, reason, second)
        )


class CountSafeForm(TickBags):
    """Loose cash by denomination, then the sealed bags one by one; nothing expected is shown before it is stored."""

    def __init__(self, page: SafePage, parent: QWidget | None = None) -> None:
        unknown = text("No bag of this number should be in the safe. Read it again.")
        super().__init__(text("Record the count"), page.content.bags, unknown, parent)
        self.count = CashCount(text("Loose cash"), page.denominations_cents, total_name=text("Counted"), kinds=False)
        self.build(self.count, self.words, self.field, entries=(self.number,))
        self.setFocusProxy(self.count)
        self.sign(page.people)
        for part in (self.words, self.field):
            part.setVisible(bool(page.content.bags))
        after = self.number if page.content.bags else self.second.person
        self.count.finished.connect(lambda: after.setFocus(Qt.FocusReason.TabFocusReason))

    def complain(self) -> bool:
        """A count that can be read; no bag need be there."""
        typed = self.number.text().strip()
        return self.complain_count(self.count) or (bool(typed) and not self.tick(typed))

    def work(self, intent: str) -> Work:
        """Stores the count."""
        pieces, bags = dict(self.count.pieces or {}), tuple(self.ticked)
        return lambda services, session, second: safe_count.record(
            services, session, CountSafe(intent, pieces, bags, second)
        )


class MoveCashForm(SignedForm):
    """Cash comes into the safe or leaves it, beside sealed bags: why, and counted by denomination."""

    def __init__(self, page: SafePage, direction: Direction, parent: QWidget | None = None) -> None:
        verb = text("Put in") if direction == "move_in" else text("Take out")
        super().__init__(verb, icon="plus" if direction == "move_in" else "minus", parent=parent)
        self._direction = direction
        self.reason, self.why = reason_field(text("What is it?"), page.choices[direction])
        self.count = CashCount(text("Cash"), page.denominations_cents, total_name=text("Together"), kinds=False)
        self.note = LineEdit(name=text("Note"))
        self.note_field = Field(text("Note"), self.note)
        note_codes = (SafeMoveRefusal.NOTE_MISSING, SafeMoveRefusal.NOTE_NOT_PLAIN, SafeMoveRefusal.CARD_NUMBER_TYPED)
        self.places = {SafeMoveRefusal.REASON_UNKNOWN: self.why, **dict.fromkeys(note_codes, self.note_field)}
        self.build(self.why, self.count, self.note_field, entries=(self.reason, self.count.rows[0].field, self.note))
        self.sign(page.people)
        self.count.finished.connect(lambda: self.note.setFocus(Qt.FocusReason.TabFocusReason))

    def complain(self) -> bool:
        """Why, and how much."""
        missing = no_reason(self.reason, self.why, message(SafeMoveRefusal.REASON_UNKNOWN))
        return missing or self.complain_count(self.count, message(SafeMoveRefusal.NOTHING_COUNTED))

    def work(self, intent: str) -> Work:
        """Moves what was counted."""
        command = MoveCash(intent, self._direction, self.reason.value, dict(self.count.pieces or {}), self.note.text())
        return signed(safe.move_cash, command)


class DiscrepancyForm(SignedForm):
    """What the last count found too much or too little goes to over and short."""

    asks = True
    has_note = True

    def __init__(self, page: SafePage, parent: QWidget | None = None) -> None:
        super().__init__(text("Record the difference"), icon="scale", parent=parent)
        self._count = page.unsettled.fact_id if page.unsettled else ""
        cents = page.unsettled.difference_cents if page.unsettled else 0
        amount = format_cents(abs(cents))
        words = text("{amount} over.", amount=amount) if cents > 0 else text("{amount} short.", amount=amount)
        advice = text("Count once more first; record it when it stays so.")
        self.reason, self.why = reason_field(text("Why does it differ?"), page.choices["discrepancy"])
        self.note = LineEdit(name=text("Note"))
        self.note_field = Field(text("Note"), self.note)
        self.places = {
            DiscrepancyRefusal.REASON_UNKNOWN: self.why,
            **dict.fromkeys(NoteRefusal, self.note_field),
        }
        self.build(
            Label(words, size=18, weight=600),
            Label(advice, color="muted", wrap=True),
            self.why,
            self.note_field,
            entries=(self.reason, self.note),
        )
        self.sign(page.signers)

    def complain(self) -> bool:
        """Why."""
        return no_reason(self.reason, self.why, message(DiscrepancyRefusal.REASON_UNKNOWN))

    def work(self, intent: str) -> Work:
        """Posts the difference."""
        return signed(safe_count.record_discrepancy, self._command(intent))

    def action(self, intent: str) -> Action:
        """The same, to be approved."""
        return safe_difference_approval.action_of(self._command(intent))

    def note_words(self) -> str:
        """The note of the entry is that of the request."""
        return self.note.text()

    def _command(self, intent: str) -> RecordDiscrepancy:
        return RecordDiscrepancy(intent, self._count, self.reason.value, self.note.text())


def reason_field(question: str, choices: tuple[tuple[str, str], ...]) -> tuple[ComboBox, Field]:
    """A list of reasons with nothing chosen."""
    combo = ComboBox([("", text("Choose why")), *choices], name=question)
    field = Field(question, combo)
    combo.chosen.connect(lambda _value: field.set_error(""))
    return combo, field


def no_reason(combo: ComboBox, field: Field, words: str) -> bool:
    """Says it at the field where nothing is chosen."""
    if not combo.value:
        wrong(field, words)
    return not combo.value


def signed(record: Callable[[Services, Session, Any], Any], command: Any) -> Work:
    """The work of a command whose `second` is whoever typed their PIN."""
    return lambda services, session, second: record(services, session, replace(command, second=second))
