"""Choosing where the second copy lies, and how it is; the copying itself is `app/journal/copy_facts.py`."""

import os
from enum import StrEnum
from pathlib import Path

from app.config import SECOND_COPY_FOLDER, SECOND_COPY_SET
from app.errors import Refused
from app.identity.permissions import Permission, Session, require
from app.journal.copy_facts import CopyStatus
from app.store.recovery import kept_seal
from app.store.second_copy import CopyHeader, key_check, set_folder, write_header
from app.store.settings import write_setting
from app.training_mode import TrainingRefusal, refuse_in_training
from app.workplace import Services


class SecondCopyRefusal(StrEnum):
    """Why a folder is not taken for the second copy, in the order in which it is tested."""

    NO_RECOVERY_CODE = "no_recovery_code"
    FOLDER_NOT_FOUND = "folder_not_found"
    INSIDE_DATA_FOLDER = "inside_data_folder"
    FOLDER_READ_ONLY = "folder_read_only"


def choose_second_copy(services: Services, session: Session, folder: Path) -> None:
    """Begins a copy in a folder; what there is already is copied there in the background.

    Raises Refused(NOT_PERMITTED, NO_SECOND_COPY, SecondCopyRefusal) or Unavailable(CopyFailure). Choosing the same
    folder again begins a new set beside the old one: after private data was erased, that is how it leaves the copy
    too. Not for the writer lane: the folder may be slow.
    """
    require(session, Permission.SETTINGS_CHANGE)
    refuse_in_training(services.device.code, TrainingRefusal.NO_SECOND_COPY)
    with services.read_journal() as connection:
        seal = kept_seal(connection)
    if seal is None:
        raise Refused(SecondCopyRefusal.NO_RECOVERY_CODE)
    _refuse(services, folder)
    device = services.device
    set_id = f"{device.code}-{device.generation}-{services.ids.random_bytes(4).hex()}"
    header = CopyHeader(
        set_id=set_id,
        workstation=device.code,
        generation=device.generation,
        begun_at_us=services.clock.now_us(),
        key_check=key_check(services.key),
        recovery=seal,
    )
    write_header(set_folder(folder, set_id), header)
    _keep(services, str(folder.absolute()), set_id)
    services.second_copy.wake()


def stop_second_copy(services: Services, session: Session) -> None:
    """No second copy any more; what was copied stays where it is. Raises Refused(NOT_PERMITTED)."""
    require(session, Permission.SETTINGS_CHANGE)
    _keep(services, "", "")
    services.second_copy.wake()


def second_copy_status(services: Services) -> CopyStatus:
    """How the second copy is, for the strip: derived from the journal's rows and from what the copy itself holds."""
    return services.second_copy.status()


def _refuse(services: Services, folder: Path) -> None:
    if not folder.is_dir():
        raise Refused(SecondCopyRefusal.FOLDER_NOT_FOUND, folder=str(folder))
    if folder.resolve().is_relative_to(services.folder.resolve()):
        raise Refused(SecondCopyRefusal.INSIDE_DATA_FOLDER, folder=str(folder))
    if not os.access(folder, os.W_OK):
        raise Refused(SecondCopyRefusal.FOLDER_READ_ONLY, folder=str(folder))


def _keep(services: Services, folder: str, set_id: str) -> None:
    def write() -> None:
        with services.plain_work() as work:
            write_setting(work.connection, SECOND_COPY_FOLDER, folder)
            write_setting(work.connection, SECOND_COPY_SET, set_id)
            work.commit()

    services.lanes.write_now(write)
