"""The whole tour, in a process of its own as `./counter tour` runs it: every step and every check comes out."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ui.tour.run_tour import run_tour

ROOT = Path(__file__).parents[3]
SECONDS_MAX = 480


@pytest.mark.timeout(SECONDS_MAX + 30)
def test_the_tour_comes_out(tmp_path: Path) -> None:
    out = tmp_path / "tour"
    command = [sys.executable, "-m", "ui.main", "tour", "--out", str(out)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=SECONDS_MAX, check=False
    )
    assert (run.returncode, run.stderr) == (0, ""), run.stdout
    summary = json.loads((out / "summary.json").read_text("utf-8"))
    assert all((out / step["picture"]).stat().st_size > 10_000 for step in summary["steps"])
    assert len(list((out / "pages").glob("*.png"))) >= 4 * 10
    assert len(summary["steps"]) > 100 and len(summary["checks"]) > 70
    assert len(list((out / "paper").glob("*.escpos"))) == len(json.loads((out / "expected.json").read_text())["papers"])
    assert str(out) in run.stdout


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    kept = tmp_path / "data" / "precious.txt"
    kept.parent.mkdir()
    kept.write_text("mine")
    assert run_tour(tmp_path) == 1
    assert kept.read_text() == "mine"
