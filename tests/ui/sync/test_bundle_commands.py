"""`civic-counter sync …` as somebody types it: a round over a stick, and what is said of it."""

from pathlib import Path

import pytest

from app.bootstrap import open_services
from tests.factories.central import Central
from tests.factories.replicas import open_as
from tests.factories.stick_laptops import Laptop
from ui.main import main


def said(capsys: pytest.CaptureFixture[str]) -> str:
    captured = capsys.readouterr()
    return " ".join((captured.out + captured.err).split())


@pytest.fixture
def folder(central: Central, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A2's data: set up, enrolled, three sales, no program open."""
    services = open_as(tmp_path / "A2", "A2", "main", 1)
    Laptop.enrolled(central, services, tmp_path).synced.sell(3)
    services.close()
    keys = services.keys
    monkeypatch.setattr("app.bootstrap.choose_key_store", lambda _folder: keys)
    return tmp_path / "A2"


def test_there_and_back_again(folder: Path, central: Central, capsys: pytest.CaptureFixture[str]) -> None:
    bundle, answer = folder.parent / "out", folder.parent / "back"
    assert main(["--data", str(folder), "sync", "export", str(bundle)]) == 0
    assert said(capsys) == f"Bundle 1 with 4 facts stands in {bundle}. Bring it to the center."
    assert main(["central", "bundle", str(bundle), "--answer", str(answer), "--dsn", central.dsn]) == 0
    assert said(capsys).startswith("Bundle 1 of A2: 4 facts are new of 4.")
    assert main(["--data", str(folder), "sync", "import", str(answer)]) == 0
    assert said(capsys) == "Answer 1 is taken in: 0 facts and 0 postings of other counters are new here."
    assert main(["--data", str(folder), "sync", "import", str(bundle)]) == 1
    assert said(capsys).startswith("This bundle is for the center.")


def test_a_workstation_that_is_open_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    services = open_services(folder)
    assert main(["--data", str(folder), "sync", "export", str(folder.parent / "out")]) == 1
    services.close()
    assert "open" in said(capsys)


def test_how_it_stands(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(folder), "sync", "status"]) == 0
    words = said(capsys)
    assert words.startswith("4 waiting, oldest") and "Last exchange: –" in words and "A2: 4 facts here" in words


def test_alone_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    services = open_as(tmp_path / "A2", "A2", "main", 1)
    services.close()
    monkeypatch.setattr("app.bootstrap.choose_key_store", lambda _folder: services.keys)
    assert main(["--data", str(tmp_path / "A2"), "sync", "status"]) == 0
    assert said(capsys).startswith("This counter works alone.")
