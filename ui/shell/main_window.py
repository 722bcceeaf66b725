"""The window: rail, top bar, pages, status strip; binds the keys of the page that is shown; routes scans.

    shell = MainWindow([PageEntry("counter", text("Counter"), "counter", "F3", make_counter), ...])
    shell.set_user("M. Reyes", text("Lead cashier"), [Command(text("Lock"), "Ctrl+L", lock)])
    shell.strip.set_parts([...]); shell.strip.opened.connect(...)
    shell.scanned.connect(on_scan)                       # wherever the focus is
    shell.top_bar.search.textEdited.connect(search)      # answer with shell.results.show_hits(...)
    shell.search_entered.connect(search_now)             # Enter without a chosen hit
    shell.go("counter")                                  # its frame at once where it is not built yet
    shell.open("counter")                                # built when this returns

Keys come from `Page.commands()` and `set_commands`; the page's win where both have one. Enter and Esc are not taken
from the control that has the focus.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from app.training_mode import in_training
from resources.help_pages import help_lines
from resources.texts import current_language, text
from ui.shell.arriving_page import ArrivingPage, key_of, type_again
from ui.shell.command import Command
from ui.shell.idle_builder import IdleBuilder
from ui.shell.key_binder import KeyBinder, enter_command
from ui.shell.keys_page import KeysPage
from ui.shell.letting_go import letting_go
from ui.shell.overlays import Overlays
from ui.shell.page import Page, PageEntry
from ui.shell.page_shelf import PageShelf
from ui.shell.page_stack import PageStack
from ui.shell.product_mark import PRODUCT
from ui.shell.rail import Rail
from ui.shell.scanner import Scanner
from ui.shell.status_strip import StatusStrip
from ui.shell.top_bar import TopBar
from ui.shell.training_bar import TrainingBar
from ui.theme import theme
from ui.widgets.layout import column, row
from ui.widgets.next_turn import paint_apart

NARROW_UNDER = 1200
_HISTORY_LONGEST = 20
_PATIENCE_SECONDS = 2.0
"""What was typed before a page stood waits this long for what the page asks first."""


class MainWindow(QMainWindow):
    """The shell around the pages. Pages are made when first opened and then kept."""

    page_opened = Signal(str)
    scanned = Signal(str)
    search_entered = Signal(str)

    def __init__(self, entries: Sequence[PageEntry], scanner: Scanner | None = None) -> None:
        super().__init__()
        paint_apart(self)
        self._page: Page | None = None
        self._history: list[Page] = []
        self._commands: list[Command] = []
        self._keys = KeyBinder(self)
        self._alone = False
        self._side: QWidget | None = None
        self.rail = Rail(entries)
        self.top_bar = TopBar()
        self.stack = PageStack()
        self.shelf = PageShelf(entries, self.stack)
        self._arriving = IdleBuilder(self)
        self.strip = StatusStrip()
        self._build()
        self._overlays = Overlays(self._ground, self.top_bar.search, self.all_commands)
        self.results, self.palette_panel = self._overlays.results, self._overlays.palette
        self._connect()
        self._scanner = scanner
        if scanner is not None:
            scanner.scanned.connect(self._on_scan)
        self._bind_keys()

    # -- what the program uses

    def open(self, key: str) -> Page:
        """Shows the page of an entry, making it the first time. Raises KeyError for a page that was not announced."""
        page = self.shelf.page(key)
        self.show_page(page)
        self.page_opened.emit(key)
        return page

    def go(self, key: str, then: Callable[[Page], object] | None = None) -> None:
        """Shows the page of an entry; the first time its frame, until it is built. `then` gets the page that stands."""
        self._arriving.forget()
        if self.shelf.stands(key):
            self._stand(key, then)
            return
        frame = ArrivingPage(self.shelf.entries[key].name)
        self.show_page(frame)
        self.rail.choose(key)
        self._arriving.add(self._arrive(key, frame, then))

    def building(self, key: str) -> Iterator[None]:
        """Makes the page of an entry step by step, before anybody opens it; `open` takes what steps are left then."""
        yield from self.shelf.building(key)
        yield from self.shelf.later(key)

    def laying_out(self) -> Iterator[None]:
        """Lays the window out at the size that it was given before it is shown, so that its pages know their room."""
        self.ensurePolished()
        yield
        for holder in (self, self._ground):
            layout = holder.layout()
            if layout is not None:
                layout.activate()
        yield

    def retire(self) -> None:
        """Another window takes its place: scans are no longer for this one."""
        if self._scanner is not None:
            self._scanner.scanned.disconnect(self._on_scan)
            self._scanner = None
        self.hide()

    def letting_go(self) -> Iterator[None]:
        """Steps after which nothing is left of the window; it is retired since a while."""
        pages = dict.fromkeys([*self.shelf.all_pages(), *self._history, *([self._page] if self._page else [])])
        parts = [part for page in pages for part in (*page.parts(), self.stack.holder(page))]
        yield from letting_go([*parts, self])

    def set_badge(self, key: str, count: int) -> None:
        """Shows a count at a page's place in the rail; a window without that page shows none."""
        if key in self.shelf.entries:
            self.rail.set_badge(key, count)

    def has_page(self, key: str) -> bool:
        """Was the page of an entry built? One that was not yet hears no signal."""
        return self.shelf.stands(key)

    def show_page(self, page: Page) -> None:
        """Shows any page, also one without an entry; Esc goes back to the one before."""
        if self._alone:  # nobody steps back to a page that stood alone
            self._history.clear()
        else:
            self._remember(towards=page)
        self._set_alone(False)
        self._bring(page)

    def show_alone(self, page: Page) -> None:
        """Shows a page without rail and top bar (sign-in, first-run wizard); there is no way back but `open`."""
        self._overlays.close_all()
        self._history.clear()
        self._set_alone(True)
        self._bring(page)

    @property
    def current_page(self) -> Page | None:
        """The page that is shown."""
        return self._page

    def set_commands(self, commands: Sequence[Command]) -> None:
        """Commands that work on every page, beside those of the shell itself."""
        self._commands = list(commands)
        self._bind_keys()

    def set_user(self, name: str, role: str, commands: Sequence[Command]) -> None:
        """Shows who is signed in, with the commands of their menu."""
        self.top_bar.user.set_user(name, role, commands)

    def set_side(self, side: QWidget) -> None:
        """Shows something beside every page; not beside one that stands alone."""
        self._side = side
        self._whole.addWidget(side)
        side.setVisible(not self._alone)
        self._fit()

    def turn_side(self) -> None:
        """Shows or hides what stands beside the pages."""
        if self._side is not None:
            self._side.setVisible(self._side.isHidden())
            self._fit()

    def all_commands(self) -> list[Command]:
        """Every command that can be called now, the page's first."""
        page = self.current_page
        return [*(page.commands() if page is not None else ()), *self.general_commands()]

    def general_commands(self) -> list[Command]:
        """The commands of the shell and those given with `set_commands`; only some while a page stands alone."""
        looks = [
            Command(text("Larger"), "Ctrl++", theme().zoom_in),
            Command(text("Smaller"), "Ctrl+-", theme().zoom_out),
            Command(text("Normal size"), "Ctrl+0", lambda: theme().change(zoom_percent=100)),
            Command(text("Help and keys of this page"), "F1", self.show_keys, "help"),
        ]
        if self._alone:
            return looks
        pages = [
            Command(text("Go to {page}", page=entry.name), entry.shortcut, partial(self.go, key), entry.icon)
            for key, entry in self.shelf.entries.items()
        ]
        search = Command(text("Search"), "F2", self.focus_search, "search")
        commands = Command(text("Commands"), "Ctrl+K", self.open_palette)
        return [search, *pages, *self._commands, commands, *looks]

    def binds_key(self, key: str) -> bool:
        """Whether a key runs a command now; lines of text give up their own editing keys for it."""
        return self._keys.binds(key)

    # -- what keys do

    def focus_search(self) -> None:
        """F2."""
        self.top_bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top_bar.search.selectAll()

    def open_palette(self) -> None:
        """Ctrl+K."""
        self.palette_panel.open()
        self._overlays.place()

    def show_keys(self) -> None:
        """F1: the keys of the page that is shown, and its help."""
        page = self.current_page
        if isinstance(page, KeysPage):
            self.step_back()
            return
        own = page.commands() if page is not None else []
        title = page.title if page is not None else PRODUCT
        lines = help_lines(page.help_name() if page is not None else "", current_language())
        keys = KeysPage([(title, own), (text("Everywhere"), self.general_commands())], lines)
        self._remember(towards=keys)
        self._bring(keys)  # beside a page that stands alone, no key gets bound that leads around it

    def step_back(self) -> None:
        """Esc: ends the search, closes what lies over the page, else a step back in the page, else the page before."""
        if self._end_search() or self._overlays.close_one():
            return
        if self.current_page is not None and not self.current_page.step_back():
            self._page_back()

    def _end_search(self) -> bool:
        """Takes away what was found and what was typed for it. False when nobody searches."""
        search = self.top_bar.search
        searching = self.results.isVisible() or (search.hasFocus() and bool(search.text()))
        if self.palette_panel.isVisible() or not searching:
            return False
        self.results.close_panel()
        search.clear()
        return True

    # -- Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that nobody wanted: Esc steps back; Enter goes to the page where nothing has the focus."""
        if event.key() == Qt.Key.Key_Escape:
            self.step_back()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and QApplication.focusWidget() in (None, self):
            self._run_enter()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside a panel closes it."""
        super().mousePressEvent(event)
        self._overlays.close_all()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The rail gives way in a narrow window."""
        super().resizeEvent(event)
        self._fit()

    # -- inside

    def _stand(self, key: str, then: Callable[[Page], object] | None) -> None:
        page = self.open(key)
        if then is not None:
            then(page)

    def _arrive(self, key: str, frame: ArrivingPage, then: Callable[[Page], object] | None) -> Iterator[None]:
        """Builds a page behind its frame, then shows it and gives it what was typed."""
        yield
        yield from self.shelf.building(key)
        if self.current_page is not frame:
            return
        self._stand(key, then)
        until = time.monotonic() + _PATIENCE_SECONDS
        while frame.keys and not self.shelf.page(key).is_ready and time.monotonic() < until:
            yield
        for event in frame.keys:
            yield
            if not self._keys.run(key_of(event)):
                type_again(event)

    def _build(self) -> None:
        self._ground = QWidget()
        right = column(self.top_bar, self.stack, self.strip, spacing=0)
        right.setStretch(1, 1)
        self._whole = row(self.rail, right, spacing=0)
        self._whole.setStretch(1, 1)
        bars = [TrainingBar()] if in_training() else []
        column(*bars, self._whole, parent=self._ground, spacing=0).setStretch(len(bars), 1)
        self.setCentralWidget(self._ground)
        self.setWindowTitle(PRODUCT)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.go)
        self.rail.commands_wanted.connect(self.open_palette)
        self.rail.keys_wanted.connect(self.show_keys)
        search = self.top_bar.search
        search.moved.connect(self.results.list.walk)
        search.entered.connect(self._search_entered)
        self.palette_panel.closed.connect(self._focus_page)
        theme().changed.connect(self._fit)

    def _bring(self, page: Page) -> None:
        """Shows a page in place of the one before, and listens to its commands."""
        before, self._page = self._page, page
        self.results.hide()
        self.stack.show_page(page)
        if before is not page:
            page.commands_changed.connect(self._bind_keys)
            if before is not None:
                before.commands_changed.disconnect(self._bind_keys)
        if before is not None and before.passes and before is not page:
            self.stack.take_page(before)
        self.rail.choose(self.shelf.key_of(page))
        self.setWindowTitle(f"{page.title} – {PRODUCT}" if page.title else PRODUCT)
        self._bind_keys()
        page.show_page()

    def _remember(self, *, towards: Page) -> None:
        """Esc will come back to the page that is left, unless it stood for a moment only."""
        page = self._page
        if page is not None and page is not towards and not page.passes:
            others = [old for old in self._history if old is not page]
            self._history = [*others, page][-_HISTORY_LONGEST:]

    def _page_back(self) -> None:
        if self._history:
            page = self._history.pop()
            self._bring(page)

    def _focus_page(self) -> None:
        if self.current_page is not None:
            self.current_page.setFocus()

    def _set_alone(self, alone: bool) -> None:
        if self._side is not None and alone != self._alone:
            self._side.setVisible(not alone)
        self._alone = alone
        self.rail.setVisible(not alone)
        self.top_bar.setVisible(not alone)

    def _bind_keys(self) -> None:
        self._keys.bind(self.all_commands())

    def _run_enter(self) -> None:
        page = self.current_page
        command = enter_command(page.commands()) if page is not None else None
        if command is not None:
            command.run_if_possible()

    def _search_entered(self, typed: str) -> None:
        if self.results.answers and self.results.list.open_chosen():
            return
        if typed.strip():
            self.search_entered.emit(typed.strip())

    def _on_scan(self, scan: str) -> None:
        self._overlays.close_all()
        if self.current_page is None or not self.current_page.take_scan(scan):
            self.scanned.emit(scan)

    def _fit(self) -> None:
        beside = self._side.width() if self._side is not None and not self._side.isHidden() else 0
        self.rail.set_narrow(self.width() - beside < theme().px(NARROW_UNDER))
        self._overlays.place()
