"""`civic-counter transit …` as somebody types it."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.store.keys import KeyFile
from tests.factories.counter import open_counter
from tests.factories.feeds import SMALL, write_feed
from tests.factories.passes import issued_of, replacement, sell
from tests.factories.workstation import fake_edges, open_workstation
from ui.main import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workstation's data, no program open."""
    open_workstation(tmp_path / "A2").close()
    return tmp_path / "A2"


def test_a_feed_is_imported_and_shown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(folder), "transit", "show"]) == 1
    feed = write_feed(folder / "feed.zip", {"pathways.txt": "pathway_id\n"})
    assert main(["--data", str(folder), "transit", "import", str(feed)]) == 0
    said = capsys.readouterr().out
    assert "Note: Ways inside stations are not used" in said
    assert "3 routes, 5 stops, 5 trips, 10 stop times" in said
    assert main(["--data", str(folder), "transit", "show"]) == 0
    assert capsys.readouterr().out.startswith("City Transit, 2026-11-02 to 2027-01-31")


def test_a_bad_feed_says_why(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = write_feed(folder / "feed.zip", {"stops.txt": None, "routes.txt": SMALL["routes.txt"]})
    assert main(["--data", str(folder), "transit", "import", str(bad)]) == 1
    said = capsys.readouterr().err
    assert "Stops the import: The feed has no stops.txt." in said and "the timetable stays as it was" in said


def test_without_a_workstation_there_is_no_timetable(tmp_path: Path) -> None:
    assert main(["--data", str(tmp_path), "transit", "import", str(write_feed(tmp_path / "feed.zip"))]) == 1


def test_the_deny_list_names_what_holds_no_more(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    counter = open_counter(tmp_path, edges=replace(fake_edges(), keys=KeyFile(tmp_path)))
    lost = issued_of(sell(counter)).serial
    sell(counter, replacement(lost))
    counter.services.close()
    assert main(["--data", str(tmp_path), "transit", "deny-list"]) == 0
    assert capsys.readouterr().out == f"serial,reason\n{lost},replaced\n"
