"""The page that says why the data cannot be opened, and its one way on."""

from pytestqt.qtbot import QtBot

from app.bootstrap import facts_are_missing
from app.errors import Unavailable
from app.store.database import StoreFailure
from tests.fakes.looks import until_whole
from ui.cannot_open import CannotOpenPage
from ui.error_messages import sentence
from ui.shell.main_window import MainWindow


def _shown(qtbot: QtBot, page: CannotOpenPage) -> MainWindow:
    window = MainWindow([])
    qtbot.addWidget(window)
    window.show_alone(page)
    window.resize(760, 420)
    window.show()
    return window


def test_every_reason_fits_and_has_its_next_step(qtbot: QtBot) -> None:
    for code in StoreFailure:
        page = CannotOpenPage(sentence(Unavailable(code, missing=3)))
        window = _shown(qtbot, page)
        assert [command.key for command in page.commands()] == ["Enter"]
        until_whole(qtbot, window)


def test_going_on_without_missing_facts_needs_a_second_press(qtbot: QtBot) -> None:
    went_on: list[bool] = []
    page = CannotOpenPage("3 recorded facts are missing.", lambda: went_on.append(True))
    _shown(qtbot, page)
    page.go_on_anyway()
    assert went_on == []
    page.go_on_anyway()
    assert went_on == [True]


def test_going_on_that_failed_is_said_and_needs_two_presses_again(qtbot: QtBot) -> None:
    went_on: list[bool] = []
    page = CannotOpenPage("3 recorded facts are missing.", lambda: went_on.append(True))
    _shown(qtbot, page)
    page.go_on_anyway()
    page.say("The key is missing.")
    assert page.warning == "The key is missing." and page.words == "3 recorded facts are missing."
    page.go_on_anyway()
    assert went_on == [] and page.warning != "The key is missing."


def test_only_missing_facts_may_be_gone_on_without() -> None:
    allowed = [code for code in StoreFailure if facts_are_missing(Unavailable(code))]
    assert allowed == [StoreFailure.FACTS_MISSING]
