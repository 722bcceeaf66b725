"""The second person at the counter: they choose their name and type their PIN; the PIN is forgotten at once.

person = SecondPerson(needed=rules.second_person)      # two fields; put `person.fields` into the form
person.show_people(people)                             # app.identity.approvals.approvers
if person.complain(): return                           # what is missing is said at its field
approver, pin = person.take()                          # ("", "") where nobody is needed
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.identity.approvals import ApprovalRefusal
from app.identity.types import Person
from resources.texts import text
from ui.error_messages import message
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field
from ui.widgets.pin_field import PinField


class SecondPerson(QObject):
    """`entered`: Enter on the PIN; `need_changed`: somebody is needed, or not. The fields hide where nobody is.

    `may_wait`: what is signed for may also wait for somebody; then nobody is chosen, until somebody is.
    """

    entered = Signal()
    need_changed = Signal(bool)

    def __init__(self, *, needed: bool, may_wait: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.needed, self._may_wait = needed, may_wait
        self.person = ComboBox([], name=text("Second person"))
        self.pin = PinField(name=text("PIN of the second person"), height=36)
        self.fields = (
            Field(text("Second person"), self.person),
            Field(text("PIN of the second person"), self.pin),
        )
        if not needed:
            self.set_needed(needed=False)
        self.pin.entered.connect(self.entered)
        self.person.chosen.connect(lambda _value: self.clear_errors())

    def set_needed(self, *, needed: bool) -> None:
        """Shows the fields, or hides them: the amount decides. They stand in a form by then."""
        self.needed = needed
        for field in self.fields:
            field.setVisible(needed)
        self.need_changed.emit(needed)

    def show_people(self, people: Sequence[Person]) -> None:
        """Who may approve; the only one is chosen already, unless it may wait."""
        choices = [(person.person_id, f"{person.display_name}, {person.role_title}") for person in people]
        nobody = text("Nobody is here") if self._may_wait else text("Choose a name")
        self.person.set_choices([("", nobody), *choices])
        if self._may_wait:
            return
        if len(choices) == 1:
            self.person.set_value(choices[0][0])
        if not choices and self.needed:
            self.fields[0].set_error(text("Nobody else here may approve this. Call a supervisor."))

    def complain(self) -> bool:
        """Says what is missing at its field, with the focus there; False when nothing is."""
        self.clear_errors()
        if not self.needed:
            return False
        if not self.person.value:
            self._wrong(self.fields[0], message(ApprovalRefusal.SECOND_PERSON_MISSING))
            return True
        if not self.pin.length:
            self._wrong(self.fields[1], text("They type their PIN."))
            return True
        return False

    def take(self) -> tuple[str, str]:
        """Person id and PIN, forgotten here; ("", "") where nobody is needed."""
        return (self.person.value, self.pin.take()) if self.needed else ("", "")

    def refuse(self, words: str) -> None:
        """Says at the PIN why not."""
        self.pin.clear()
        self._wrong(self.fields[1], words)

    def next_empty(self) -> QWidget | None:
        """Where the focus should go on; None when nobody is needed."""
        if not self.needed:
            return None
        return self.person if not self.person.value else self.pin

    def clear_errors(self) -> None:
        """Nothing is wrong any more."""
        for field in self.fields:
            field.set_error("")

    def _wrong(self, field: Field, words: str) -> None:
        field.set_error(words)
        field.entry.setFocus(Qt.FocusReason.OtherFocusReason)
