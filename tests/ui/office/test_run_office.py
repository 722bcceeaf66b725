"""Where the tour of an office goes, and when there is one; the office itself is played by hand."""

from pathlib import Path

import pytest

from ui.office.run_office import has_screen, run_office


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = tmp_path / "precious.txt"
    kept.write_text("mine")
    assert run_office(3, 5_000, tmp_path) == 1
    assert kept.read_text() == "mine"
    assert "holds other things already" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("platform", "display", "expected"),
    [("offscreen", ":0", False), ("minimal", "", False), ("xcb", "", True), ("", ":0", True)],
)
def test_screen(monkeypatch: pytest.MonkeyPatch, platform: str, display: str, expected: bool) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    monkeypatch.setenv("DISPLAY", display)
    assert has_screen() is expected
