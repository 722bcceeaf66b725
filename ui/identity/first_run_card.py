"""The card of the first-run wizard: a question at the left, where the sequence stands at the right."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from resources.texts import text
from ui.identity.first_run_step import Step
from ui.identity.sign_in_page import SignInCard
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.layout import column, gap, hold, row, stretch
from ui.widgets.progress_strip import ProgressStrip
from ui.widgets.step_marks import StepMarks


class FirstRunCard(QWidget):
    """Shows one step; `back` and `go_on` are the buttons' wishes."""

    back = Signal()
    go_on = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.marks = StepMarks()
        self.notice = Alert("bad", "")
        self.strip = ProgressStrip()
        self.back_button = Button(text("Back"), key="Esc", size="large")
        self.on_button = Button(text("Continue"), key="Enter", kind="primary", size="large")
        self._part = Label(color="muted")
        self._question = Label(size=24, weight=600, wrap=True)
        self._help = Label(color="muted", wrap=True)
        self._stack = _Stack()
        column(SignInCard(self._question_side(), self._marks_side()), parent=self)
        self.notice.hide()
        self.back_button.clicked.connect(self.back)
        self.on_button.clicked.connect(self.go_on)

    def show_step(self, step: Step, *, can_go_back: bool) -> None:
        """Another question; what was said about the one before goes."""
        self._part.setText(step.part)
        self._question.setText(step.question)
        self._help.setText(step.help)
        self._help.setVisible(bool(step.help))
        if self._stack.indexOf(step) < 0:
            self._stack.addWidget(step)
        self._stack.setCurrentWidget(step)
        self.back_button.setVisible(can_go_back)
        self.notice.hide()
        self.refresh(step)

    def refresh(self, step: Step) -> None:
        """Words and state of the button that goes on."""
        self.on_button.setText(step.button or text("Continue"))
        self.on_button.block(step.why_not())

    def take_away(self, step: Step) -> None:
        """A question that will not be asked in this form again."""
        self._stack.removeWidget(step)
        step.deleteLater()

    def say(self, sentence: str, *, bad: bool = True) -> None:
        """What went wrong, or what to know."""
        self.notice.set_words(sentence, tone="bad" if bad else "plain", icon="" if bad else "info")
        self.notice.setVisible(bool(sentence))

    def _question_side(self) -> QWidget:
        left = QWidget()
        hold(self.on_button, min_width=180)
        buttons = row(self.back_button, stretch(), self.on_button)
        content = column(self._part, self._question, self._help, parent=left, margins=(28, 24, 28, 24), spacing=4)
        content.addWidget(gap(14))
        content.addWidget(self._stack)
        content.addStretch(1)
        content.addWidget(gap(8))
        content.addWidget(self.strip)
        content.addWidget(self.notice)
        content.addWidget(gap(8))
        content.addLayout(buttons)
        return left

    def _marks_side(self) -> QWidget:
        right = QWidget()
        title = Label(text("Setting up"), size=18, weight=600)
        column(title, gap(14), self.marks, stretch(), parent=right, margins=(29, 28, 20, 28), spacing=0)
        hold(right, width=290)
        return right


class _Stack(QStackedWidget):
    """As high as the step that is shown, not as the highest of all."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(self._only_the_current_counts)

    def _only_the_current_counts(self) -> None:
        for number in range(self.count()):
            policy = QSizePolicy.Policy.Preferred if number == self.currentIndex() else QSizePolicy.Policy.Ignored
            widget = self.widget(number)
            if widget is not None:
                widget.setSizePolicy(policy, policy)
