"""Service alerts that hold on a day, and whom they concern.

An alert names routes, stops, or both: then it is about those routes at those stops. Every counter that has the fact
shows it; the words are those of whoever wrote it, in no other language.
"""

import json
from collections.abc import Iterable, Set
from datetime import date

import msgspec
from sqlalchemy import Connection, select

from app.transit.tables import service_alert, service_alert_end
from app.transit.timetable import Timetable


class ServiceAlert(msgspec.Struct, frozen=True):
    """One alert; `routes` and `stops` are the feed's keys, either may be empty."""

    fact_id: str
    text: str
    routes: tuple[str, ...]
    stops: tuple[str, ...]

    def concerns(self, route: str, stops: Set[str]) -> bool:
        """Is it about a route that stops at these?"""
        return (not self.routes or route in self.routes) and (not self.stops or not stops.isdisjoint(self.stops))


class ShownAlert(msgspec.Struct, frozen=True):
    """An alert as it is shown: `4, 9 · Central Plaza` and what was written."""

    fact_id: str
    about: str
    text: str


def alerts_on(journal: Connection, day: date) -> tuple[ServiceAlert, ...]:
    """Those that hold on a day, in the order in which they were given out."""
    ended = select(service_alert_end.c.alert)
    found = select(service_alert).where(
        service_alert.c.begins_on <= day.isoformat(),
        service_alert.c.ends_on >= day.isoformat(),
        service_alert.c.fact_id.not_in(ended),
    )
    rows = journal.execute(found.order_by(service_alert.c.fact_id))
    return tuple(
        ServiceAlert(row.fact_id, row.text, tuple(json.loads(row.routes)), tuple(json.loads(row.stops))) for row in rows
    )


def shown_alerts(table: Timetable, alerts: Iterable[ServiceAlert]) -> tuple[ShownAlert, ...]:
    """Alerts with the numbers and names that riders know; keys where another timetable had them."""
    alerts = tuple(alerts)
    if not alerts:
        return ()
    routes = {key: table.route_short[n] or table.route_long[n] for n, key in enumerate(table.route_key)}
    stops = {key: table.stop_name[n] for n, key in enumerate(table.stop_key)}
    return tuple(ShownAlert(alert.fact_id, _about(alert, routes, stops), alert.text) for alert in alerts)


def _about(alert: ServiceAlert, routes: dict[str, str], stops: dict[str, str]) -> str:
    parts = [routes.get(key, key) for key in alert.routes], [stops.get(key, key) for key in alert.stops]
    return " · ".join(", ".join(dict.fromkeys(part)) for part in parts if part)
