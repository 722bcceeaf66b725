"""Beside the list of drawers: the chosen shift, its close, and what can be done with it; a reason where one is due."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.drawers.all_drawers import AllDrawers, DrawerRow
from app.drawers.reasons import Reason
from resources.texts import current_language, text
from ui.context import WindowContext
from ui.dates import day_words
from ui.drawers.all_drawers_rows import close_figures, state_words, undone_words, warning_words
from ui.error_messages import sentence
from ui.operations import Failure
from ui.shell.command import Command
from ui.widgets.alert import Alert
from ui.widgets.button import Button, Kind
from ui.widgets.card import Card
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field
from ui.widgets.figures import Figures
from ui.widgets.label import Label
from ui.widgets.layout import column, stretch

_UNDONE = 3
"""So many of the latest; all stand in the reports of exceptions."""


class SettlePanel(Card):
    """`rejected`, `reopened`: with the code of a reason. `turned`: it asks for a reason, or no longer does."""

    rejected = Signal(str)
    reopened = Signal(str)
    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", heading_height=44, parent=parent)
        self.asking = ""
        """ "reject" or "reopen" while it asks why; "" else."""
        self._page: AllDrawers | None = None
        self._intents: dict[str, str] = {}
        self.about, self.figures = Label(color="muted", wrap=True), Figures(row_height=24)
        self.note, self.undone = Label(wrap=True), Label(color="muted", wrap=True)
        self.warning, self.refusal = Alert("warn", ""), Alert("bad", "")
        self.reason = ComboBox([], name=text("Reason"))
        self.reason_field = Field(text("Reason"), self.reason)
        self.done_button = Button(text("Send it back"), icon="undo", key="Ctrl+Enter", kind="primary", size="tall")
        self.buttons: list[Button] = []
        self._ways: list[Command] = []
        self._button_column = column(spacing=8)
        self._build()

    def show_row(self, page: AllDrawers, chosen: DrawerRow | None) -> None:
        """Shows another shift, or the same anew."""
        self._page = page
        if chosen is None:
            self.set_title(text("No drawer chosen"))
            self.about.setText("")
            self.figures.set_rows([])
            self.warning.hide()
            self.undone.hide()
            return
        self.set_title(text("Drawer {drawer}, {name}", drawer=chosen.shift.drawer, name=chosen.cashier))
        day = day_words(date.fromisoformat(chosen.shift.business_date))
        self.about.setText(text("{state}. Business date {day}.", state=state_words(chosen.shift.state)[0], day=day))
        self.figures.set_rows(close_figures(page, chosen))
        self.warning.set_words(". ".join(warning_words(warning, chosen) for warning in chosen.warnings))
        self.warning.setVisible(bool(chosen.warnings))
        self.undone.setText("\n".join(undone_words(each, page.time_zone, page.on) for each in chosen.undone[:_UNDONE]))
        self.undone.setVisible(bool(chosen.undone))

    def show_note(self, words: str) -> None:
        """What the cashier typed to the difference; "" for nothing."""
        self.note.setText(f"“{words}”")
        self.note.setVisible(bool(words))

    def set_ways(self, ways: Sequence[Command]) -> None:
        """What can be done now; a way that is closed says why."""
        self.reason_field.setVisible(bool(self.asking))
        self.done_button.setVisible(bool(self.asking))
        if len(ways) != len(self.buttons) and ways:
            self._make_buttons(ways)
        for button in self.buttons:
            button.setVisible(not self.asking)
        self._ways = list(ways)
        for button, way in zip(self.buttons, ways, strict=False):
            button.block(way.reason)

    def ask_reject(self) -> None:
        """Asks why it is sent back."""
        self._ask("reject", text("Send it back"), self._page.reject if self._page else ())

    def ask_reopen(self) -> None:
        """Asks why it is reopened."""
        self._ask("reopen", text("Reopen the shift"), self._page.reopen if self._page else ())

    def submit(self) -> None:
        """Hands the reason over, or says that there is none yet."""
        if not self.reason.value:
            self.reason_field.set_error(text("Choose a reason from the list."))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.asking == "reject":
            self.rejected.emit(self.reason.value)
        else:
            self.reopened.emit(self.reason.value)

    def step_back(self) -> bool:
        """Asks no longer."""
        was = bool(self.asking)
        self.forget()
        return was

    def forget(self) -> None:
        """It is settled, or nobody wants to settle it."""
        self.asking = ""
        self.refusal.hide()
        self.turned.emit()

    def refuse(self, failure: Failure) -> None:
        """Says why it is not settled."""
        self.refusal.set_words(sentence(failure))
        self.refusal.show()

    def intent_for(self, context: WindowContext, close: str) -> str:
        """One id for one thing done to one close: a press again is the same."""
        key = f"{self.asking}/{close}"
        return self._intents.setdefault(key, context.operations.services.ids.new_id())

    def _ask(self, what: str, verb: str, reasons: Sequence[Reason]) -> None:
        self.asking = what
        choices = [(reason.code, reason.name(current_language())) for reason in reasons]
        self.reason.set_choices([("", text("Choose why")), *choices])
        self.reason_field.set_error("")
        self.done_button.setText(verb)
        self.refusal.hide()
        self.turned.emit()
        self.reason.setFocus(Qt.FocusReason.TabFocusReason)

    def _build(self) -> None:
        self.body.addLayout(
            column(
                *(self.about, self.warning, self.figures, self.note, self.undone, stretch()),
                *(self.reason_field, self.refusal, self.done_button, self._button_column),
                margins=16,
                spacing=12,
            )
        )
        for part in (self.warning, self.note, self.undone, self.refusal, self.reason_field, self.done_button):
            part.hide()
        self.done_button.clicked.connect(self.submit)
        self.reason.chosen.connect(lambda _value: self.reason_field.set_error(""))

    def _make_buttons(self, ways: Sequence[Command]) -> None:
        for number, way in enumerate(ways):
            kind: Kind = "plain" if number else "primary"
            key = way.key.replace("Return", "Enter")
            button = Button(way.name, icon=way.icon, key=key, kind=kind, spread=True)
            button.clicked.connect(lambda _checked=False, place=number: self._ways[place].run_if_possible())
            self.buttons.append(button)
            self._button_column.addWidget(button)
