"""What the wizard has done in the background: made or brought back a workstation, let its administrator in."""

from dataclasses import dataclass
from pathlib import Path

from app.bootstrap import Edges, open_services, restore, set_up
from app.config import LANGUAGE
from app.device_settings import change_setting
from app.identity.people import add_first_administrator
from app.identity.permissions import Session
from app.identity.take_charge import take_charge, who_can_take_charge
from app.identity.types import Person
from app.safekeeping.restore_workstation import RestoreWorkstation
from app.sync.enrol import kept_centre
from app.workplace import Services
from ui.identity.first_run_draft import FirstRunDraft
from ui.progress import Progress


@dataclass(frozen=True)
class FirstRun:
    """A workstation that is ready, and its administrator at work."""

    services: Services
    session: Session


def make_workstation(folder: Path, draft: FirstRunDraft, edges: Edges | None) -> Services:
    """A new one, let in by its center if it is to have one. Raises Refused, Unavailable."""
    return set_up(folder, draft.command(), edges, draft.centre())


def bring_back_workstation(folder: Path, draft: FirstRunDraft, edges: Edges | None, progress: Progress) -> Services:
    """A lost one. Raises Refused(RecoveryRefusal, RestoreRefusal), Unavailable."""
    command = RestoreWorkstation(draft.copy or folder, draft.recovery_code, draft.salvage)
    restore(folder, command, edges, progress.tell)
    return open_services(folder, edges)


@dataclass(frozen=True)
class Found:
    """What stands in a workstation that was brought back, or whose wizard was interrupted.

    `administrators`: who may take charge of one that was brought back. `of_centre`: a center gives the city's rows.
    """

    administrators: tuple[Person, ...] = ()
    of_centre: bool = False


def find(services: Services) -> Found:
    """Reads both."""
    with services.read_journal() as connection:
        of_centre = kept_centre(connection) is not None
    return Found(tuple(who_can_take_charge(services)), of_centre)


def let_in(services: Services, draft: FirstRunDraft) -> Session:
    """The first administrator of a new workstation, or of one that was brought back. Raises Refused."""
    if draft.restoring:
        session = take_charge(services, draft.person_id, draft.password, draft.pin)
    else:
        session = add_first_administrator(services, draft.administrator())
    change_setting(services, session, LANGUAGE, draft.language)
    return session
