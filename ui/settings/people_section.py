"""People: who works here, in which roles, who has a PIN, who is locked; adding, unlocking, changing, letting go."""

from collections.abc import Callable, Sequence

from app.identity.lockout import reset_pin, unlock
from app.identity.people import change_person
from app.identity.permissions import Permission
from app.identity.queries import all_people
from app.identity.types import ChangePerson, Person
from app.workplace import Services
from resources.texts import text
from ui.context import WindowContext
from ui.settings.add_person_card import AddPersonCard
from ui.settings.new_password import NewPassword
from ui.settings.section import Section
from ui.shell.command import Command
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.data_table import DataTable
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, stretch
from ui.widgets.table_data import Cell, Column, Row


class PeopleSection(Section):
    """Who may unlock sees the list; who manages people changes it."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context)
        self.name, self.icon = text("People"), "accounts"
        self._manages = self.may(Permission.PERSON_MANAGE)
        self._unlocks = self.may(Permission.PERSON_UNLOCK)
        self._people: dict[str, Person] = {}
        if not self._manages:
            self.add_reason(Permission.PERSON_MANAGE)
        columns = [
            Column(text("Name"), 160, stretch=2, weight=500),
            Column(text("Role"), 160, stretch=2, color="muted"),
            Column(text("PIN here"), 110),
            Column(text("State"), 150),
        ]
        self.table = DataTable(columns, name=text("People"), compact=True)
        hold(self.table, min_height=198)
        self.unlock_button = Button(text("Unlock"), icon="lock")
        self.pin_button = Button(text("Reset the PIN"), icon="undo")
        self.password_button = Button(text("New password…"), icon="shield")
        self.active_button = Button(text("No longer here"), kind="dangerous")
        self.choose_words = Label(text("Choose a person to unlock or change them."), color="muted")
        hold(self.choose_words, height=36)
        self.done = Alert("good", "")
        self.done.hide()
        self.new_password = NewPassword(context)
        self.content.addWidget(self._people_card())
        self.adding = AddPersonCard(context)
        self.content.addWidget(self.adding)
        self.adding.setVisible(self._manages)
        self.content.addStretch(1)
        self._connect()

    def show_section(self) -> None:
        """Everybody, those who left too."""
        if self._manages or self._unlocks:
            session = self.context.session
            self.context.operations.read_anew(
                self, lambda services: all_people(services, session), self._show, self.fail
            )

    def commands(self) -> list[Command]:
        """What can be done with the chosen person."""
        return [
            Command(text("Add the person"), "Ctrl+Return", self.adding.add, "plus", lambda: self._why_not_manage()),
            Command(text("Unlock"), "Ctrl+U", self.unlock, "lock", self._why_not_unlock),
            Command(text("Reset the PIN"), "", self.reset, "undo", self._why_not_reset),
        ]

    def step_back(self) -> bool:
        """Esc closes the new password."""
        was_open = not self.new_password.isHidden()
        self.new_password.close_form()
        return was_open

    def unlock(self) -> None:
        """Sets the chosen person's count of wrong tries back."""
        session, person = self.context.session, self._chosen
        if person is not None:
            words = text("{name} may try again.", name=person.display_name)
            self._do(lambda services: unlock(services, session, person.person_id), words)

    def reset(self) -> None:
        """Takes the chosen person's PIN back."""
        session, person = self.context.session, self._chosen
        if person is not None:
            words = text("{name} chooses a new PIN with the password.", name=person.display_name)
            self._do(lambda services: reset_pin(services, session, person.person_id), words)

    # -- inside

    @property
    def _chosen(self) -> Person | None:
        return self._people.get(self.table.current_key)

    def _people_card(self) -> Card:
        card = Card(text("Who works here"), dense=True)
        card.body.addWidget(self.table)
        actions = row(self.choose_words, self.unlock_button, self.pin_button, self.password_button, stretch())
        actions.addWidget(self.active_button)
        card.body.addLayout(column(actions, self.new_password, self.done, margins=16, spacing=12))
        return card

    def _connect(self) -> None:
        self.unlock_button.clicked.connect(self.unlock)
        self.pin_button.clicked.connect(self.reset)
        self.password_button.clicked.connect(self._ask_password)
        self.active_button.clicked.connect(self._turn_active)
        self.table.current_key_changed.connect(lambda _: self._offer())
        self.adding.added.connect(self._was_added)
        self.new_password.given.connect(self._password_given)
        self._offer()

    def _show(self, people: Sequence[Person]) -> None:
        self.clear_failure()
        self._people = {person.person_id: person for person in people}
        self.table.set_rows([Row(person.person_id, _cells(person)) for person in people])
        self._offer()

    def _offer(self) -> None:
        person = self._chosen
        self.choose_words.setVisible(person is None)
        for button in (self.unlock_button, self.pin_button, self.password_button, self.active_button):
            button.setVisible(person is not None)
        self.unlock_button.block(self._why_not_unlock())
        self.pin_button.block(self._why_not_reset())
        self.password_button.block(self._why_not_manage(of_a_person=True))
        self.active_button.block(self._why_not_manage(of_a_person=True))
        self.active_button.setText(text("No longer here") if person is None or person.active else text("Back again"))
        self.commands_changed.emit()

    def _why_not_unlock(self) -> str:
        person = self._chosen
        if not self._unlocks:
            return text("needs a supervisor")
        return "" if person is not None and person.locked else text("not locked") if person else text("choose a person")

    def _why_not_reset(self) -> str:
        person = self._chosen
        if not self._unlocks:
            return text("needs a supervisor")
        return "" if person is not None and person.pin_set else text("has none") if person else text("choose a person")

    def _why_not_manage(self, *, of_a_person: bool = False) -> str:
        if not self._manages:
            return text("needs an administrator")
        return text("choose a person") if of_a_person and self._chosen is None else ""

    def _ask_password(self) -> None:
        if self._chosen is not None:
            self.new_password.open_form(self._chosen)

    def _turn_active(self) -> None:
        session, person = self.context.session, self._chosen
        if person is not None:
            command = ChangePerson(person.person_id, active=not person.active)
            said = text("{name} can no longer sign in.") if person.active else text("{name} can sign in again.")
            self._do(lambda services: change_person(services, session, command), said.format(name=person.display_name))

    def _do(self, work: Callable[[Services], None], words: str) -> None:
        self.done.hide()
        self.context.operations.read(self, work, lambda _: self._say(words), self.fail)

    def _say(self, words: str) -> None:
        self.done.set_words(words)
        self.done.show()
        self.show_section()

    def _was_added(self, person_id: str) -> None:
        self._say(text("Added. They choose a PIN with that password at the sign-in page."))
        self.table.choose(person_id)

    def _password_given(self) -> None:
        self._say(text("The new password holds. The PIN is taken back: they choose another."))


def _cells(person: Person) -> tuple[Cell | str, ...]:
    if not person.active:
        state = Cell(text("No longer here"), tag="plain")
    elif person.locked:
        state = Cell(text("Locked"), tag="bad", icon="lock")
    else:
        state = Cell(text("Works here"), "muted")
    name = Cell(person.display_name, "" if person.active else "muted")
    return name, person.role_title, Cell(text("Set")) if person.pin_set else Cell(text("Not yet"), "muted"), state
