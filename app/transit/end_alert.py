"""Ends a service alert before its last day: a fact that names it. Ended twice is ended."""

import msgspec
from sqlalchemy import select

from app.changed import Changed
from app.errors import Refused
from app.identity.permissions import Permission, Session, require
from app.journal.append import Author, is_recorded
from app.transit.facts import ServiceAlertEnded
from app.transit.give_alert import AlertRefusal
from app.transit.tables import service_alert
from app.workplace import Services


class EndAlert(msgspec.Struct, frozen=True):
    """`alert` is the fact that gave it out."""

    intent: str
    alert: str


def record(services: Services, session: Session, command: EndAlert) -> Changed:
    """Raises Refused(NOT_PERMITTED or ALERT_UNKNOWN) or Unavailable."""
    require(session, Permission.TRANSIT_ALERT)
    with services.unit_of_work() as work:
        known = select(service_alert.c.fact_id).where(service_alert.c.fact_id == command.alert)
        if work.connection.execute(known).first() is None:
            raise Refused(AlertRefusal.ALERT_UNKNOWN)
        if not is_recorded(work.connection, command.intent):
            work.append(ServiceAlertEnded(alert=command.alert), Author(session.person_id), fact_id=command.intent)
            work.commit()
        return work.changed
