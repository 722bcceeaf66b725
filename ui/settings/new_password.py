"""A new password for a person who forgot theirs; their PIN goes with the old one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.identity.lockout import reset_password
from app.identity.types import Person
from resources.texts import text
from ui.context import WindowContext
from ui.error_messages import sentence
from ui.operations import Failure
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.layout import column, row, stretch


class NewPassword(QWidget):
    """Hidden until it is asked for; `given` tells that the new one holds."""

    given = Signal()

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        self._person: Person | None = None
        self.field = Field(text("New password"), help=text("12 characters or more"))
        self.field.line.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        self.button = Button(text("Set the password"), icon="tick")
        column(row(self.field), row(self.button, stretch()), parent=self, spacing=8)
        self.field.line.textEdited.connect(lambda _: self.field.set_error(""))
        self.field.line.returnPressed.connect(self.give)
        self.button.clicked.connect(self.give)
        self.hide()

    def open_form(self, person: Person) -> None:
        """Asks for this person's."""
        self._person = person
        self.field.label.setText(text("New password of {name}", name=person.display_name))
        self.show()
        self.field.setFocus()

    def close_form(self) -> None:
        """Forgets what was typed."""
        self.field.line.clear()
        self.field.set_error("")
        self._person = None
        self.hide()

    def give(self) -> None:
        """Sets it."""
        person, session, typed = self._person, self._context.session, self.field.line.text()
        if person is not None:
            self._context.operations.read(
                self,
                lambda services: reset_password(services, session, person.person_id, typed),
                lambda _: self._given(),
                self._refused,
            )

    def _given(self) -> None:
        self.close_form()
        self.given.emit()

    def _refused(self, failure: Failure) -> None:
        self.field.set_error(sentence(failure))
        self.field.setFocus()
