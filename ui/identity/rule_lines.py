"""The rules of a secret, said while it is typed: each line gets its tick when it is met."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.identity.refusals import IdentityRefusal
from app.identity.rules import SecretRules
from app.identity.secret_rules import refuse_password, refuse_pin
from resources.texts import text
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import Label
from ui.widgets.layout import column, row

_LENGTH = (
    IdentityRefusal.PIN_TOO_SHORT,
    IdentityRefusal.PIN_TOO_LONG,
    IdentityRefusal.PASSWORD_TOO_SHORT,
    IdentityRefusal.PASSWORD_TOO_LONG,
)


class RuleLines(QWidget):
    """Lines of 12 px with an icon; `show` takes which are met."""

    def __init__(self, rules: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = [IconLabel("minus", "muted", size=16) for _ in rules]
        self._labels = [Label(rule, size=12, color="muted") for rule in rules]
        lines = column(parent=self, spacing=4)
        for icon, label in zip(self._icons, self._labels, strict=True):
            lines.addLayout(row(icon, label, spacing=6))

    def show_met(self, met: Sequence[bool]) -> None:
        """A tick for each rule that is met; the words say the rule in either case."""
        for icon, label, is_met in zip(self._icons, self._labels, met, strict=True):
            icon.set_icon("good" if is_met else "minus", "good" if is_met else "muted")
            label.set_color("good-text" if is_met else "muted")
            label.setAccessibleDescription(text("met") if is_met else text("not met yet"))


def pin_rule_lines(rules: SecretRules) -> RuleLines:
    """What a PIN has to be."""
    length = text("{least} to {most} digits", least=rules.pin_digits_min, most=rules.pin_digits_max)
    return RuleLines([length, text("No pattern: not repeated, not counted up, no year")])


def password_rule_lines(rules: SecretRules) -> RuleLines:
    """What a password has to be."""
    length = text("{least} characters or more; a few words are best", least=rules.password_length_min)
    return RuleLines([length, text("Not one sign repeated, not counted up")])


def pin_met(pin: str, rules: SecretRules) -> tuple[bool, bool]:
    """Which rules of a PIN are met so far."""
    try:
        refuse_pin(pin, rules)
    except Refused as refused:
        return refused.code not in _LENGTH and bool(pin), False
    return True, True


def password_met(password: str, rules: SecretRules) -> tuple[bool, bool]:
    """Which rules of a password are met so far."""
    try:
        refuse_password(password, rules)
    except Refused as refused:
        return refused.code not in _LENGTH and bool(password), False
    return True, True
