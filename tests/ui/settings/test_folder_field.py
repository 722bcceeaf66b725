"""A folder that is typed: only a whole path of signs that the system takes is one."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.settings.folder_field import FolderField


@pytest.fixture
def field(qtbot: QtBot) -> FolderField:
    made = FolderField("Folder")
    qtbot.addWidget(made)
    return made


def test_a_whole_path_is_taken(field: FolderField, tmp_path: Path) -> None:
    field.line.setText(f" {tmp_path} ")
    assert field.take("nothing") == tmp_path
    assert field.take_existing("nothing", "not there") == tmp_path
    assert not field.field.error


def test_nothing_is_said_to_be_missing(field: FolderField) -> None:
    field.line.setText("  ")
    assert field.take("nothing") is None
    assert field.field.error == "nothing"


@pytest.mark.parametrize("typed", ["1,5", "exports/today", "..", "/a\0b", "~nobody_of_this_name/x"])
def test_what_is_no_whole_path_is_said_and_stays(field: FolderField, typed: str) -> None:
    field.line.setText(typed)
    assert field.take("nothing") is None
    assert "whole path" in field.field.error
    assert field.line.text() == typed


@pytest.mark.parametrize("typed", ["/nowhere/at/all", "/" + "x" * 4000])
def test_a_folder_that_there_is_not(field: FolderField, typed: str) -> None:
    field.line.setText(typed)
    assert field.take_existing("nothing", "not there") is None
    assert field.field.error == "not there"
