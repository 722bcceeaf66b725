"""The commands without a window, as somebody types them: what is said, and the exit code."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.store.database import open_connection
from app.store.keys import KeyFile
from tests.factories.counter import open_counter
from tests.factories.payments import pay
from tests.factories.workstation import fake_edges
from ui.main import main


def said(capsys: pytest.CaptureFixture[str]) -> str:
    captured = capsys.readouterr()
    return " ".join((captured.out + captured.err).split())


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A workstation that took one payment and is closed."""
    counter = open_counter(tmp_path / "data", edges=replace(fake_edges(), keys=KeyFile(tmp_path / "data")))
    pay(counter)
    counter.services.close()
    return tmp_path / "data"


def test_a_demo_city_goes_into_a_new_folder_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "city"
    assert main(["demo-city", "--accounts", "3", str(folder)]) == 0
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert "set.csv" in before and "A city of 3 accounts" in said(capsys)
    assert main(["demo-city", "--accounts", "4", str(folder)]) == 2
    assert "not an empty folder" in said(capsys)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("accounts", ["0", "-1", "1000001"])
def test_a_demo_city_of_no_possible_size(tmp_path: Path, capsys: pytest.CaptureFixture[str], accounts: str) -> None:
    assert main(["demo-city", "--accounts", accounts, str(tmp_path / "city")]) == 2
    assert "1 to 1,000,000" in said(capsys) and not (tmp_path / "city").exists()


def test_a_sound_journal_is_told_so_and_is_made_anew(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["check"], ["check", "--quick"], ["verify"]):
        assert main(["--data", str(data), *command]) == 0
        assert said(capsys) == "Everything holds."
    assert main(["--data", str(data), "rebuild"]) == 0
    assert said(capsys) == "The read tables are made anew from 3 facts."
    assert main(["--data", str(data), "check"]) == 0


def test_where_nobody_looks_there_is_no_bar_and_no_empty_line(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(data), "check"]) == 0
    written = capsys.readouterr()
    assert (written.out, written.err) == ("Everything holds.\n", "")


def test_on_a_terminal_a_bar_is_shown(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert main(["--data", str(data), "check", "--quick"]) == 0
    assert capsys.readouterr().out == "Everything holds.\n"


def test_several_findings_are_counted(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    connection = open_connection(data / "journal.db", (data / "database.key").read_bytes())
    for trigger in ("posting_rejects_delete", "posting_rejects_update"):
        connection.execute(f"DROP TRIGGER {trigger}")
    connection.close()
    assert main(["--data", str(data), "check", "--quick"]) == 1
    assert "2 findings:" in said(capsys)


def test_what_does_not_hold_is_named(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    connection = open_connection(data / "journal.db", (data / "database.key").read_bytes())
    connection.execute("DROP TRIGGER posting_rejects_delete")
    connection.close()
    assert main(["--data", str(data), "check", "--quick"]) == 1
    words = said(capsys)
    assert "append_only_triggers_stand: trigger posting_rejects_delete" in words and "1 finding:" in words


def test_an_import_an_export_and_both_again(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["demo-city", "--accounts", "3", str(tmp_path / "city")])
    for words in ("Loaded", "This set is loaded already; nothing has changed."):
        assert main(["--data", str(data), "import", str(tmp_path / "city")]) == 0
        assert words in said(capsys)
    assert main(["--data", str(data), "export", "--out", str(tmp_path / "out")]) == 0
    assert "Batch 1: facts 1 to " in said(capsys)
    assert main(["--data", str(data), "export", "--out", str(tmp_path / "out")]) == 1
    assert "nothing to export" in said(capsys)
    assert main(["--data", str(data), "export", "--out", str(tmp_path / "again"), "--repeat", "1"]) == 0
    name = "A2-1-batch-000001"
    once, twice = ((tmp_path / out / name / "billing.csv").read_bytes() for out in ("out", "again"))
    assert once == twice


def test_a_day_is_run_and_a_mistake_in_it_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    day, out = tmp_path / "day.jsonl", tmp_path / "out"
    day.write_text('{"do": "people"}\n{"do": "sign_in", "name": "M. Reyes", "pin": "000000"}\n', "utf-8")
    assert main(["run", str(day), "--out", str(out)]) == 0
    assert "1 commands were refused" in said(capsys)
    assert json.loads((out / "refusals.json").read_text("utf-8"))[0]["code"] == "IdentityRefusal.WRONG_PIN"
    day.write_text('{"do": "dance"}\n', "utf-8")
    assert main(["run", str(day), "--out", str(tmp_path / "none")]) == 2
    assert "line 1" in said(capsys) and not (tmp_path / "none").exists()


@pytest.mark.parametrize("words", [["check"], ["verify"], ["rebuild"], ["export", "--out", "x"]])
def test_without_a_workstation_nothing_is_made(tmp_path: Path, words: list[str]) -> None:
    assert main(["--data", str(tmp_path / "none"), *words]) == 1
    assert not (tmp_path / "none" / "journal.db").exists()
