"""What every section of the settings page is: a column of cards that loads when it is shown and saves at once."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.config import Setting
from app.device_settings import change_setting
from app.identity.permissions import Permission, may
from app.lanes import Priority
from resources.texts import text
from ui.context import WindowContext
from ui.error_messages import sentence
from ui.operations import Failure
from ui.settings.setting_row import SettingRow
from ui.shell.command import Command
from ui.widgets.alert import Alert
from ui.widgets.layout import column

T = TypeVar("T", str, int, bool)


class Section(QWidget):
    """`name` and `icon` stand in the list. Emit `commands_changed` when `commands` would answer otherwise."""

    name = ""
    icon = ""
    commands_changed = Signal()

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self.context = context
        self.steps: Iterator[None] = iter(())
        """What is left to be built; the page takes these steps before it shows the section."""
        self.failure = Alert("bad", "")
        self.failure.hide()
        self.content: QVBoxLayout = column(self.failure, parent=self, spacing=12)

    # -- what the page asks

    def show_section(self) -> None:
        """Loads what is shown."""

    def commands(self) -> list[Command]:
        """What can be done here by key."""
        return []

    def help_name(self) -> str:
        """The page that F1 opens."""
        return "settings"

    def step_back(self) -> bool:
        """Esc inside the section; False leaves it."""
        return False

    def take_scan(self, scan: str) -> bool:
        """A scan while the section is shown."""
        return False

    # -- what sections use

    def may(self, permission: Permission) -> bool:
        """Whether the person at work has it."""
        return may(self.context.session, permission)

    def add_reason(self, permission: Permission) -> bool:
        """Says at the top why things are only shown here; True when the person may change them."""
        if self.may(permission):
            return True
        words = {
            Permission.PERSON_MANAGE: text("Only an administrator changes people."),
            Permission.OFFICE_CHANGE: text("Only an administrator changes the office."),
            Permission.EXPORT_MAKE: text("Only a supervisor or an administrator exports."),
        }.get(permission, text("Only a supervisor or an administrator changes this."))
        self.content.addWidget(Alert("plain", words, text("You can look."), icon="lock"))
        return False

    def save(self, setting: Setting[T], value: T, row: SettingRow, then: Callable[[], object] | None = None) -> None:
        """Stores a setting at once; the row says that it is saved, or what is wrong with the value."""
        session = self.context.session

        def saved(_: object) -> None:
            row.say_saved()
            if then is not None:
                then()
            self.context.setting_changed.emit(setting.key)

        self.context.operations.write(
            self,
            lambda services: change_setting(services, session, setting, value),
            saved,
            lambda failure: row.say_wrong(sentence(failure)),
            Priority.BACKGROUND,
        )

    def fail(self, failure: Failure) -> None:
        """Says at the top what went wrong."""
        self.failure.set_words(sentence(failure), tone="bad")
        self.failure.show()

    def clear_failure(self) -> None:
        """All is well again."""
        self.failure.hide()
