"""What the page has to say or to ask above the lines: one alert with up to three answers.

notices.tell("plain", text("The sale is cleared."), actions=[NoticeAction(text("Undo"), "Ctrl+Z", undo)])
notices.ask("attempt", "warn", text("Did the terminal approve 57.20 at 10:14?"), actions=[...])   # until answered
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.layout import column, row
from ui.widgets.tag import Tone


@dataclass(frozen=True)
class NoticeAction:
    """A button of a notice; `key` is only shown, the page binds it."""

    words: str
    key: str
    run: Callable[[], None]


class NoticeBar(QWidget):
    """One message that goes with the next step, and questions that stay until they are answered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: dict[str, Alert] = {}
        self._content = column(parent=self, margins=(16, 12, 16, 12), spacing=8)
        self.hide()

    def tell(self, tone: Tone, fact: str, rest: str = "", actions: Sequence[NoticeAction] = ()) -> None:
        """Says something until `quiet`."""
        self.ask("", tone, fact, rest, actions)

    def ask(self, key: str, tone: Tone, fact: str, rest: str = "", actions: Sequence[NoticeAction] = ()) -> None:
        """Asks something until `answered`; the same key again replaces the question."""
        self._drop(key)
        buttons = [_button(action) for action in actions]
        holder = QWidget()
        row(*buttons, parent=holder, spacing=4)
        alert = Alert(tone, fact, rest, action=holder if buttons else None)
        self._parts[key] = alert
        self._content.addWidget(alert)
        self.show()

    def quiet(self) -> None:
        """Takes the message away; questions stay."""
        self._drop("")

    def answered(self, key: str) -> None:
        """Takes a question away."""
        self._drop(key)

    @property
    def words(self) -> list[str]:
        """Everything that is said and asked."""
        return [alert.words for alert in self._parts.values()]

    def buttons(self) -> list[Button]:
        """Every answer that can be given."""
        return [button for alert in self._parts.values() for button in alert.findChildren(Button)]

    def _drop(self, key: str) -> None:
        alert = self._parts.pop(key, None)
        if alert is not None:
            self._content.removeWidget(alert)
            alert.hide()
            alert.deleteLater()
        self.setVisible(bool(self._parts))


def _button(action: NoticeAction) -> Button:
    button = Button(action.words, key=action.key, size="quiet", color="accent")
    button.clicked.connect(lambda: action.run())
    return button
