"""The exercises beside the page, in training only: begun with a key, ticked off by the facts alone."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.changed import Changed
from app.identity.demo_people import BRANDT, REYES
from app.training.exercises import Exercise, Progress, begin, exercises
from resources.texts import text
from ui.context import WindowContext
from ui.error_messages import sentence
from ui.operations import Failure
from ui.theme import theme
from ui.training.exercise_card import ExerciseCard
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, scrolled, stretch

WIDTH = 264
SOON_MS = 80
"""A payment and its papers tell several times within this; the facts are read once."""


class ExercisesPanel(QWidget):
    """264 wide at the right of the window. The first exercise that is not done is open, or the one just begun.

    `over_asked`: somebody wants another practice city.
    """

    over_asked = Signal()

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.progress: tuple[Progress, ...] = ()
        self._chosen: Exercise | None = None
        self.setAccessibleName(text("Exercises"))
        self.cards = {exercise: ExerciseCard(exercise) for exercise in Exercise}
        self._count = Label(size=18, weight=600)
        self._trouble = Label(color="bad", wrap=True)
        self._trouble.hide()
        self.over = Button(text("Start over…"), icon="refresh", key="Ctrl+Shift+O", size="quiet")
        self.over.clicked.connect(self.over_asked)
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self.load)
        self._build()
        for card in self.cards.values():
            card.begin_asked.connect(lambda card=card: self.begin(card.exercise))
        context.changed.connect(self._changed)
        self.load()

    @property
    def done(self) -> int:
        """How many exercises are."""
        return sum(one.done for one in self.progress)

    def begin(self, exercise: Exercise) -> None:
        """From now on the facts are looked at for this exercise."""
        self._chosen = exercise
        self.context.operations.write(
            self, lambda services: begin(services, exercise), lambda _begun: self.load(), self._failed
        )

    def begin_next(self) -> None:
        """The first that was not begun, or else the first that is not done; the whole round again when all are."""
        waiting = [one.exercise for one in self.progress if not one.begun]
        undone = [one.exercise for one in self.progress if not one.done]
        self.begin(next(iter([*waiting, *undone, *Exercise])))

    def load(self) -> None:
        """Asks the journal."""
        self.context.operations.read_anew(self, exercises, self._show, self._failed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Page ground with a line at the left."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("page"))
        painter.fillRect(0, 0, 1, self.height(), theme().color("line"))

    def _build(self) -> None:
        hold(self, width=WIDTH)
        people = text(
            "You are {me}, PIN {my_pin}. The second person is {other}, PIN {other_pin}.",
            me=REYES.display_name,
            my_pin=REYES.pin,
            other=BRANDT.display_name,
            other_pin=BRANDT.pin,
        )
        content = QWidget()
        column(
            self._count,
            self._trouble,
            *self.cards.values(),
            Label(people, size=12, color="muted", wrap=True),
            row(self.over, stretch()),
            stretch(),
            parent=content,
            margins=(12, 12, 12, 12),
            spacing=8,
        )
        column(scrolled(content), parent=self, margins=(1, 0, 0, 0), spacing=0)

    def _changed(self, _changed: Changed) -> None:
        self._soon.start()

    def _show(self, found: tuple[Progress, ...]) -> None:
        self.progress = found
        self._trouble.hide()
        self._count.setText(text("Exercises: {done} of {count} done", done=self.done, count=len(found)))
        open_one = self._open_one()
        for one in found:
            self.cards[one.exercise].show_progress(one, is_open=one.exercise == open_one)

    def _open_one(self) -> Exercise | None:
        begun = [one.exercise for one in self.progress if one.begun and not one.done]
        if self._chosen in begun or not begun:
            return self._chosen
        return begun[0]

    def _failed(self, failure: Failure) -> None:
        self._trouble.setText(sentence(failure))
        self._trouble.show()
