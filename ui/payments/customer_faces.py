"""The three faces of the customer's screen: welcome, the sale, thanks. In large type that grows with the screen.

Every length is said for a screen of 1366 × 768 and multiplied by the face's scale, so that the cashier's zoom is the
cashier's alone. Words come from `customer_words`; nothing here words anything about a sale.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from resources.texts import LANGUAGES, text_in
from ui.payments.customer_words import LINES_MAX, CustomerView, WordsRow
from ui.theme import Themed, theme
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import Label

_RIGHT, _CENTER = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter
TENDERS_MAX = 4


class Words(Label):
    """A label whose size follows the screen, not the cashier's zoom."""

    def __init__(
        self,
        size: float,
        weight: int = 400,
        color: str = "ink",
        *,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        super().__init__(size=size, weight=weight, color=color, align=align, elide=True)
        self._base = (size, weight)

    def fit(self, scale: float) -> None:
        """Another screen."""
        size, weight = self._base
        self.set_look(size * scale * 100 / theme().zoom_percent, weight)


class Face(QWidget, Themed):
    """What shares one scale: `fit` gives it to every word, mark and layout below."""

    def __init__(self) -> None:
        super().__init__()
        self._lengths: list[tuple[QBoxLayout, tuple[int, int, int, int], int]] = []
        self.scale = 1.0

    def lay(
        self, layout: QBoxLayout, margins: tuple[int, int, int, int] = (0, 0, 0, 0), spacing: int = 0
    ) -> QBoxLayout:
        """Remembers the lengths of a layout at scale 1."""
        self._lengths.append((layout, margins, spacing))
        return layout

    def fit(self, scale: float) -> None:
        """Another screen, another zoom of the cashier's."""
        self.scale = scale
        for layout, margins, spacing in self._lengths:
            layout.setContentsMargins(*(round(length * scale) for length in margins))
            layout.setSpacing(round(spacing * scale))
        for words in self.findChildren(Words):
            words.fit(scale)


class WelcomeFace(Face):
    """Nobody is being served: city, office and a welcome in every language, the customer's first."""

    def __init__(self, city: str, office: str) -> None:
        super().__init__()
        self.city, self.office = Words(28, 500, "muted", align=_CENTER), Words(64, 600, align=_CENTER)
        self.greetings = [
            Words(44 - 12 * min(place, 1), 500, "accent", align=_CENTER) for place in range(len(LANGUAGES))
        ]
        self.city.setText(city)
        self.office.setText(office)
        content = self.lay(QVBoxLayout(self), (48, 48, 48, 48), 20)
        content.addStretch(3)
        for words in (self.city, self.office):
            content.addWidget(words)
        content.addStretch(1)
        for words in self.greetings:
            content.addWidget(words)
        content.addStretch(3)

    def show_view(self, view: CustomerView) -> None:
        """The customer's language comes first."""
        languages = sorted(LANGUAGES, key=lambda language: language != view.language)
        for words, language in zip(self.greetings, languages, strict=True):
            words.setText(text_in(language, "Welcome"))


class RowFace(Face):
    """Words at the left, their amount at the right, a smaller line below."""

    def __init__(self, size: float, *, detailed: bool) -> None:
        super().__init__()
        self.title, self.amount = Words(size, 500), Words(size, 500, align=_RIGHT)
        self.detail = Words(size * 0.7, 400, "muted")
        head = self.lay(QHBoxLayout(), spacing=24)
        head.addWidget(self.title, 1)
        head.addWidget(self.amount)
        content = self.lay(QVBoxLayout(self), (0, 8, 0, 8) if detailed else (0, 3, 0, 3), 0)
        content.addLayout(head)
        if detailed:
            content.addWidget(self.detail)
        self._line = detailed

    def show_row(self, row: WordsRow) -> None:
        """Shows one thing."""
        self.title.setText(row.title)
        self.amount.setText(row.amount)
        self.detail.setText(row.detail)
        self.detail.setVisible(self._line and bool(row.detail))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A thin line below a row of the sale."""
        if self._line:
            width = max(1, round(self.scale))
            QPainter(self).fillRect(0, self.height() - width, self.width(), width, theme().color("line"))


class SumsFace(Face):
    """Total, what was handed over, and in the largest type what is missing or goes back."""

    def __init__(self) -> None:
        super().__init__()
        self.total = RowFace(32, detailed=False)
        self.tendered = [RowFace(26, detailed=False) for _ in range(TENDERS_MAX)]
        self.large_title = Words(30, 500)
        self.large = Words(84, 600, align=_RIGHT)
        content = self.lay(QVBoxLayout(self), (40, 32, 40, 32), 4)
        for row in (self.total, *self.tendered):
            content.addWidget(row)
        content.addStretch(1)
        content.addWidget(self.large_title)
        content.addWidget(self.large)

    def show_view(self, view: CustomerView) -> None:
        """Of more tenders than fit, the last ones are shown."""
        self.total.show_row(view.total)
        shown = view.tendered[-TENDERS_MAX:]
        for place, row in enumerate(self.tendered):
            row.setVisible(place < len(shown))
            row.show_row(shown[place] if place < len(shown) else WordsRow("", ""))
        self.large_title.setText(view.large.title)
        self.large.setText(view.large.amount)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The side where the money is stands on a ground of its own."""
        painter, colors = QPainter(self), theme().color
        painter.fillRect(self.rect(), colors("accent-soft"))
        width = max(1, round(2 * self.scale))
        painter.fillRect(0, 0, width, self.height(), colors("accent"))


class SaleFace(Face):
    """Lines at the left and sums at the right; below each other on a tall screen."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = [RowFace(30, detailed=True) for _ in range(LINES_MAX)]
        self.sums = SumsFace()
        listed = self.lay(QVBoxLayout(), (40, 28, 40, 28), 0)
        for row in self.rows:
            listed.addWidget(row)
        listed.addStretch(1)
        self._both = QHBoxLayout(self)
        self.lay(self._both)
        self._both.addLayout(listed, 8)
        self._both.addWidget(self.sums, 6)

    def turn(self, *, tall: bool) -> None:
        """Which way the screen stands."""
        directions = QBoxLayout.Direction
        self._both.setDirection(directions.TopToBottom if tall else directions.LeftToRight)

    def show_view(self, view: CustomerView) -> None:
        """The lines that there are, in their order."""
        for place, row in enumerate(self.rows):
            row.setVisible(place < len(view.lines))
            row.show_row(view.lines[place] if place < len(view.lines) else WordsRow("", ""))
        self.sums.show_view(view)


class ThanksFace(Face):
    """The payment is recorded: the change as large as it goes, what was paid, thanks."""

    def __init__(self) -> None:
        super().__init__()
        self.mark = IconLabel("good", "good", size=72)
        self.thanks = Words(48, 600, "good-text", align=_CENTER)
        self.large_title, self.large = Words(34, 500, align=_CENTER), Words(132, 600, align=_CENTER)
        self.paid = Words(26, 400, "muted", align=_CENTER)
        content = self.lay(QVBoxLayout(self), (48, 32, 48, 40), 10)
        content.addStretch(2)
        content.addWidget(self.mark, 0, _CENTER)
        content.addWidget(self.thanks)
        content.addStretch(1)
        for words in (self.large_title, self.large):
            content.addWidget(words)
        content.addStretch(1)
        content.addWidget(self.paid)
        content.addStretch(2)

    def show_view(self, view: CustomerView) -> None:
        """Change, then what it came from."""
        self.thanks.setText(view.thanks)
        self.large_title.setText(view.large.title)
        self.large.setText(view.large.amount)
        rows = (view.total, *view.tendered)
        self.paid.setText("  ·  ".join(f"{row.title} {row.amount}" for row in rows if row.title))
