"""The recovery code on the screen: shown once, saved as a page, its last group hidden while it is typed back."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped] # it ships no types
import pytest
from pytestqt.qtbot import QtBot

from app.config import PRINTER
from app.device_settings import change_setting
from tests.factories.people import Office, open_office
from ui.operations import Operations
from ui.safekeeping.recovery_sheet_view import RecoverySheetView


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office whose receipts print to a folder."""
    opened = open_office(tmp_path / "data")
    (tmp_path / "paper").mkdir()
    change_setting(opened.services, opened.supervisor(), PRINTER, f"file:{tmp_path / 'paper'}")
    yield opened
    opened.services.close()


@pytest.fixture
def view(qtbot: QtBot, office: Office) -> RecoverySheetView:
    """A view with a code."""
    made = RecoverySheetView(Operations(office.services), office.supervisor())
    qtbot.addWidget(made)
    made.show()
    made.issue()
    qtbot.waitUntil(lambda: made.sheet is not None)
    return made


def groups(view: RecoverySheetView) -> tuple[str, ...]:
    """The code."""
    assert view.sheet is not None
    return view.sheet.groups


def test_it_is_issued_once(view: RecoverySheetView, qtbot: QtBot) -> None:
    before = groups(view)
    view.issue()
    qtbot.wait(50)
    assert groups(view) == before


def test_it_is_saved_as_a_page(view: RecoverySheetView, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "sheet.pdf"
    view.save(file)
    qtbot.waitUntil(lambda: "Saved" in view.outcome.words)
    words = pypdfium2.PdfDocument(file.read_bytes())[0].get_textpage().get_text_bounded()
    assert all(group in words for group in groups(view))
    view.save(tmp_path / "nowhere" / "sheet.pdf")
    qtbot.waitUntil(lambda: "cannot be written" in view.outcome.words)


def test_it_prints(view: RecoverySheetView, qtbot: QtBot, tmp_path: Path) -> None:
    view.print_sheet()
    qtbot.waitUntil(lambda: "It printed" in view.outcome.words)
    assert groups(view)[3].encode() in (tmp_path / "paper" / "00001.escpos").read_bytes()


def test_box_8_is_read_from_the_paper(view: RecoverySheetView) -> None:
    confirmed: list[bool] = []
    view.confirmed.connect(lambda: confirmed.append(True))
    view.activateWindow()
    view.last_group.setFocus()
    assert view.groups._last_hidden == view.last_group.line.hasFocus()
    assert not view.check()
    view.last_group.line.setText("00000")
    assert not view.check()
    assert view.last_group.error
    view.last_group.line.setText(f" {groups(view)[-1].lower()} ")
    assert view.check()
    assert confirmed == [True]
