"""The page *Settings*: sections at the left, what can be changed at the right; each change is saved at once."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from app.changed import Changed
from resources.texts import text
from ui.context import WindowContext
from ui.settings.about_section import AboutSection
from ui.settings.customer_section import CustomerSection
from ui.settings.export_section import ExportSection
from ui.settings.look_section import LookSection
from ui.settings.office_section import OfficeSection
from ui.settings.people_section import PeopleSection
from ui.settings.printer_section import PrinterSection
from ui.settings.reference_section import ReferenceSection
from ui.settings.scanner_section import ScannerSection
from ui.settings.second_copy_section import SecondCopySection
from ui.settings.section import Section
from ui.shell.command import Command
from ui.shell.page import Page
from ui.shell.rail_item import RailItem
from ui.sync.sync_section import SyncSection
from ui.theme import theme
from ui.widgets.card import Card
from ui.widgets.current_stack import CurrentStack
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, scrolled, stretch

SECTIONS: tuple[type[Section], ...] = (
    LookSection,
    PrinterSection,
    ScannerSection,
    SecondCopySection,
    ReferenceSection,
    ExportSection,
    PeopleSection,
    OfficeSection,
    CustomerSection,
    AboutSection,
    SyncSection,
)
_NUMBERED = [section for section in SECTIONS if section is not OfficeSection]
_KEYS = tuple(
    "Alt+O" if section is OfficeSection else f"Alt+{(_NUMBERED.index(section) + 1) % 10}" for section in SECTIONS
)
"""Ten have a digit, as before there was an eleventh; the office has its letter."""
WIDEST = 1120
NARROW_UNDER = 800
_WIDE, _NARROW = 220, 58


class SettingsPage(Page):
    """Alt+1 … Alt+0, Alt+O open a section; arrows walk the list, Tab and Right go into the section, Esc comes back."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(text("Settings"))
        self._context = context
        self.sections: list[Section] = []
        self._items: list[RailItem] = []
        self.steps = self._build()

    def _build(self) -> Iterator[None]:
        for section in SECTIONS:
            self.sections.append(section(self._context))
            yield
            yield from self.sections[-1].steps
        self._stack = CurrentStack(*self.sections)
        self._where = Label(color="muted")
        self._say_where()
        title = row(Label(text("Settings"), size=24, weight=600), self._where, stretch(), spacing=12)
        body = row(self._list(), self._panel(), spacing=12)
        body.setStretch(1, 1)
        column(title, body, parent=self, margins=16, spacing=14).setStretch(1, 1)
        for built in self.sections:
            built.commands_changed.connect(self.commands_changed)
        self._items[0].setChecked(True)
        self._context.changed.connect(self._changed)

    # -- Page

    def parts(self) -> list[QWidget]:
        """The sections."""
        return list(self.sections)

    def help_name(self) -> str:
        """What is set where; a section may have a page of its own."""
        return self.section.help_name()

    def commands(self) -> list[Command]:
        """The section's own, then the way to every section."""
        ways = [
            Command(text("Settings: {section}", section=section.name), key, partial(self.open_section, section))
            for key, section in zip(_KEYS, self.sections, strict=True)
        ]
        return [*self.section.commands(), *ways]

    def show_page(self) -> None:
        """The section that was open; the list has the focus."""
        self.section.show_section()
        self._item_of(self.section).setFocus()

    def step_back(self) -> bool:
        """Out of the section to the list; from the list to the page before."""
        if self.section.step_back():
            return True
        item = self._item_of(self.section)
        if item.hasFocus():
            return False
        item.setFocus()
        return True

    def take_scan(self, scan: str) -> bool:
        """The scanner's section tries scans out."""
        return self.section.take_scan(scan)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Right and Enter go from the list into the section."""
        on_list = self._item_of(self.section).hasFocus()
        if on_list and event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._item_of(self.section).focusNextChild()
            return
        super().keyPressEvent(event)

    # -- what the program uses

    @property
    def section(self) -> Section:
        """The section that is shown."""
        return self.sections[self._stack.currentIndex()]

    @property
    def where(self) -> str:
        """Which counter and office this is, beside the title."""
        return self._where.text()

    def open_section(self, section: Section) -> None:
        """Shows a section and loads it."""
        item = self._item_of(section)
        item.setChecked(True)
        item.setFocus()
        self._bring(section)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the list is icons; their names stand in the tooltip and in F1."""
        super().resizeEvent(event)
        narrow = self.width() < theme().px(NARROW_UNDER)
        for item in self._items:
            item.set_narrow(narrow)
        hold(self._card, width=_NARROW if narrow else _WIDE)

    # -- inside

    def _changed(self, _: Changed) -> None:
        self._say_where()

    def _say_where(self) -> None:
        place = self._context.operations.services.place
        self._where.setText(text("{counter}, {office}", counter=place.counter, office=place.office_name))

    def _bring(self, section: Section) -> None:
        if section is not self.section:
            self._stack.setCurrentWidget(section)
            self._area.verticalScrollBar().setValue(0)
        section.show_section()
        self.commands_changed.emit()

    def _item_of(self, section: Section) -> RailItem:
        return self._items[self.sections.index(section)]

    def _list(self) -> QWidget:
        card = self._card = Card(padding=8, spacing=2)
        hold(card, width=_WIDE)
        for key, section in zip(_KEYS, self.sections, strict=True):
            item = RailItem(section.name, section.icon, key)
            item.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            item.clicked.connect(partial(self._clicked, section))
            self._items.append(item)
            card.body.addWidget(item)
        card.body.addStretch(1)
        return card

    def _clicked(self, section: Section, _checked: bool = False) -> None:
        self._bring(section)

    def _panel(self) -> QWidget:
        ground = QWidget()
        hold(self._stack, max_width=WIDEST)
        content = row(self._stack, stretch(), parent=ground, spacing=0)
        content.setStretch(0, 1000)
        self._area: QScrollArea = scrolled(ground)
        return self._area
