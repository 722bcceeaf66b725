"""Gives out a service alert: a fact, so that every counter of the office has it, and who wrote it is known."""

from datetime import date
from enum import StrEnum

import msgspec

from app.accounts.notes import clean_note
from app.changed import Changed
from app.errors import Refused
from app.identity.permissions import Permission, Session, require
from app.journal.append import Author, is_recorded
from app.transit.facts import ServiceAlertGiven
from app.workplace import Services


class AlertRefusal(StrEnum):
    """Why an alert is not given out or ended, in the order of the tests (after the permission and the words)."""

    NOWHERE = "nowhere"
    PERIOD_WRONG = "period_wrong"
    ALERT_UNKNOWN = "alert_unknown"


class GiveAlert(msgspec.Struct, frozen=True):
    """`intent` is the id made when writing began. Routes and stops by the feed's keys; both days included."""

    intent: str
    text: str
    routes: tuple[str, ...]
    stops: tuple[str, ...]
    begins_on: date
    ends_on: date


def record(services: Services, session: Session, command: GiveAlert) -> Changed:
    """Raises Refused(NOT_PERMITTED, NoteRefusal or AlertRefusal) or Unavailable."""
    require(session, Permission.TRANSIT_ALERT)
    words = " ".join(clean_note(command.text).split())
    if not command.routes and not command.stops:
        raise Refused(AlertRefusal.NOWHERE)
    if command.ends_on < command.begins_on:
        raise Refused(AlertRefusal.PERIOD_WRONG)
    begins_on, ends_on = command.begins_on.isoformat(), command.ends_on.isoformat()
    with services.unit_of_work() as work:
        if not is_recorded(work.connection, command.intent):
            about = ServiceAlertGiven(
                text=words, routes=command.routes, stops=command.stops, begins_on=begins_on, ends_on=ends_on
            )
            work.append(about, Author(session.person_id), fact_id=command.intent)
            work.commit()
        return work.changed
