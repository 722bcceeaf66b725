"""The card with which a workstation that works alone joins the city's center: address and code."""

from PySide6.QtCore import Signal

from app.errors import Refused
from app.sync.centre_address import CentreAddressRefusal
from app.sync.enrol import JoinCentre, parse
from resources.texts import text
from ui.error_messages import sentence
from ui.operations import Failure
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.label import Label
from ui.widgets.layout import column, row, stretch


class JoinCard(Card):
    """Emits `wanted(JoinCentre)` for what can be an address and a code."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(text("Join the city's center"), dense=True)
        self.address = Field(text("Address of the center"))
        self.address.line.setPlaceholderText("db.cypress-springs.gov")
        self.code = Field(text("Code"), help=text("Read out by whoever keeps the center; good for ten minutes"))
        self.button = Button(text("Join the center"), icon="network", kind="primary", key="Ctrl+Return")
        self.outcome = Alert("bad", "")
        self.outcome.hide()
        words = text(
            "Everything this counter holds goes along, unchanged. "
            "From then on counters see each other's payments, and go on alone where the network is cut."
        )
        about = Label(words, color="muted", wrap=True)
        fields = row(self.address, self.code, spacing=12)
        fields.setStretch(0, 1)
        fields.setStretch(1, 1)
        self.body.addLayout(column(about, fields, self.outcome, row(self.button, stretch()), margins=16, spacing=12))
        for field in (self.address, self.code):
            field.line.returnPressed.connect(self.join)
            field.line.textEdited.connect(self._forget_errors)
        self.button.clicked.connect(self.join)

    def join(self) -> None:
        """Asks, where what stands there can be right."""
        self._forget_errors()
        command = JoinCentre(self.address.line.text().strip(), self.code.line.text().strip())
        try:
            parse(command)
        except Refused as refused:
            field = self.address if isinstance(refused.code, CentreAddressRefusal) else self.code
            field.set_error(sentence(refused))
            field.entry.setFocus()
            return
        self.wanted.emit(command)

    def fail(self, failure: Failure) -> None:
        """What was typed stays."""
        self.outcome.set_words(sentence(failure), tone="bad")
        self.outcome.show()

    def block(self, reason: str) -> None:
        """Only shown, with the reason; "" lets people type."""
        for field in (self.address, self.code):
            field.entry.setEnabled(not reason)
        self.button.block(reason)

    def _forget_errors(self) -> None:
        self.outcome.hide()
        for field in (self.address, self.code):
            field.set_error("")
