"""The facts at the right of the sync page's banner, each between hairlines: name, value in 18/600, one line more."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.sync.sync_rows import Fact
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, stretch
from ui.widgets.line import Line

_WIDTH = 132


class BannerFacts(QWidget):
    """Shows other facts when they are others; a poll that brings the same changes nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: tuple[Fact, ...] = ()
        self._content = row(parent=self, spacing=0)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What is shown."""
        return self._facts

    def set_facts(self, facts: Sequence[Fact]) -> None:
        """In their order."""
        if tuple(facts) == self._facts:
            return
        self._facts = tuple(facts)
        while (item := self._content.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for fact in facts:
            self._content.addWidget(Line(vertical=True))
            self._content.addWidget(_block(fact))


def _block(fact: Fact) -> QWidget:
    block = QWidget()
    color = "warn" if fact.tone == "warn" else "ink"
    name = Label(fact.name, size=12, color="muted")
    value = Label(fact.value, size=18, weight=600, color=color)
    detail = Label(fact.detail, size=12, color="muted")
    column(stretch(), name, value, detail, stretch(), parent=block, margins=(16, 0, 12, 0), spacing=2)
    hold(block, min_width=_WIDTH)
    block.setAccessibleName(f"{fact.name} {fact.value} {fact.detail}")
    return block
