"""Changing contact details on an account's page: opens the form beside the account and records what is kept.

The tab that shows them is turned to as the form opens, so that what is kept is seen where it was changed from.
"""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.accounts import change_contact
from app.accounts.contact_facts import ContactField
from app.changed import Changed
from app.errors import Refused
from app.identity.permissions import Permission, may
from app.reports.account_page import AccountPage
from resources.texts import text
from ui.accounts.contact_panel import ContactPanel
from ui.accounts.detail_opener import DetailOpener
from ui.context import WindowContext
from ui.error_messages import sentence
from ui.operations import Failure
from ui.shell.command import Command
from ui.widgets.detail_panel import DetailPanel
from ui.widgets.layout import scrolled

_CONTACT = "contact/change"


class ContactDesk:
    """`page` gives the account that is shown; `turn` shows its contact details; `tell`: the commands are others."""

    def __init__(
        self,
        context: WindowContext,
        details: DetailOpener,
        beside: DetailPanel,
        page: Callable[[], AccountPage | None],
        turn: Callable[[], None],
        tell: Callable[[], None],
    ) -> None:
        self._context, self._details, self._beside = context, details, beside
        self._page, self._turn, self._tell = page, turn, tell
        self._panel: ContactPanel | None = None
        self._ground: QWidget | None = None

    def command(self) -> Command:
        """How the form is opened."""
        return Command(text("Change contact"), "Ctrl+D", self.open, "edit", self._why_not)

    def keeping(self) -> list[Command]:
        """Keeping what the form says, while it is open."""
        panel = self.panel()
        return [Command(text("Keep the change"), "Ctrl+Return", panel.submit)] if panel is not None else []

    def open(self) -> None:
        """The form, filled as things are now; one that is open already stays as it is."""
        page, panel = self._page(), self.panel()
        if page is not None and panel is None:
            panel = ContactPanel(page.contact)
            intent = self._context.operations.services.ids.new_id()
            opened, account = panel, page.account
            panel.kept.connect(lambda details: self._record(opened, intent, account, details))
            self._panel, self._ground = panel, scrolled(panel)
            self._details.show(text("Contact details"), self._ground, _CONTACT)
            self._turn()
            self._tell()
        if panel is not None:
            panel.setFocus()

    def panel(self) -> ContactPanel | None:
        """The form, while it stands beside the account."""
        if self._ground is None or self._beside.content is not self._ground:
            self._panel = self._ground = None
        return self._panel

    def _record(self, panel: ContactPanel, intent: str, account: str, details: dict[ContactField, str]) -> None:
        panel.set_busy(True)
        session = self._context.session
        command = change_contact.ChangeContact(intent, account, details, panel.based_on)
        self._context.operations.write(
            panel,
            lambda services: change_contact.record(services, session, command),
            self._kept,
            lambda failure: _refuse(panel, failure),
        )

    def _kept(self, changed: Changed) -> None:
        self._beside.close_panel()
        self._context.announce(changed)

    def _why_not(self) -> str:
        return "" if may(self._context.session, Permission.ACCOUNT_CONTACT) else text("Not in your role")


def _refuse(panel: ContactPanel, failure: Failure) -> None:
    values = failure.values if isinstance(failure, Refused) else {}
    panel.refuse(sentence(failure), values.get("field"))
