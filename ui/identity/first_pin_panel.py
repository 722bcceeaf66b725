"""Choosing the first PIN at a counter, or another after a reset: the password once, the new PIN twice."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.errors import Refused
from app.identity.refusals import IdentityRefusal
from app.identity.rules import SecretRules
from app.identity.secret_rules import refuse_pin
from resources.texts import text
from ui.error_messages import sentence
from ui.identity.person_tile import SignInPerson
from ui.identity.rule_lines import pin_met, pin_rule_lines
from ui.identity.side_panel import SidePanel
from ui.operations import Failure
from ui.widgets.field import Field
from ui.widgets.pin_field import PinField


class FirstPinPanel(SidePanel):
    """Emits `pin_chosen(person key, password, PIN)`; answer with `refuse`, or let the person in."""

    pin_chosen = Signal(str, str, str)

    def __init__(self, rules: SecretRules) -> None:
        super().__init__(text("Choose this PIN"))
        self._rules = rules
        least, most = rules.pin_digits_min, rules.pin_digits_max
        self.password = Field(text("Password"), help=text("From whoever added you"))
        self.password.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin = PinField(name=text("New PIN"), expected=least, longest=most, height=44)
        self.again = PinField(name=text("The same again"), expected=least, longest=most, height=44)
        self.pin_field, self.again_field = Field(text("New PIN"), self.pin), Field(text("The same again"), self.again)
        self._lines = pin_rule_lines(rules)
        for widget in (self.password, self.pin_field, self._lines, self.again_field):
            self.body.addWidget(widget)
        self.password.line.textEdited.connect(lambda _: self.password.set_error(""))
        self.pin.typed.connect(self._judge)
        self.again.typed.connect(lambda _: self.again_field.set_error(""))
        for entry in (self.pin, self.again):
            entry.entered.connect(self.ask)

    def entries(self) -> Sequence[QWidget]:
        """Password, PIN, PIN."""
        return [self.password.line, self.pin, self.again]

    def open_for(self, person: SignInPerson, line: str = "") -> None:
        """Asks this person."""
        super().open_for(person, line or text("Has no PIN at this counter yet"))
        self.password.setFocus()

    def clear(self) -> None:
        """Forgets all three."""
        self.password.line.clear()
        self.password.set_error("")
        self.pin.clear()
        self.again.clear()
        self._judge()

    def ask(self) -> None:
        """Hands the secrets over once both PINs are the same and fit the rules."""
        if self.next_entry():
            return
        pin = str(self.pin.snapshot())
        try:
            refuse_pin(pin, self._rules)
        except Refused as refused:
            self._wrong(self.pin_field, sentence(refused))
            return
        if self.again.snapshot() != pin:
            self._wrong(self.again_field, text("The two are not the same. Type it again."))
            return
        self.button.block(text("one moment"))
        self.pin_chosen.emit(self.person_key, self.password.line.text(), pin)

    def refuse(self, failure: Failure) -> None:
        """Says what is wrong where it is wrong; the PIN stays typed."""
        self.button.block("")
        code = failure.code
        if code is IdentityRefusal.WRONG_PASSWORD:
            self.password.line.clear()
            self._wrong(self.password, sentence(failure))
        elif isinstance(code, IdentityRefusal) and code.name.startswith("PIN"):
            self._wrong(self.pin_field, sentence(failure))
        else:
            self.say(sentence(failure))

    def _wrong(self, field: Field, words: str) -> None:
        field.set_error(words)
        field.entry.setFocus()

    def _judge(self) -> None:
        self.button.block("")
        self.pin_field.set_error("")
        self._lines.show_met(pin_met(str(self.pin.snapshot()), self._rules))
