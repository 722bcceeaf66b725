"""What is asked of the planner: from, to, when, by wheelchair, how many changes."""

from datetime import date

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.errors import Refused
from app.payments.written_moment import read_date, read_time
from app.transit.places import Place
from resources.texts import text
from ui.dates import day_to_type
from ui.error_messages import sentence
from ui.transit.place_field import PlaceField
from ui.widgets.button import Button
from ui.widgets.check_box import CheckBox
from ui.widgets.chip import Chip
from ui.widgets.combo_box import ComboBox
from ui.widgets.icon_button import IconButton
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, stretch
from ui.widgets.line_edit import LineEdit

NOW, LEAVE_AT, ARRIVE_BY = range(3)
ANY_CHANGES = "any"


class Asked(msgspec.Struct, frozen=True):
    """What stands in the form. A place that was typed and not chosen is looked up by its words."""

    origin: Place | None
    origin_typed: str
    destination: Place | None
    destination_typed: str
    day: date
    seconds: int
    arrive_by: bool
    wheelchair: bool
    changes_max: int | None


class TripForm(QWidget):
    """`wanted` when a plan is asked with the button."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.origin = PlaceField(text("Stop or its number"), name=text("From"), icon="location")
        self.destination = PlaceField(text("Stop or its number"), name=text("To"), icon="flag")
        self.swap_button = IconButton("swap", text("Swap from and to"), key="F9")
        self.swap_button.clicked.connect(self.swap)
        self.modes = [Chip(text("Leave now"), checked=True), Chip(text("Leave at")), Chip(text("Arrive by"))]
        self._group = QButtonGroup(self)
        for number, chip in enumerate(self.modes):
            self._group.addButton(chip, number)
        self._group.idToggled.connect(self._mode_toggled)
        self.time = LineEdit(name=text("Time"))
        self.day = LineEdit(name=text("Day"))
        self.wheelchair = CheckBox(text("Wheelchair"))
        self.changes = ComboBox(_changes(), name=text("Changes"))
        self.changes.set_value(ANY_CHANGES)
        self.error = Label(color="bad", wrap=True)
        self.error.hide()
        self.plan_button = Button(text("Plan"), icon="search", key="Enter", kind="primary", size="normal")
        self.plan_button.clicked.connect(self.wanted)
        self._arrange()
        self.set_mode(NOW)

    def _arrange(self) -> None:
        hold(self.time, width=72)
        hold(self.day, width=104)
        hold(self.changes, width=150)
        fields = column(
            row(hold_label(text("From")), self.origin), row(hold_label(text("To")), self.destination), spacing=8
        )
        places = row(fields, self.swap_button, spacing=8)
        places.setStretch(0, 1)
        self._when = QWidget()
        row(self.time, self.day, stretch(), parent=self._when)
        modes = row(*self.modes, stretch(), spacing=6)
        options = row(self.changes, stretch(), self.wheelchair)
        column(places, modes, self._when, options, self.error, self.plan_button, parent=self, margins=14, spacing=8)

    # -- what the page uses

    @property
    def mode(self) -> int:
        """NOW, LEAVE_AT or ARRIVE_BY."""
        return self._group.checkedId()

    def set_mode(self, mode: int) -> None:
        """Chooses one; the time gets the cursor where one is needed."""
        self.modes[mode].setChecked(True)
        self._when.setVisible(mode != NOW)
        if mode != NOW and self.isVisible():
            self.time.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.time.selectAll()

    def set_now(self, day: date, seconds: int) -> None:
        """What "now" is; fields that are empty begin with it."""
        self._now = (day, seconds)
        if not self.day.text():
            self.day.setText(day_to_type(day))
        if not self.time.text():
            self.time.setText(f"{seconds // 3600}:{seconds // 60 % 60:02d}")

    def swap(self) -> None:
        """Back the same way."""
        origin, destination = self.origin, self.destination
        places, words = (destination.place, origin.place), (destination.text(), origin.text())
        for field, place, typed in zip((origin, destination), places, words, strict=True):
            field.set_place(place)
            field.setText(typed)

    def asked(self) -> Asked | None:
        """What is asked; None, and said, where a day or time cannot be read."""
        self.set_error("")
        try:
            day, seconds = self._moment()
        except Refused as refused:
            self.set_error(sentence(refused))
            return None
        changes = None if self.changes.value == ANY_CHANGES else int(self.changes.value)
        return Asked(
            self.origin.place,
            self.origin.text(),
            self.destination.place,
            self.destination.text(),
            day,
            seconds,
            self.mode == ARRIVE_BY,
            self.wheelchair.isChecked(),
            changes,
        )

    def set_error(self, words: str) -> None:
        """What is the matter with the question; "" takes it away."""
        self.error.setText(words)
        self.error.setVisible(bool(words))

    # -- inside

    def _moment(self) -> tuple[date, int]:
        if self.mode == NOW:
            return self._now
        time = read_time(self.time.text())
        return read_date(self.day.text(), self._now[0]), time.hour * 3600 + time.minute * 60

    def _mode_toggled(self, mode: int, on: bool) -> None:
        if on:
            self.set_mode(mode)


def hold_label(words: str) -> QWidget:
    """A label as wide as its neighbours."""
    label = Label(words, color="muted")
    hold(label, width=48)
    return label


def _changes() -> list[tuple[str, str]]:
    few = [("0", text("No change")), ("1", text("1 change at most"))]
    more = [(str(n), text("{count} changes at most", count=n)) for n in (2, 3)]
    return [(ANY_CHANGES, text("Any changes")), *few, *more]
