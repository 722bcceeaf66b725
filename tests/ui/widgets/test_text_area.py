"""Several lines: Tab leaves, Ctrl+Enter and Esc are the page's, a huge paste is bounded."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import theme
from ui.widgets.text_area import TextArea


class _Page(QWidget):
    """Remembers the keys that came through."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[int] = []
        self.area = TextArea("What the next person should know", name="Note")
        QVBoxLayout(self).addWidget(self.area)

    def keyPressEvent(self, event) -> None:  # type: ignore[no-untyped-def] # a Qt event
        self.keys.append(event.key())


def test_the_pages_keys_go_through_and_enter_is_a_new_line(qtbot: QtBot) -> None:
    page = _Page()
    qtbot.addWidget(page)
    QTest.keyClicks(page.area, "one")
    QTest.keyClick(page.area, Qt.Key.Key_Return)
    QTest.keyClicks(page.area, "two")
    QTest.keyClick(page.area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.area, Qt.Key.Key_Escape)
    assert page.area.toPlainText() == "one\ntwo"
    assert page.keys[-2:] == [Qt.Key.Key_Return, Qt.Key.Key_Escape]


def test_a_paste_of_ten_megabytes_is_cut(qtbot: QtBot) -> None:
    area = TextArea(name="Note")
    qtbot.addWidget(area)
    clip = QMimeData()
    clip.setText("x" * 10_000_000)
    area.insertFromMimeData(clip)
    assert len(area.toPlainText()) == 20_000


def test_it_grows_with_the_zoom_and_shows_what_is_wrong(qtbot: QtBot) -> None:
    area = TextArea(name="Note", lines=6)
    qtbot.addWidget(area)
    before = area.sizeHint().height()
    theme().apply(zoom_percent=200)
    assert area.sizeHint().height() > 1.8 * before and area.minimumSizeHint().height() < area.sizeHint().height()
    theme().apply(zoom_percent=100)
    area.set_wrong(True)
    assert area.property("wrong") is True
