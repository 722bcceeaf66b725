"""What the shell asks of a page, and how a page is announced to it.

class DrawerPage(Page):
    def __init__(self, services): super().__init__(text("Drawer")); ...
    def commands(self): return [Command(text("Print the X report"), "Ctrl+P", self.print_x_report)]

PageEntry("drawer", text("Drawer"), "drawer", "Ctrl+4", make=lambda: DrawerPage(services))
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ui.shell.command import Command
from ui.shell.key_binder import enter_command


class Page(QWidget):
    """One page of the window. Emit `commands_changed` when `commands()` would answer otherwise than before."""

    commands_changed = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.steps: Iterator[None] = iter(())
        """What is left to be built; the shell takes these steps before it shows the page."""
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    @property
    def whole(self) -> bool:
        """Whether the page takes the room of its tabs as well, while something is done that nobody leaves halfway."""
        return False

    @property
    def is_ready(self) -> bool:
        """Whether what it asked when it was shown has come; keys that were typed before it stood wait for that."""
        return True

    @property
    def passes(self) -> bool:
        """Whether the page stands for a moment only, so that nobody steps back to it."""
        return False

    def parts(self) -> list[QWidget]:
        """What may go before the page when its window goes, each whole: tabs, sections. The page is not used after."""
        return []

    def later(self) -> Iterator[None]:
        """What nobody sees yet and may be built while nothing else is to be done: tabs that were not opened."""
        return iter(())

    def commands(self) -> list[Command]:
        """What can be done here; the shell binds the keys while the page is shown."""
        return []

    def help_name(self) -> str:
        """Which help stands beside the keys (F1): `resources/help/<name>.<language>.md`; "" for none."""
        return ""

    def step_back(self) -> bool:
        """Esc: goes one step back inside the page without losing entered work. False: the shell goes a page back."""
        return False

    def take_scan(self, scan: str) -> bool:
        """A scan while this page is shown. True: the page has dealt with it, and it goes nowhere else."""
        return False

    def show_page(self) -> None:
        """Called each time the page is shown: load, and put the focus where typing should go."""
        self.setFocus()

    def may_take_focus(self) -> bool:
        """Whether an answer that comes late may move the focus: not while somebody types in the search field."""
        focused = QApplication.focusWidget()
        return not isinstance(focused, QLineEdit) or self.isAncestorOf(focused)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """An Enter that no control wanted runs the page's Enter command."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            command = enter_command(self.commands())
            if command is not None:
                command.run_if_possible()
                return
        super().keyPressEvent(event)


@dataclass(frozen=True)
class PageEntry:
    """A page as data: only pages that are built are announced. `make` is called when the page is first opened."""

    key: str
    name: str
    icon: str
    shortcut: str
    make: Callable[[], Page]
    in_rail: bool = True
