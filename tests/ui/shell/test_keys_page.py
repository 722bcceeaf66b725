"""F1: keys at the left, the page's help at the right, whole at every width; without help the keys alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from resources.help_pages import HelpLine
from tests.fakes.looks import cut
from ui.shell.command import Command
from ui.shell.help_text import HelpText
from ui.shell.idle_builder import take_all
from ui.shell.keys_page import KeysPage

COMMANDS = [Command("Take payment", "Enter", lambda: None), Command("Clear the sale", "Ctrl+Backspace", lambda: None)]
HELP = (
    HelpLine("words", "Here a customer pays."),
    HelpLine("heading", "The usual way"),
    HelpLine("step", "Scan the bill, or type a name, an address or an account. " * 4, "F2"),
    HelpLine("question", "The printer does not print"),
    HelpLine("words", "The payment is recorded all the same. " * 6),
)


def shown(qtbot: QtBot, page: KeysPage, width: int = 1182) -> KeysPage:
    qtbot.addWidget(page)
    page.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    page.resize(width, 680)
    page.show()
    qtbot.waitUntil(lambda: page.is_whole)
    qtbot.waitExposed(page)
    qtbot.waitUntil(lambda: all(label.isVisible() for label in page.findChildren(QLabel)))
    return page


def words(page: KeysPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_help_stands_at_the_right_of_the_keys(qtbot: QtBot) -> None:
    page = shown(qtbot, KeysPage([("Counter", COMMANDS)], HELP))
    help_text = page.findChild(HelpText)
    name = next(label for label in page.findChildren(QLabel) if label.text() == "Take payment")
    assert help_text is not None
    assert help_text.mapTo(page, help_text.rect().topLeft()).x() > name.mapTo(page, name.rect().topRight()).x()
    assert [line.words for line in HELP if line.words not in words(page)] == []


def test_the_keys_do_not_wait_for_the_help(qtbot: QtBot) -> None:
    page = KeysPage([("Counter", COMMANDS)], HELP)
    qtbot.addWidget(page)
    there = [label.text() for label in page.findChildren(QLabel)]
    assert not page.is_whole
    qtbot.waitUntil(lambda: page.is_whole)
    assert "Take payment" in there and "The usual way" not in there


def test_without_help_the_keys_stand_alone(qtbot: QtBot) -> None:
    page = shown(qtbot, KeysPage([("Counter", COMMANDS), ("Everywhere", COMMANDS)]))
    assert page.findChild(HelpText) is None
    assert "Keys" in words(page) and "Help" not in words(page)


@pytest.mark.parametrize("width", [760, 1182, 1736])
def test_nothing_of_the_help_is_cut(qtbot: QtBot, width: int) -> None:
    page = shown(qtbot, KeysPage([("Counter", COMMANDS)], HELP), width)
    low = [
        label.text()
        for label in page.findChildren(QLabel)
        if label.wordWrap() and label.heightForWidth(label.width()) > label.height()
    ]
    assert cut(page) == low == []
    assert [label.text() for label in page.findChildren(QLabel) if label.width() > width] == []


def test_a_step_is_read_aloud_with_its_key(qtbot: QtBot) -> None:
    text = HelpText(HELP)
    take_all(text.steps)
    qtbot.addWidget(text)
    named = [child.accessibleName() for child in text.findChildren(QWidget)]
    assert f"{HELP[2].key}, {HELP[2].words}" in named
