"""Where the data is: as said, else the platform's place for this user."""

from argparse import Namespace
from pathlib import Path

from ui.data_folder import data_folder


def test_what_was_said_holds(tmp_path: Path) -> None:
    assert data_folder(Namespace(data=tmp_path / "there")) == tmp_path / "there"


def test_else_it_is_this_user_s_own_place() -> None:
    folder = data_folder(Namespace(data=None))
    assert folder.name == "civic-counter" and folder.is_absolute()
