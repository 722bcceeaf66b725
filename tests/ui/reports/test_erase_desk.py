"""Erasing a note's words on the tape by keys: the first press asks, the second does it, another fact forgets."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.accounts import notes
from app.accounts.notes import AddNote
from app.identity.demo_people import BRANDT, OKAFOR
from app.reports.erase_words import has_words
from tests.factories.city import ALVAREZ
from tests.factories.program import Running, open_copy
from ui.reports.tape_fact_view import TapeFactView
from ui.reports.tape_page import VirtualTapePage
from ui.shell.idle_builder import take_all
from ui.shell.tabbed_page import TabbedPage


@pytest.fixture
def running(qtbot: QtBot, tmp_path: Path) -> Iterator[Running]:
    running = Running(qtbot, open_copy(tmp_path))
    for number, words in enumerate(("Ana pays.", "Bob calls."), 1):
        notes.record(running.services, running.session(), AddNote(f"note-{number}", ALVAREZ, words))
    running.start_as(BRANDT)
    yield running
    running.close()


def page_of(running: Running) -> VirtualTapePage:
    running.keyboard.press("Ctrl+6")
    tabs = running.page(TabbedPage)
    running.keyboard.press("Alt+9")
    page = tabs.page
    assert isinstance(page, VirtualTapePage)
    running.until(lambda: bool(page.table.rows))
    running.rest()
    return page


def open_note(running: Running, page: VirtualTapePage, fact_id: str) -> None:
    page.open_fact(fact_id)
    running.until(lambda: page.detail.key == fact_id and isinstance(page.detail.content, TapeFactView))


def test_two_presses_erase(running: Running) -> None:
    page = page_of(running)
    open_note(running, page, "note-1")
    running.keyboard.press("Ctrl+Delete")
    assert "again to erase" in page.outcome.words and has_words(running.services, "note-1")
    running.keyboard.press("Ctrl+Delete")
    running.until(lambda: page.outcome.words.startswith("Erased."))
    assert not has_words(running.services, "note-1") and has_words(running.services, "note-2")
    running.until(lambda: page.shown is not None and not page.shown.fact.erasable)
    assert page.erasing.command().reason.startswith("Open a fact")


def test_another_fact_is_asked_anew(running: Running) -> None:
    page = page_of(running)
    open_note(running, page, "note-1")
    running.keyboard.press("Ctrl+Delete")
    open_note(running, page, "note-2")
    assert not page.outcome.isVisible()
    running.keyboard.press("Ctrl+Delete")
    assert has_words(running.services, "note-1") and has_words(running.services, "note-2")


def test_who_may_not_is_told_why(qtbot: QtBot, tmp_path: Path) -> None:
    running = Running(qtbot, open_copy(tmp_path)).start_as(OKAFOR)
    page = VirtualTapePage(running.context)
    take_all(page.steps)
    assert page.erasing.command().reason == "Not in your role"
    running.close()
