"""The training window: a bar that cannot be missed, exercises that the facts tick off, all by keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.demo import demo_session
from app.training.exercises import Exercise
from tests.factories.program import Running, open_copy
from tests.factories.training import training
from tests.fakes.looks import until_whole
from ui.shell.training_bar import TrainingBar
from ui.theme import theme
from ui.training.exercises_panel import ExercisesPanel
from ui.training.start_over_page import StartOverPage
from ui.training.start_training import training_words


@pytest.fixture
def running(qtbot: QtBot, tmp_path: Path) -> Iterator[Running]:
    with training(tmp_path / "training") as services:
        running = Running(qtbot, services)
        running.program.start_as(demo_session(services))
        running.until(lambda: running.counter.desk.state is not None)
        yield running
        running.close()


def bars(window: QWidget) -> list[TrainingBar]:
    return [bar for bar in window.findChildren(TrainingBar) if bar.isVisible()]


def panel_of(running: Running) -> ExercisesPanel:
    (panel,) = running.window.findChildren(ExercisesPanel)
    return panel


def start_over_page(running: Running) -> StartOverPage:
    running.keyboard.press("Ctrl+Shift+O")
    return running.page(StartOverPage)


def test_the_bar_stands_above_every_page_and_the_sign_in(running: Running) -> None:
    for page in ("counter", "accounts", "drawer", "work", "settings"):
        running.open(page)
        (bar,) = bars(running.window)
        assert bar.word == "TRAINING" and bar.width() == running.window.width() and bar.y() == 0
    assert panel_of(running).isVisible()
    running.program.lock()
    running.until_asked()
    assert len(bars(running.window)) == 1 and not panel_of(running).isVisible()


def test_an_exercise_is_ticked_off_by_its_payment(running: Running) -> None:
    panel, keyboard = panel_of(running), running.keyboard
    running.until(lambda: bool(panel.progress))
    keyboard.press("Ctrl+J")
    card = panel.cards[Exercise.EXACT_CASH]
    running.until(lambda: card.tag.accessibleName() == "Not done yet")
    keyboard.press("F2")
    keyboard.type("10-004512-7")
    keyboard.press("Enter")
    running.until(lambda: running.sale_lines() == ["10-004512-7"])
    keyboard.press("Enter")
    keyboard.press("Enter")
    running.until(lambda: card.tag.accessibleName() == "Done")
    assert [one.done for one in panel.progress] == [True, False, False, False, False]
    keyboard.press("Ctrl+J")
    running.until(lambda: panel.cards[Exercise.SPLIT_TENDER].tag.accessibleName() == "Not done yet")


def test_the_panel_gives_way(running: Running) -> None:
    panel = panel_of(running)
    running.keyboard.press("Ctrl+Shift+J")
    assert not panel.isVisible()
    running.keyboard.press("Ctrl+Shift+J")
    assert panel.isVisible()


def test_starting_over_is_asked_twice(running: Running) -> None:
    wanted: list[bool] = []
    running.program.start_over_wanted.connect(lambda: wanted.append(True))
    page = start_over_page(running)
    assert page.keep.hasFocus() and page.help_name() == "training"
    assert start_over_page(running) is page
    running.keyboard.press("Enter")
    assert running.counter.isVisible() and not wanted
    panel_of(running).over.click()
    running.keyboard.press("Esc")
    assert running.counter.isVisible() and not wanted
    running.keyboard.press("Ctrl+Shift+O")
    running.keyboard.press("Ctrl+Return")
    running.keyboard.press("Ctrl+Return")
    assert wanted == [True]


@pytest.mark.parametrize("look", ["light", "dark", "high_contrast"])
@pytest.mark.parametrize("zoom", [100, 150])
def test_nothing_is_cut_where_it_is_asked(running: Running, look: str, zoom: int) -> None:
    running.window.resize(1366, 768)
    page = start_over_page(running)
    theme().apply(look, zoom)
    until_whole(running.qtbot, page)
    theme().apply("light", 100)


def test_a_real_window_has_the_command_and_nothing_else(qtbot: QtBot, tmp_path: Path) -> None:
    running = Running(qtbot, open_copy(tmp_path)).start_as()
    assert bars(running.window) == [] and running.window.findChildren(ExercisesPanel) == []
    assert [one.name for one in running.program.window.all_commands()].count("Training") == 1
    running.close()


def test_training_is_a_program_of_its_own(tmp_path: Path) -> None:
    assert training_words(tmp_path, "es")[-5:] == ["--data", str(tmp_path), "training", "--language", "es"]
