"""A part of the program in a process of its own: from the sources by Python, built by the program itself."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.own_process import own_process


def test_a_module_runs_wherever_somebody_stands(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("raise SystemExit('not ours')")
    said = subprocess.run(own_process("ui.main", "--version"), cwd=tmp_path, capture_output=True, text=True, check=True)
    assert said.stdout.startswith("Civic Counter ")


def test_what_was_built_runs_its_modules_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_process("ui.office.window", "A2") == [sys.executable, "-m", "ui.office.window", "A2"]
