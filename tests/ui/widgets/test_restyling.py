"""Another look in slices: what is seen changes in one go, what is hidden later or when it is shown."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import Theme, theme
from ui.widgets.label import Label
from ui.widgets.layout import column


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Theme]:
    """The theme, put back afterwards."""
    yield theme()
    theme().apply("light", 100)


class Shown(QWidget):
    """A window with labels, some behind a hidden part."""

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__()
        self.seen = [Label(f"Line {number}") for number in range(40)]
        self.behind, self.deep = QWidget(), Label("Behind")
        self.hidden_layout = column(self.deep, parent=self.behind, margins=10)
        self.behind.hide()
        self.seen_layout = column(*self.seen, self.behind, parent=self, margins=10)
        qtbot.addWidget(self)
        self.show()
        self.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is self)


def sizes(labels: list[Label]) -> set[int]:
    return {label.font().pixelSize() for label in labels}


def test_what_is_seen_is_neither_painted_nor_laid_out_before_all_of_it_is_ready(look: Theme, qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    before = shown.seen[0].height()
    with qtbot.waitSignal(look.changed):
        look.change(zoom_percent=200)
        assert look.zoom_percent == 200 and sizes(shown.seen) == {13}
        assert not shown.updatesEnabled() and not shown.seen_layout.isEnabled()
    assert sizes(shown.seen) == {26} and shown.updatesEnabled() and shown.seen_layout.isEnabled()
    qtbot.waitUntil(lambda: shown.seen[0].height() > before)
    qtbot.waitUntil(lambda: sizes([shown.deep]) == {26})
    assert shown.hidden_layout.contentsMargins().left() == 20


def test_what_is_shown_before_its_turn_is_settled_first(look: Theme, qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    look.apply(zoom_percent=150)
    assert sizes(shown.seen) == {20} and sizes([shown.deep]) == {13}
    look.settle(shown.deep)
    assert sizes([shown.deep]) == {20}
    look.settle(shown.behind)
    assert shown.hidden_layout.contentsMargins().left() == 15


def test_a_second_change_takes_the_place_of_the_first(look: Theme, qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    look.change(zoom_percent=200)
    with qtbot.waitSignal(look.changed):
        look.change("dark")
    assert sizes(shown.seen) == {26} and shown.seen_layout.isEnabled() and shown.updatesEnabled()


def test_a_window_that_is_resized_or_goes_meanwhile_is_no_trouble(look: Theme, qtbot: QtBot) -> None:
    shown, other = Shown(qtbot), QWidget()
    column(label := Label("Other"), parent=other)
    other.show()
    with qtbot.waitSignal(look.changed):
        look.change(zoom_percent=110)
        shown.resize(700, shown.height())
        label.deleteLater()
        other.deleteLater()
    qtbot.waitUntil(lambda: shown.seen[0].width() > 600)
