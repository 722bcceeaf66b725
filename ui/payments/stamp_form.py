"""The papers of a receipt that can be endorsed or validated, one chosen; Enter prints it, Esc leaves the rest.

Shows and asks; `stamp_flow` orders.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.payments.stamp_facts import ENDORSEMENT
from app.payments.stamps import StampOffer, StampPlace
from app.print_jobs.printer_choice import Station
from resources.texts import text
from ui.payments.stamp_words import is_stamped, paper_name, prompt, state_words
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.choice_tile import ChoiceTile
from ui.widgets.label import Label
from ui.widgets.layout import column, row, stretch
from ui.widgets.tag import Tone


class StampForm(QWidget):
    """`print_asked`: the paper that is in; `chosen`: another paper; `save_asked`: as a file; `left`: no more."""

    print_asked = Signal(object)
    chosen = Signal(object)
    save_asked = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offer = StampOffer()
        self.place: StampPlace | None = None
        self.busy = False
        self._group = QButtonGroup(self)
        self.tiles: list[ChoiceTile] = []
        self.prompt = Alert("plain", "")
        self.problem = Alert("bad", "")
        self.print = Button(text("Print it"), icon="printer", key="Enter", kind="primary", size="tall")
        self.leave = Button(text("Leave it"), key="Esc", size="tall")
        self.save = Button(text("Save as PDF"), key="Ctrl+S", size="quiet")
        self._list = column(spacing=4)
        heading = row(Label(text("Endorse and validate"), size=15, weight=600), stretch(), self.save)
        buttons = row(self.leave, self.print, spacing=8)
        buttons.setStretch(1, 1)
        column(heading, self.prompt, buttons, self.problem, self._list, parent=self, spacing=10)
        self.problem.hide()
        self.print.clicked.connect(self.ask)
        self.leave.clicked.connect(self.left.emit)
        self.save.clicked.connect(self.ask_save)

    def show_offer(self, offer: StampOffer, place: StampPlace | None) -> None:
        """The papers as they stand now, one of them chosen; None when all are done."""
        if [each.key for each in offer.places] != [each.key for each in self.offer.places]:
            self._build_tiles(offer.places)
        self.offer = offer
        self.choose(place or (offer.places[0] if offer.places else None), tell=False)
        self.leave.setText(text("Done") if all(map(is_stamped, offer.places)) else text("Leave it"))

    def choose(self, place: StampPlace | None, *, tell: bool = True) -> None:
        """Another paper is in hand."""
        before, self.place = self.place, place
        for tile, each in zip(self.tiles, self.offer.places, strict=True):
            tile.setText(paper_name(each))
            tile.set_line(state_words(each), _icon(each))
            tile.setChecked(place is not None and each.key == place.key)
        if place is not None:
            self._ask_for(place)
        if tell and place is not None and (before is None or before.key != place.key):
            self.say("")
            self.chosen.emit(place)

    def step(self, by: int) -> None:
        """Ctrl+Down, Ctrl+Up: the next (1) or previous (-1) paper, around the ends."""
        keys = [place.key for place in self.offer.places]
        if self.place is not None and not self.busy:
            self.choose(self.offer.places[(keys.index(self.place.key) + by) % len(keys)])

    def ask(self) -> None:
        """Enter: the paper is in."""
        if self.place is not None and not self.busy and not self.print.reason:
            self.print_asked.emit(self.place)

    def ask_save(self) -> None:
        """Ctrl+S."""
        if self.place is not None:
            self.save_asked.emit(self.place)

    def set_busy(self, *, busy: bool) -> None:
        """While it prints."""
        self.busy = busy
        self.print.setText(text("Printing…") if busy else text("Print it"))
        for tile in self.tiles:
            tile.setEnabled(not busy)

    def say(self, sentence: str, tone: Tone = "bad") -> None:
        """What went wrong, or well; "" takes it away."""
        self.problem.set_words(sentence, tone=tone)
        self.problem.setVisible(bool(sentence))

    def focus_first(self) -> None:
        """Where Enter prints."""
        (self.leave if self.print.reason else self.print).setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_next(self) -> None:
        """The same for whoever comes back."""
        self.focus_first()

    # -- inside

    def _ask_for(self, place: StampPlace) -> None:
        fact, then = prompt(place, self.offer.station)
        self.prompt.set_words(fact, then, tone="warn" if self.offer.station is Station.NONE else "plain")
        self.print.block(text("No slip station") if self.offer.station is Station.NONE else "")

    def _build_tiles(self, places: Sequence[StampPlace]) -> None:
        for tile in self.tiles:
            self._group.removeButton(tile)
            tile.deleteLater()
        self.tiles = [
            ChoiceTile(paper_name(place), state_words(place), icon=_icon(place), ticks=False) for place in places
        ]
        for number, tile in enumerate(self.tiles):
            self._group.addButton(tile)
            self._list.addWidget(tile)
            tile.clicked.connect(lambda _=False, number=number: self.choose(self.offer.places[number]))


def _icon(place: StampPlace) -> str:
    """What kind of paper it is; a mark once it is done."""
    if is_stamped(place):
        return "good"
    return "check" if place.stamp == ENDORSEMENT else "document"


def _tile(place: StampPlace) -> ChoiceTile:
    return ChoiceTile(paper_name(place), state_words(place), icon=_icon(place), ticks=False)
