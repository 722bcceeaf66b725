"""Adding a person: name, roles, a first password that they need once, to choose a PIN at their counter."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from app.errors import Refused
from app.identity.people import add_person
from app.identity.queries import today
from app.identity.refusals import IdentityRefusal
from app.identity.rules import roles
from app.identity.types import AddPerson
from resources.texts import current_language, text
from ui.context import WindowContext
from ui.error_messages import sentence
from ui.operations import Failure
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.check_box import CheckBox
from ui.widgets.field import Field
from ui.widgets.label import Label
from ui.widgets.layout import column, grid, row, stretch


class AddPersonCard(Card):
    """`added` tells the new person's id."""

    added = Signal(str)

    def __init__(self, context: WindowContext) -> None:
        super().__init__(text("Add a person"), dense=True)
        self._context = context
        self.name = Field(text("Name"), help=text("As receipts show it"))
        self.password = Field(text("First password"), help=text("12 characters or more"))
        self.password.line.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        services = context.operations.services
        known = roles(services.policies, today(services))
        self.roles = {key: CheckBox(role.title(current_language())) for key, role in known.items()}
        self.add_button = Button(text("Add"), icon="plus", key="Ctrl+Return")
        self.failure = Alert("bad", "")
        self.failure.hide()
        boxes = grid(spacing=12, row_spacing=0)
        for number, box in enumerate(self.roles.values()):
            boxes.addWidget(box, number // 3, number % 3)
        fields = row(self.name, self.password, spacing=12)
        body = column(fields, margins=16, spacing=10)
        body.addWidget(Label(text("Roles"), weight=500))
        body.addLayout(boxes)
        body.addWidget(self.failure)
        body.addLayout(row(self.add_button, stretch()))
        self.body.addLayout(body)
        self.add_button.clicked.connect(self.add)
        for field in (self.name, self.password):
            field.line.textEdited.connect(lambda _, field=field: field.set_error(""))
            field.line.returnPressed.connect(self.add)

    def add(self) -> None:
        """Adds who stands there."""
        self.failure.hide()
        chosen = tuple(key for key, box in self.roles.items() if box.isChecked())
        command = AddPerson(self.name.line.text(), chosen, self.password.line.text())
        session = self._context.session
        self.add_button.block(text("adding"))
        self._context.operations.read(
            self, lambda services: add_person(services, session, command), self._added, self._refused
        )

    def _added(self, person_id: str) -> None:
        self.add_button.block("")
        for field in (self.name, self.password):
            field.line.clear()
        for box in self.roles.values():
            box.setChecked(False)
        self.added.emit(person_id)

    def _refused(self, failure: Failure) -> None:
        self.add_button.block("")
        code = failure.code.name if isinstance(failure, Refused) and isinstance(failure.code, IdentityRefusal) else ""
        field = self.name if code.startswith("NAME") else self.password if code.startswith("PASSWORD") else None
        if field is not None:
            field.set_error(sentence(failure))
            field.setFocus()
        else:
            self.failure.set_words(sentence(failure))
            self.failure.show()
