"""A page made of several: tabs at the top (Alt+1 … Alt+n), each with a page of its own, made when first opened or
before, while nothing else is to be done.

    TabbedPage(text("Drawer"), [PageTab("this", text("This drawer"), lambda: DrawerPage(context)), ...])

Keys, help, scans and Esc go to the page of the tab that is shown.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from ui.shell.command import Command
from ui.shell.idle_builder import take_all
from ui.shell.page import Page
from ui.widgets.current_stack import CurrentStack
from ui.widgets.label import Label
from ui.widgets.layout import column, row, stretch
from ui.widgets.line import Line
from ui.widgets.tabs import Tabs


@dataclass(frozen=True)
class PageTab:
    """One tab as data; `make` is called when it is first opened. `shortcut` where Alt and its number are taken."""

    key: str
    name: str
    make: Callable[[], Page]
    shortcut: str = ""


class TabbedPage(Page):
    """Shows the first tab; `open_tab` shows another. A tab that was left keeps what was entered."""

    def __init__(self, title: str, tabs: Sequence[PageTab], parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._tabs = tuple(tabs)
        self._pages: dict[str, Page] = {}
        self._holders: dict[str, QWidget] = {}
        self.bar = Tabs([tab.name for tab in tabs], label=title)
        self._stack = CurrentStack()
        self._key = self._tabs[0].key
        self.steps = self._build()

    def _build(self) -> Iterator[None]:
        for tab in self._tabs:
            self._holders[tab.key] = QWidget()
            self._stack.addWidget(self._holders[tab.key])
        self._head = QWidget()
        keys = self._shortcuts()
        known = " · ".join(keys) if any(tab.shortcut for tab in self._tabs) else f"{keys[0]} … {keys[-1]}"
        ways = Label(known, size=12, color="muted")
        column(row(self.bar, stretch(), ways, margins=(16, 4, 16, 0)), Line(), parent=self._head, spacing=0)
        layout = column(self._head, self._stack, parent=self, spacing=0)
        layout.setStretch(1, 1)
        self.bar.currentChanged.connect(self._chosen)
        yield
        yield from self._make(self._tabs[0]).steps

    # -- what the program uses

    @property
    def page(self) -> Page:
        """The page of the tab that is shown."""
        return self._page_of(self._key)

    def open_tab(self, key: str) -> Page:
        """Shows a tab and loads it. Raises KeyError for one that there is not."""
        self._key = key
        page = self._page_of(key)
        number = list(self._holders).index(key)
        self.bar.blockSignals(True)
        self.bar.setCurrentIndex(number)
        self.bar.blockSignals(False)
        self._stack.setCurrentIndex(number)
        page.show_page()
        self._page_turned()
        return page

    # -- Page

    @property
    def is_ready(self) -> bool:
        """The page of the tab that is shown."""
        return self.page.is_ready

    def later(self) -> Iterator[None]:
        """The other tabs, each laid out in the room there is."""
        for tab in self._tabs:
            if tab.key not in self._pages:
                yield from self._making(tab)

    def parts(self) -> list[QWidget]:
        """The pages of the tabs."""
        return list(self._pages.values())

    def commands(self) -> list[Command]:
        """The shown page's own, then the way to every tab."""
        ways = [
            Command(f"{self.title}: {tab.name}", key, partial(self.open_tab, tab.key))
            for tab, key in zip(self._tabs, self._shortcuts(), strict=True)
        ]
        return [*self.page.commands(), *ways]

    def show_page(self) -> None:
        """The tab that was open."""
        self.page.show_page()

    def help_name(self) -> str:
        """The help of the tab."""
        return self.page.help_name()

    def step_back(self) -> bool:
        """One step back inside the tab, then to the first tab."""
        if self.page.step_back():
            return True
        if self._key != self._tabs[0].key:
            self.open_tab(self._tabs[0].key)
            return True
        return False

    def take_scan(self, scan: str) -> bool:
        """The tab may want it."""
        return self.page.take_scan(scan)

    # -- inside

    def _shortcuts(self) -> list[str]:
        return [tab.shortcut or f"Alt+{number}" for number, tab in enumerate(self._tabs, 1)]

    def _page_turned(self) -> None:
        self._head.setVisible(not self.page.whole)
        self.commands_changed.emit()

    def _chosen(self, number: int) -> None:
        self.open_tab(self._tabs[number].key)

    def _page_of(self, key: str) -> Page:
        """The page of a tab, made now or with what steps are left."""
        if key not in self._pages:
            self._make(next(tab for tab in self._tabs if tab.key == key))
        page = self._pages[key]
        take_all(page.steps)
        return page

    def _making(self, tab: PageTab) -> Iterator[None]:
        page = self._make(tab)
        yield
        for _ in page.steps:
            yield
        self._holders[tab.key].resize(self._stack.size())
        for holder in (self._holders[tab.key], page):
            layout = holder.layout()
            if layout is not None:
                layout.activate()
        yield

    def _make(self, tab: PageTab) -> Page:
        page = self._pages[tab.key] = tab.make()
        column(page, parent=self._holders[tab.key], spacing=0)
        page.commands_changed.connect(self._page_turned)
        return page
