"""What is done about a request, at the foot of its detail: sign, decline, ask back; answer or withdraw one's own.

One at a time: `mode` says which; Decline and Ask back open a line of their own in place of the PIN, Esc closes it.
"""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.drawers.reasons import Reason
from resources.texts import current_language, text
from ui.widgets.button import Button
from ui.widgets.combo_box import ComboBox
from ui.widgets.current_stack import CurrentStack
from ui.widgets.field import Field
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, stretch
from ui.widgets.line_edit import LineEdit
from ui.widgets.pin_field import PinField


class Mode(StrEnum):
    """What stands at the foot."""

    NOTHING = "nothing"
    SIGN = "sign"
    DECLINE = "decline"
    ASK_BACK = "ask_back"
    OWN = "own"
    ANSWER = "answer"


class RequestFoot(QWidget):
    """`approved` with the PIN, `declined` with reason and note, `asked_back` and `answered` with a note."""

    approved = Signal(str)
    declined = Signal(str, str)
    asked_back = Signal(str)
    answered = Signal(str)
    withdrawn = Signal()
    mode_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mode = Mode.NOTHING
        self.base = Mode.NOTHING
        self.busy = False
        self.pin = PinField(name=text("Your PIN"), height=44)
        self.sign_words = Label(color="muted", elide=True)
        self.approve = Button(text("Approve"), icon="tick", key="Ctrl+Enter", kind="primary", size="tall")
        self.decline = Button(text("Decline"), icon="close", key="Ctrl+D", kind="dangerous", size="tall")
        self.ask_back = Button(text("Ask back"), icon="note", key="Ctrl+B", size="tall")
        self.reason = ComboBox([], name=text("Why do you decline?"))
        self.note = LineEdit(name=text("Note"))
        self.note_field, self.reason_field = (
            Field(text("Note"), self.note),
            Field(self.reason.accessibleName(), self.reason),
        )
        self.send = Button("", icon="tick", key="Ctrl+Enter", kind="primary", size="tall")
        self.back = Button(text("Back"), key="Esc", size="tall")
        self.answer = Button(text("Answer"), icon="note", key="Ctrl+B", size="tall")
        self.withdraw = Button(text("Withdraw"), icon="close", key="Ctrl+D", size="tall")
        self.error = Label(color="bad", wrap=True)
        self._build()
        self._connect()

    # -- what the page uses

    def show_mode(self, mode: Mode) -> None:
        """What can be done about the request that is shown; what was begun for another is dropped."""
        self.base = mode
        self.pin.clear()
        self.note.clear()
        self.reason.set_value("")
        self._turn(mode)

    def set_reasons(self, reasons: Sequence[Reason]) -> None:
        """What whoever declines chooses from."""
        named = [(reason.code, reason.name(current_language())) for reason in reasons]
        self.reason.set_choices([("", text("Choose why")), *named])

    def begin(self, mode: Mode) -> None:
        """Decline, ask back, answer: its own line."""
        if self.base is not Mode.NOTHING:
            self._turn(mode)
            self.focus_first()

    def step_back(self) -> bool:
        """Esc: back to the PIN, or to one's own buttons. False when nothing was begun."""
        if self.mode is self.base:
            return False
        self._turn(self.base)
        self.focus_first()
        return True

    def submit(self) -> None:
        """Ctrl+Enter, and Enter in a field: hands over what was entered, or says what is missing."""
        if self.busy:
            return
        self.say("")
        if self.mode is Mode.SIGN:
            self._sign()
        elif self.mode is Mode.DECLINE and not self.reason.value:
            self.reason_field.set_error(text("Choose why you decline."))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.mode is Mode.DECLINE:
            self.set_busy(busy=True)
            self.declined.emit(self.reason.value, self.note.text())
        elif self.mode in (Mode.ASK_BACK, Mode.ANSWER):
            self._say_note()

    def say(self, sentence: str) -> None:
        """What is missing or was refused; "" takes it away. What was typed stays, but for the PIN."""
        self.set_busy(busy=False)
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        self.reason_field.set_error("")
        if sentence:
            self.focus_first()

    def set_busy(self, *, busy: bool) -> None:
        """While it is recorded."""
        self.busy = busy
        for button in (self.approve, self.send):
            button.setEnabled(not busy)

    def focus_first(self) -> None:
        """Where typing goes on."""
        first: dict[Mode, QWidget] = {
            Mode.SIGN: self.pin,
            Mode.DECLINE: self.note if self.reason.value else self.reason,
            Mode.ASK_BACK: self.note,
            Mode.ANSWER: self.note,
            Mode.OWN: self.answer if self.answer.isVisible() else self.withdraw,
        }
        if self.mode in first:
            first[self.mode].setFocus(Qt.FocusReason.OtherFocusReason)

    # -- inside

    def _sign(self) -> None:
        if self.pin.length:
            self.set_busy(busy=True)
            self.approved.emit(self.pin.take())
        else:
            self.say(text("Type your PIN to sign."))

    def _say_note(self) -> None:
        note = self.note.text()
        if not note.strip():
            self.say(text("Write what you want to say first."))
            return
        self.set_busy(busy=True)
        (self.asked_back if self.mode is Mode.ASK_BACK else self.answered).emit(note)

    def _turn(self, mode: Mode) -> None:
        self.mode = mode
        self.say("")
        send = {Mode.DECLINE: text("Decline"), Mode.ASK_BACK: text("Ask back"), Mode.ANSWER: text("Answer")}
        labels = {Mode.ASK_BACK: text("What do you want to know?"), Mode.ANSWER: text("Your answer")}
        self.send.setText(send.get(mode, ""))
        self.note_field.label.setText(labels.get(mode, text("Note")))
        self.reason_field.setVisible(mode is Mode.DECLINE)
        parts = {Mode.SIGN: self._signing, Mode.OWN: self._owning}
        self._stack.setCurrentWidget(parts.get(mode, self._writing))
        self.setVisible(mode is not Mode.NOTHING)
        self.mode_changed.emit()

    def _build(self) -> None:
        self._signing, self._writing, self._owning = QWidget(), QWidget(), QWidget()
        hold(self.pin, width=148)
        name = Label(text("Your PIN"), weight=500)
        buttons = row(self.pin, stretch(), self.ask_back, self.decline, self.approve, spacing=8)
        words = row(name, self.sign_words, spacing=8)
        words.setStretch(1, 1)
        column(words, buttons, parent=self._signing, spacing=8)
        fields = row(self.reason_field, self.note_field, spacing=8)
        fields.setStretch(0, 1)
        fields.setStretch(1, 2)
        column(fields, row(stretch(), self.back, self.send, spacing=8), parent=self._writing, spacing=8)
        column(stretch(), row(stretch(), self.answer, self.withdraw, spacing=8), parent=self._owning)
        self._stack = CurrentStack(self._signing, self._writing, self._owning)
        column(self.error, self._stack, parent=self, margins=(20, 12, 20, 16), spacing=8)
        self.error.hide()

    def _connect(self) -> None:
        self.approve.clicked.connect(self.submit)
        self.send.clicked.connect(self.submit)
        self.pin.entered.connect(self.submit)
        self.decline.clicked.connect(lambda: self.begin(Mode.DECLINE))
        self.ask_back.clicked.connect(lambda: self.begin(Mode.ASK_BACK))
        self.answer.clicked.connect(lambda: self.begin(Mode.ANSWER))
        self.back.clicked.connect(self.step_back)
        self.withdraw.clicked.connect(self.withdrawn.emit)
