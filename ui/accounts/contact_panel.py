"""The form with a customer's contact details. What was entered stays until it is kept or thrown away by its writer."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.accounts.contact_details import ContactDetail, ContactMark
from app.accounts.contact_facts import ContactField
from app.accounts.contact_rules import LANGUAGES, LENGTH_MAX
from resources.texts import text
from ui.accounts.contact_words import LANGUAGE_NAMES, field_name, mark_words
from ui.widgets.button import Button
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field
from ui.widgets.label import Label
from ui.widgets.layout import column
from ui.widgets.line_edit import LineEdit


class ContactPanel(QWidget):
    """`kept(details)`: a dict by `ContactField` of what is to be kept: what was changed, and what was in doubt."""

    kept = Signal(object)

    def __init__(self, details: tuple[ContactDetail, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: Mapping[ContactField, ContactDetail] = {detail.field: detail for detail in details}
        self.fields = {detail.field: _field(detail) for detail in details}
        self.keep = Button(text("Keep the change"), icon="tick", key="Ctrl+Enter", kind="primary", size="tall")
        self.problem = Label(color="bad", wrap=True)
        self.problem.hide()
        hint = Label(text("It holds here at once, and stays marked until the billing system says the same."), wrap=True)
        hint.set_color("muted")
        parts: list[QWidget] = []
        for detail in details:
            parts.append(self.fields[detail.field])
            if detail.mark is not None:
                parts.append(Label(mark_words(detail), size=12, color="muted", wrap=True))
        layout = column(*parts, hint, self.problem, self.keep, parent=self, margins=16, spacing=12)
        layout.addStretch(1)
        self.keep.clicked.connect(self.submit)
        self.setFocusProxy(self.fields[ContactField.PHONE])

    @property
    def based_on(self) -> frozenset[str]:
        """The changes that stood when the form was filled."""
        return frozenset(each.fact_id for detail in self.shown.values() for each in detail.standing)

    def submit(self) -> None:
        """Asks to keep what was entered."""
        if self.keep.isEnabled():
            for field in self.fields.values():
                field.set_error("")
            self.problem.hide()
            self.kept.emit({each: self._entered(each) for each in self.fields if self._is_wanted(each)})

    def refuse(self, sentence: str, field: object = None) -> None:
        """Says why it was not kept, under the field that it is about; nothing entered is lost."""
        self.set_busy(False)
        wrong = next((each for each in self.fields if each.value == field), None)
        if wrong is None:
            self.problem.setText(sentence)
            self.problem.show()
            return
        self.fields[wrong].set_error(sentence)
        self.fields[wrong].setFocus()

    def set_busy(self, busy: bool) -> None:
        """While the change is being stored a second press does nothing."""
        self.keep.setEnabled(not busy)

    def _is_wanted(self, each: ContactField) -> bool:
        detail = self.shown[each]
        return self._entered(each) != detail.value or detail.mark is ContactMark.EDITED_TWICE

    def _entered(self, each: ContactField) -> str:
        entry = self.fields[each].entry
        return entry.value if isinstance(entry, ComboBox) else self.fields[each].line.text()


def _field(detail: ContactDetail) -> Field:
    name = field_name(detail.field)
    if detail.field is ContactField.LANGUAGE:
        choice = ComboBox([(code, LANGUAGE_NAMES[code]) for code in LANGUAGES], name=name)
        choice.set_value(detail.value)
        return Field(name, choice)
    line = LineEdit(name=name)
    line.setMaxLength(LENGTH_MAX[detail.field])
    line.setText(detail.value.replace("\n", ", "))
    help = text("Empty: the service address") if detail.field is ContactField.MAILING_ADDRESS else ""
    return Field(name, line, help=help)
