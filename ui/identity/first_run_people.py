"""The questions about the first administrator: name, password, PIN; the same after a restore, for one who is known."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from app.errors import Refused
from app.identity.names import clean_name
from app.identity.refusals import IdentityRefusal
from app.identity.rules import SecretRules
from app.identity.secret_rules import refuse_password, refuse_pin
from app.identity.types import Person
from resources.texts import text
from ui.error_messages import sentence
from ui.identity.first_run_draft import FirstRunDraft
from ui.identity.first_run_step import ChoiceStep, LinesStep, Step
from ui.identity.rule_lines import password_met, password_rule_lines, pin_met, pin_rule_lines
from ui.widgets.field import Field
from ui.widgets.layout import column, hold, row, stretch
from ui.widgets.pin_field import PinField


class NameStep(LinesStep):
    """The first person."""

    def __init__(self, draft: FirstRunDraft) -> None:
        super().__init__(draft)
        self.part, self.question = text("Administrator"), text("Who sets this up?")
        self.help = text("The first administrator adds everybody else in the settings.")
        self.add_line(
            "name", text("Name"), help=text("As receipts show it"), example="L. Brandt", value=draft.display_name
        )

    def take(self) -> bool:
        """Stores the name as the rules write it."""
        code = IdentityRefusal
        try:
            self.draft.display_name = clean_name(
                self.typed("name"),
                missing=code.NAME_MISSING,
                too_long=code.NAME_TOO_LONG,
                characters=code.NAME_CHARACTERS,
            )
        except Refused as refused:
            return self.show_error("name", sentence(refused))
        return True


class WhoStep(ChoiceStep):
    """After a restore: which administrator takes charge."""

    def __init__(self, draft: FirstRunDraft, people: Sequence[Person]) -> None:
        super().__init__(draft)
        self.part, self.question = text("Administrator"), text("Who takes charge?")
        self.help = text("Passwords and PINs stayed on the lost computer. One administrator chooses new ones here.")
        self._names = {person.person_id: person.display_name for person in people}
        for person in people:
            self.add_choice(person.person_id, person.display_name, person.role_title, "user")
        self.choose(draft.person_id)

    def take(self) -> bool:
        """Stores who."""
        self.draft.person_id, self.draft.display_name = self.chosen, self._names.get(self.chosen, "")
        return bool(self.chosen)


class PasswordStep(LinesStep):
    """Typed twice; its rules are said meanwhile."""

    def __init__(self, draft: FirstRunDraft, rules: SecretRules) -> None:
        super().__init__(draft)
        self._rules = rules
        self.part, self.question = text("Administrator"), text("Choose a password")
        self.help = text("It is needed rarely: to choose a PIN on a counter.")
        for name, label in (("password", text("Password")), ("again", text("The same again"))):
            field = self.add_line(name, label, value=draft.password)
            field.line.setEchoMode(QLineEdit.EchoMode.Password)
            field.line.setMaxLength(rules.password_length_max + 1)
        self._lines = password_rule_lines(rules)
        self._content.insertWidget(1, self._lines)
        self.fields["password"].line.textChanged.connect(self._judge_typed)
        self._judge_typed(draft.password)

    def take(self) -> bool:
        """Stores the password when both are the same and the rules take it."""
        password = self.fields["password"].line.text()
        try:
            refuse_password(password, self._rules)
        except Refused as refused:
            return self.show_error("password", sentence(refused))
        if self.fields["again"].line.text() != password:
            self.fields["again"].line.clear()
            return self.show_error("again", text("The two are not the same. Type it again."))
        self.draft.password = password
        return True

    def _judge_typed(self, typed: str) -> None:
        self._lines.show_met(password_met(typed, self._rules))


class PinStep(Step):
    """Typed twice; its rules are said meanwhile."""

    def __init__(self, draft: FirstRunDraft, rules: SecretRules) -> None:
        super().__init__(draft)
        self._rules = rules
        self.part, self.question = text("Administrator"), text("Choose a PIN")
        self.help = text("Every sign-in at this counter takes it.")
        self.button = text("Set up this workstation")
        self.pin = PinField(name=text("PIN"), expected=rules.pin_digits_min, longest=rules.pin_digits_max, height=44)
        self.again = PinField(
            name=text("The same again"), expected=rules.pin_digits_min, longest=rules.pin_digits_max, height=44
        )
        self._pin_field, self._again_field = Field(text("PIN"), self.pin), Field(text("The same again"), self.again)
        self._lines = pin_rule_lines(rules)
        for field in (self._pin_field, self._again_field):
            hold(field, width=320)
        column(row(self._pin_field, stretch()), self._lines, row(self._again_field, stretch()), parent=self, spacing=14)
        self.pin.typed.connect(self._judge_typed)
        self.again.typed.connect(lambda _: self._again_field.set_error(""))
        for entry in (self.pin, self.again):
            entry.restore(draft.pin)
            entry.entered.connect(self.wanted)

    def entries(self) -> Sequence[QWidget]:
        """Both fields."""
        return [self.pin, self.again]

    def take(self) -> bool:
        """Stores the PIN when both are the same and the rules take it."""
        pin = str(self.pin.snapshot())
        try:
            refuse_pin(pin, self._rules)
        except Refused as refused:
            self.again.clear()
            return self._wrong(self._pin_field, self.pin, sentence(refused))
        if self.again.snapshot() != pin:
            return self._wrong(self._again_field, self.again, text("The two are not the same. Type it again."))
        self.draft.pin = pin
        return True

    def _wrong(self, field: Field, entry: PinField, words: str) -> bool:
        """Dots cannot be corrected: what was typed goes."""
        entry.clear()
        field.set_error(words)
        entry.setFocus()
        return False

    def _judge_typed(self) -> None:
        self._pin_field.set_error("")
        self._lines.show_met(pin_met(str(self.pin.snapshot()), self._rules))
