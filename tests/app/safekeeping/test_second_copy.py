"""Choosing a folder for the second copy: refusals in their order, and a copy that begins at once."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.identity.refusals import IdentityRefusal
from app.journal.copy_facts import CopyStatus
from app.safekeeping.recovery_sheet import issue_recovery_code
from app.safekeeping.second_copy import (
    SecondCopyRefusal,
    choose_second_copy,
    second_copy_status,
    stop_second_copy,
)
from app.store.second_copy import CopyReader, find_sets
from app.workplace import Services
from tests.factories.counter import CASHIER
from tests.factories.outcomes import refused
from tests.factories.workstation import open_workstation


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    opened = open_workstation(tmp_path / "data")
    yield opened
    opened.close()


def test_without_a_recovery_code_a_copy_would_be_useless(services: Services, tmp_path: Path) -> None:
    assert refused(lambda: choose_second_copy(services, CASHIER, tmp_path)) is SecondCopyRefusal.NO_RECOVERY_CODE


@pytest.mark.parametrize(
    ("folder", "refusal"),
    [
        ("nowhere", SecondCopyRefusal.FOLDER_NOT_FOUND),
        ("data", SecondCopyRefusal.INSIDE_DATA_FOLDER),
        ("data/inside", SecondCopyRefusal.INSIDE_DATA_FOLDER),
        ("locked", SecondCopyRefusal.FOLDER_READ_ONLY),
    ],
)
def test_a_folder_that_will_not_do_is_refused(
    services: Services, tmp_path: Path, folder: str, refusal: SecondCopyRefusal, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue_recovery_code(services, CASHIER)
    (tmp_path / "data" / "inside").mkdir()
    (tmp_path / "locked").mkdir()
    monkeypatch.setattr("os.access", lambda path, _mode: path.name != "locked")
    assert refused(lambda: choose_second_copy(services, CASHIER, tmp_path / folder)) is refusal


def test_only_who_may_change_settings_chooses(services: Services, tmp_path: Path) -> None:
    nobody = replace(CASHIER, permissions=frozenset())
    assert refused(lambda: choose_second_copy(services, nobody, tmp_path)) is IdentityRefusal.NOT_PERMITTED
    assert refused(lambda: stop_second_copy(services, nobody)) is IdentityRefusal.NOT_PERMITTED


def test_a_chosen_folder_is_filled_and_a_stopped_one_stays(services: Services, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    issue_recovery_code(services, CASHIER)
    choose_second_copy(services, CASHIER, stick)
    services.second_copy.work()
    status = second_copy_status(services)
    assert (status.folder, status.waiting, status.failure) == (str(stick), 0, None)
    stop_second_copy(services, CASHIER)
    services.second_copy.work()
    assert second_copy_status(services) == CopyStatus()
    (folder,) = find_sets(stick)
    assert len(list(CopyReader(folder, services.key).frames())) == 1
