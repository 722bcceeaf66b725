"""One exercise: its name, whether it is done, and while it is open what to do and which steps are there."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.training.exercises import Exercise, Progress, Step
from resources.texts import text
from ui.training.exercise_words import exercise_name, step_words, what_to_do
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import Label
from ui.widgets.layout import column, row, stretch
from ui.widgets.tag import Tag


class ExerciseCard(Card):
    """`begin_asked` when somebody wants to begin, or begin again."""

    begin_asked = Signal()

    def __init__(self, exercise: Exercise, parent: QWidget | None = None) -> None:
        super().__init__(padding=12, parent=parent)
        self.exercise = exercise
        self._name = Label(exercise_name(exercise), weight=600, wrap=True)
        self.tag = Tag(" ")
        self._what = Label(what_to_do(exercise), color="muted", wrap=True)
        self.begin = Button(text("Begin"), size="quiet")
        self.begin.clicked.connect(self.begin_asked)
        self._steps = QWidget()
        self._steps_column = column(parent=self._steps, spacing=4)
        self.marks: dict[Step, IconLabel] = {}
        heading = row(self._name, self.tag, spacing=8)
        heading.setStretch(0, 1)
        self.body.addLayout(column(heading, self._what, self._steps, row(self.begin, stretch()), spacing=8))

    def show_progress(self, progress: Progress, *, is_open: bool) -> None:
        """What the facts say; `is_open`: this one is worked on, so it says how."""
        self._show_steps(progress)
        if progress.done:
            self.tag.set_words(text("Done"), "good")
        elif progress.begun:
            self.tag.set_words(text("Not done yet"), "warn")
        else:
            self.tag.set_words(text("Not begun"), "plain")
        self.begin.setText(text("Begin again") if progress.begun else text("Begin"))
        for part in (self._what, self._steps):
            part.setVisible(is_open)
        self.setAccessibleName(f"{exercise_name(self.exercise)}. {self.tag.accessibleName()}")

    def _show_steps(self, progress: Progress) -> None:
        for step, done in progress.steps:
            if step not in self.marks:
                self.marks[step] = IconLabel("other", size=16)
                line = row(self.marks[step], Label(step_words(step), wrap=True), spacing=8)
                line.setStretch(1, 1)
                self._steps_column.addLayout(line)
            self.marks[step].set_icon("good" if done else "minus", "good" if done else "muted")
            self.marks[step].setAccessibleName(text("Done") if done else text("Not done yet"))
