"""Every control of the gallery, in the shell, in every look: nothing is cut, everything can be read aloud."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.fakes.looks import until_whole
from tests.ui.gallery import SCENES, make_shell
from ui.theme import theme


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication) -> Iterator[None]:
    """The theme, put back afterwards."""
    yield
    theme().apply("light", 100)


def settle() -> None:
    """Layouts ask again after their parts have changed."""
    for _ in range(5):
        QApplication.processEvents()


@pytest.mark.parametrize("name", SCENES)
@pytest.mark.parametrize(("width", "height", "look", "zoom"), [(1366, 690, "light", 100), (1920, 1080, "dark", 125)])
def test_nothing_is_cut_and_everything_has_a_name(
    qtbot: QtBot, name: str, width: int, height: int, look: str, zoom: int
) -> None:
    theme().apply(look, zoom)
    window = make_shell()
    qtbot.addWidget(window)
    window.resize(width, height)
    window.show()
    SCENES[name](window)
    until_whole(qtbot, window)


def test_a_change_of_looks_reaches_every_scene(qtbot: QtBot) -> None:
    window = make_shell()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    for key in ("counter", "accounts", "drawer", "settings"):
        window.open(key)
    settle()
    before = window.grab().toImage()
    for look in ("dark", "high_contrast", "light"):
        theme().apply(look, 150)
        assert window.grab().toImage() != before
    theme().apply("light", 100)
    qtbot.waitUntil(lambda: window.grab().toImage() == before)  # what is behind the page follows in slices
