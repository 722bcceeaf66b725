"""Python collects nothing while the program starts, and imports without Qt's hook; afterwards it collects again."""

import builtins
import gc
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.quick_start import quick_start


@pytest.fixture(autouse=True)
def _import_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """Comes back after the test."""
    monkeypatch.setattr(builtins, "__import__", builtins.__import__)


def test_nothing_is_collected_inside_and_everything_afterwards() -> None:
    with pytest.raises(OSError), quick_start():
        assert not gc.isenabled()
        raise OSError
    assert gc.isenabled()


def test_no_source_is_read_by_an_import(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("read_by_qt", "read_by_nobody"):
        (tmp_path / f"{name}.py").write_text("from PySide6.QtCore import QObject")
    looked_through = sys.modules["PySide6.support.feature"].pyside_feature_dict
    monkeypatch.setattr(builtins, "__import__", vars(builtins)["__feature_import__"])
    assert hasattr(__import__("read_by_qt"), "QObject") and "read_by_qt" in looked_through
    with quick_start():
        assert hasattr(__import__("read_by_nobody"), "QObject") and "read_by_nobody" not in looked_through
