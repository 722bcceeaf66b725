"""Who is at the counter: people at the left, PIN at the right. Shows and asks; `app.identity.sign_in` decides.

    page = SignInPage(SignInPlace(city, office, counter), languages=[("en", "English"), ("es", "Español")])
    page.set_people([SignInPerson(person_id, "M. Reyes", text("Lead cashier"), place=text("drawer A2"))])
    page.sign_in_asked.connect(lambda person_key, pin: ...)     # answer: page.refuse(sentence), or open the counter
    page.set_notice(text("Drawer A2 is still open from 07:58 by M. Reyes. Sign in to go on."))
    page.scan_badge(scan)                                       # from shell.scanned
    shell.show_alone(page)

The PIN is handed over once and forgotten here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QWidget

from resources.texts import text
from ui.identity.person_tile import PersonTile, SignInPerson
from ui.identity.pin_panel import PinPanel
from ui.identity.side_panel import SidePanel
from ui.shell.command import Command
from ui.shell.page import Page
from ui.shell.product_mark import PRODUCT, ProductMark
from ui.shell.top_bar import SearchField
from ui.theme import theme
from ui.widgets.alert import Alert
from ui.widgets.chip import Chip
from ui.widgets.current_stack import CurrentStack
from ui.widgets.label import Label
from ui.widgets.layout import column, gap, grid, hold, row, scrolled, stretch
from ui.widgets.painting import paint_box

_ONE_COLUMN_UNDER = 860


@dataclass(frozen=True)
class SignInPlace:
    """Where this is: city, office, counter ("A2")."""

    city: str
    office: str
    counter: str


class SignInCard(QFrame):
    """The card of 920 × 568: a surface, its right part on page ground."""

    def __init__(self, left: QWidget, right: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._right = right
        halves = row(left, right, parent=self, margins=1, spacing=0)
        halves.setStretch(0, 1)
        hold(self, max_width=920, min_height=568)

    def sizeHint(self) -> QSize:
        """920 wide where there is room."""
        return QSize(theme().px(920), max(theme().px(568), self.minimumSizeHint().height()))

    def hasHeightForWidth(self) -> bool:
        """The people scroll; the card does not grow with them."""
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Two grounds, a border, a line between."""
        painter, x = QPainter(self), self._right.geometry().left()
        paint_box(painter, QRectF(self.rect()), theme().color("surface"), None)
        painter.save()
        painter.setClipRect(x, 0, self.width() - x, self.height())
        paint_box(painter, QRectF(self.rect()), theme().color("page"), None)
        painter.restore()
        painter.fillRect(x, 1, 1, self.height() - 2, theme().color("line"))
        paint_box(painter, QRectF(self.rect()), None, theme().color("line"))


class SignInPage(Page):
    """Emits `sign_in_asked(person key, PIN)` and `language_chosen(language)`."""

    sign_in_asked = Signal(str, str)
    language_chosen = Signal(str)
    help_wanted = Signal(object)
    """Somebody was chosen who needs more than a PIN: the SignInPerson. Answer with `show_side`."""

    def __init__(self, place: SignInPlace, *, languages: Sequence[tuple[str, str]] = (), language: str = "en") -> None:
        super().__init__(text("Sign in"))
        self._place = place
        self._people: list[SignInPerson] = []
        self._tiles: list[PersonTile] = []
        self._group = QButtonGroup(self)
        self._chosen = ""
        self.languages: dict[str, Chip] = {}
        self.finder = SearchField(text("Type a name, or scan a badge"), name=text("Find a person"), key="F2")
        self.pin = PinPanel()
        self._notice = Alert("plain", "")
        self._grid_widget = QWidget()
        self._grid: QGridLayout = grid(parent=self._grid_widget, spacing=8)
        self._sides = CurrentStack(self.pin)
        hold(self._sides, width=400)
        middle = row(stretch(), SignInCard(self._people_side(), self._sides), stretch())
        middle.setStretch(1, 1000)
        head = self._head(languages, language)
        column(head, stretch(5), middle, stretch(6), parent=self, margins=(0, 0, 0, 16), spacing=0)
        self.pin.sign_in_asked.connect(self._ask)
        self.finder.textEdited.connect(self._show_found)
        self.finder.entered.connect(lambda _: self._take_first())
        self.finder.moved.connect(self._walk)

    # -- what the program uses

    def set_people(self, people: Sequence[SignInPerson]) -> None:
        """Shows who can sign in; the first is chosen."""
        self._people = list(people)
        self._show_found(self.finder.text())
        self.choose(next((person.key for person in people if not (person.why_not or person.needs)), ""))

    def choose(self, key: str) -> None:
        """Chooses a person and puts the cursor into the PIN; "" chooses nobody."""
        self._chosen = key
        for tile in self._tiles:
            self._group.setExclusive(False)
            tile.setChecked(tile.person.key == key)
            self._group.setExclusive(True)
        person = next((person for person in self._people if person.key == key), None)
        if person is not None and person.needs:
            self.help_wanted.emit(person)
            return
        self._sides.setCurrentWidget(self.pin)
        self.pin.show_person(person)

    def add_side(self, panel: SidePanel) -> None:
        """Another right side, for `show_side`."""
        self._sides.addWidget(panel)

    def show_side(self, panel: SidePanel) -> None:
        """Shows another right side; choosing a person who needs nothing brings the PIN back."""
        self.pin.show_person(None)
        self._sides.setCurrentWidget(panel)

    def scan_badge(self, badge: str) -> bool:
        """Chooses the person whose badge was scanned. False when nobody has it: then the page says so."""
        person = next((person for person in self._people if person.badge and person.badge == badge), None)
        if person is None:
            self.pin.say(text("That badge belongs to nobody here. Choose your name."))
            return False
        self.choose(person.key)
        return True

    def refuse(self, sentence: str) -> None:
        """Says why signing in did not work; the PIN is empty again."""
        self.pin.say(sentence)

    def set_notice(self, sentence: str) -> None:
        """What to know before signing in, such as a drawer that is still open; "" for nothing."""
        self._notice.set_words(sentence, icon="info")
        self._notice.setVisible(bool(sentence))

    # -- Page

    def help_name(self) -> str:
        """How to get in, and who helps."""
        return "sign-in"

    def commands(self) -> list[Command]:
        """Enter signs in; F2 finds a person."""
        return [
            Command(text("Sign in"), "Enter", self._enter),
            Command(text("Find a person"), "F2", self.finder.setFocus),
        ]

    def step_back(self) -> bool:
        """Esc empties the PIN, then the finder."""
        side = self._sides.currentWidget()
        if isinstance(side, SidePanel):
            side.clear()
        self.pin.clear()
        self.finder.clear()
        self._show_found("")
        return True

    def show_page(self) -> None:
        """The cursor stands in the PIN."""
        self.pin.clear()
        self.pin.field.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """People stand in one column in a narrow window."""
        super().resizeEvent(event)
        self._place_tiles()

    # -- inside

    def _enter(self) -> None:
        side = self._sides.currentWidget()
        if isinstance(side, SidePanel):
            side.ask()
        else:
            self.pin.ask()

    def _head(self, languages: Sequence[tuple[str, str]], language: str) -> QWidget:
        head = QWidget()
        chips = QButtonGroup(head)
        bar = row(
            ProductMark(32),
            Label(PRODUCT, size=15, weight=600),
            stretch(),
            parent=head,
            margins=(24, 0, 24, 0),
            spacing=12,
        )
        for value, name in languages:
            chip = Chip(name, checked=value == language, height=32)
            chip.clicked.connect(lambda _=False, value=value: self.language_chosen.emit(value))
            chips.addButton(chip)
            self.languages[value] = chip
            bar.addWidget(chip)
        hold(head, height=64)
        return head

    def _people_side(self) -> QWidget:
        side = QWidget()
        where = Label(f"{self._place.city}, {self._place.office}", color="muted", elide=True)
        question = Label(
            text("Who is at counter {counter}?", counter=self._place.counter), size=24, weight=600, wrap=True
        )
        hold(self.finder, min_height=44)
        self._notice.hide()
        content = column(where, question, parent=side, margins=(28, 28, 28, 24), spacing=0)
        content.addWidget(gap(16))
        content.addWidget(self.finder)
        content.addWidget(gap(12))
        content.addWidget(scrolled(self._grid_widget), 1)
        content.addWidget(self._notice)
        return side

    def _show_found(self, typed: str) -> None:
        chosen = self._chosen
        for tile in self._tiles:
            self._group.removeButton(tile)
            tile.hide()
            tile.deleteLater()
        wanted = typed.casefold().split()
        found = [person for person in self._people if all(word in person.name.casefold() for word in wanted)]
        self._tiles = [self._tile(person, chosen) for person in found]
        self._place_tiles()

    def _place_tiles(self) -> None:
        """Two columns, or one where there is little room."""
        columns = 1 if self.width() < theme().px(_ONE_COLUMN_UNDER) else 2
        for row_number in range(self._grid.rowCount()):
            self._grid.setRowStretch(row_number, 0)
        for number, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, number // columns, number % columns)
        self._grid.setRowStretch(len(self._tiles), 1)
        for number in (0, 1):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)

    def _tile(self, person: SignInPerson, chosen: str) -> PersonTile:
        tile = PersonTile(person)
        tile.setChecked(person.key == chosen)
        tile.clicked.connect(lambda _=False, key=person.key: self.choose(key))
        self._group.addButton(tile)
        return tile

    def _take_first(self) -> None:
        first = next((tile.person for tile in self._tiles if tile.isEnabled()), None)
        if first is not None:
            self.choose(first.key)

    def _walk(self, step: int) -> None:
        keys = [tile.person.key for tile in self._tiles if tile.isEnabled()]
        if keys:
            place = keys.index(self._chosen) if self._chosen in keys else -step
            self.choose(keys[(place + step) % len(keys)])
            self.finder.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, pin: str) -> None:
        self.sign_in_asked.emit(self.pin.person_key, pin)
