"""The help of a page as it stands beside its keys."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from resources.help_pages import HelpLine
from ui.widgets.key_hint import KeyHint
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, stretch

_TOP = {"heading": 20, "question": 12, "step": 8, "words": 2}


class HelpText(QWidget):
    """Headings, steps with their keys, and what to do when something went wrong; wraps to whatever width there is."""

    def __init__(self, lines: Sequence[HelpLine], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys_width = 10 + 8 * max((len(line.key) for line in lines), default=0)
        self._body = column(parent=self, spacing=0)
        self.steps = self._lines(lines)
        """One a line; whoever shows the help takes them all."""

    def _lines(self, lines: Sequence[HelpLine]) -> Iterator[None]:
        for number, line in enumerate(lines):
            top = _TOP[line.form] if number else 0
            self._body.addLayout(column(self._widget(line), margins=(0, top, 0, 0), spacing=0))
            yield

    def _widget(self, line: HelpLine) -> QWidget:
        match line.form:
            case "heading":
                return Label(line.words, size=15, weight=600, wrap=True)
            case "question":
                return Label(line.words, weight=600, wrap=True)
            case "step":
                return self._step(line)
            case "words":
                return Label(line.words, wrap=True)

    def _step(self, line: HelpLine) -> QWidget:
        step, keys = QWidget(), QWidget()
        hold(keys, width=self._keys_width)
        row(KeyHint(line.key), stretch(), parent=keys)
        words = Label(line.words, wrap=True)
        across = row(keys, words, parent=step, spacing=8)
        across.setStretch(1, 1)
        across.setAlignment(keys, Qt.AlignmentFlag.AlignTop)
        step.setAccessibleName(f"{line.key}, {line.words}")
        return step
