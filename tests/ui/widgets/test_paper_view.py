"""Paper on the screen: its length follows its lines, its words can be read aloud, it is light in every theme."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.theme import theme
from ui.widgets.paper_view import PaperImage, PaperLine, PaperSheet, PaperView

LINES = [PaperLine("CITY OF CYPRESS SPRINGS", bold=True, align="center"), PaperLine("TOTAL" + "187.43".rjust(35))]


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication) -> Iterator[None]:
    """The theme, put back afterwards."""
    yield
    theme().apply("light", 100)


def square() -> bytes:
    """A black square as PNG."""
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def test_forty_columns_are_330_wide(qtbot: QtBot) -> None:
    sheet = PaperSheet()
    qtbot.addWidget(sheet)
    sheet.set_paper(LINES)
    assert 320 <= sheet.sizeHint().width() <= 336
    assert sheet.accessibleName().startswith("CITY OF CYPRESS SPRINGS\nTOTAL")


def test_length_follows_the_print(qtbot: QtBot) -> None:
    sheet = PaperSheet()
    qtbot.addWidget(sheet)
    sheet.set_paper(LINES)
    short = sheet.sizeHint().height()
    sheet.set_paper([*LINES, PaperLine("BIG", scale=2), PaperImage(square(), 60, 60)], columns=32)
    assert sheet.sizeHint().height() == pytest.approx(short + 2 * 15.6 + 68, abs=1)
    assert sheet.sizeHint().width() < 320


@pytest.mark.parametrize("name", ["light", "dark", "high_contrast"])
def test_paper_is_light_in_every_theme(qtbot: QtBot, name: str) -> None:
    theme().apply(name)
    view = PaperView(name="Receipt")
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.set_paper([*LINES, PaperImage(square(), 40, 40)])
    view.show()
    image = view.sheet.grab().toImage()
    assert image.pixelColor(8, 8).lightness() > 240
    assert image.pixelColor(image.width() // 2, image.height() - 40).lightness() < 20


def test_a_long_receipt_scrolls(qtbot: QtBot) -> None:
    view = PaperView()
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    view.set_paper(LINES * 60)
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 0)
    assert view.verticalScrollBar().value() == 0
