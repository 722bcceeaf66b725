"""Papers are saved in the person's documents, unless the environment names another place."""

from pathlib import Path

import pytest

from app.errors import Unavailable
from printing.save_pdf import DOCUMENTS, save_file, save_pdf


def test_the_environment_names_another_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DOCUMENTS, str(tmp_path))
    path = save_pdf(b"%PDF", "Letter:1/2")
    assert path == tmp_path / "Civic Counter" / "Letter 1 2.pdf" and path.read_bytes() == b"%PDF"
    assert save_file(b"a,b", "List", "csv", tmp_path / "other") == tmp_path / "other" / "Civic Counter" / "List.csv"


def test_the_person_s_own_documents_are_the_usual_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(DOCUMENTS, raising=False)
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path)
    assert save_pdf(b"%PDF", "Letter").parent == tmp_path / "Civic Counter"


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unavailable, match="NOT_WRITTEN"):
        save_pdf(b"%PDF", "Letter", tmp_path / "file")
