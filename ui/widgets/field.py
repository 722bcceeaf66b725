"""A field as people read it: label above, help at its right, the entry, one sentence under it when something is wrong.

amount = AmountField(text("Cash tendered"), size="cash")
field = Field(text("Cash tendered"), amount, help=text("Type 12.50, or a sum like 4*50"))
field.set_error(text("A check number has 1 to 12 digits."))     # "" takes it away; nothing typed is lost
"""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.theme import theme
from ui.widgets.amount_field import AmountField
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import Label
from ui.widgets.layout import column, row, stretch
from ui.widgets.line_edit import LineEdit

_LAID_OUT_MS = 40
"""Until a form, and the page that scrolls around it, have made room for a sentence."""


class Field(QWidget):
    """`entry` is the control inside, any widget. An AmountField reports its own errors here."""

    def __init__(
        self, label: str, entry: QWidget | None = None, *, help: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.entry: QWidget = entry if entry is not None else LineEdit(name=label)
        self.label = Label(label, weight=500)
        self.label.setBuddy(self.entry)
        self.help = Label(help, size=12, color="muted")
        self._error_icon = IconLabel("bad", "bad", size=16)
        self._error_words = Label(color="bad", wrap=True)
        self._error_bar = QWidget()
        row(self._error_icon, self._error_words, parent=self._error_bar, spacing=6)
        self._error_bar.layout().setStretch(1, 1)  # type: ignore[union-attr]  # the row was just made
        column(row(self.label, stretch(), self.help), self.entry, self._error_bar, parent=self, spacing=6)
        self._error_bar.hide()
        if not self.entry.accessibleName():
            self.entry.setAccessibleName(label)
        self.setFocusProxy(self.entry)
        if isinstance(self.entry, AmountField):
            self.entry.error_changed.connect(self.set_error)

    @property
    def line(self) -> LineEdit:
        """The entry where it is a line. Raises TypeError where it is another control."""
        if not isinstance(self.entry, LineEdit):
            raise TypeError(f"the entry is a {type(self.entry).__name__}")
        return self.entry

    @property
    def error(self) -> str:
        """The sentence under the field; "" when all is well."""
        return self._error_words.text()

    def set_error(self, sentence: str) -> None:
        """Shows what is wrong and what to do, or takes it away."""
        self._error_words.setText(sentence)
        self._error_bar.setVisible(bool(sentence))
        self.entry.setAccessibleDescription(sentence)
        if isinstance(self.entry, LineEdit):
            self.entry.set_wrong(bool(sentence))
        if sentence:
            QTimer.singleShot(_LAID_OUT_MS, self, self._bring_into_view)

    def set_help(self, help: str) -> None:
        """Changes the words at the right of the label."""
        self.help.setText(help)

    def _bring_into_view(self) -> None:
        """In a form that scrolls the sentence is seen whole, not only the entry that has the focus."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None and self.entry.hasFocus():
            around.ensureWidgetVisible(self, 0, theme().px(8))
