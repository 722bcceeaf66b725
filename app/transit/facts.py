"""Facts about service alerts, and the rows they give. An alert is public, so its words stand in the body."""

import json
from collections.abc import Iterator

from app.journal.fact import Fact, FactBody
from app.journal.kinds import Kind, Row
from app.transit import tables


class ServiceAlertGiven(FactBody, frozen=True, kw_only=True):
    """What riders are told about routes, stops, or routes at stops (the feed's keys). Days ISO, both included."""

    text: str
    routes: tuple[str, ...]
    stops: tuple[str, ...]
    begins_on: str
    ends_on: str


class ServiceAlertEnded(FactBody, frozen=True, kw_only=True):
    """It does not hold any more. `alert` is the fact that gave it out."""

    alert: str


def _given_row(fact: Fact) -> Iterator[Row]:
    body = fact.body
    if not isinstance(body, ServiceAlertGiven):
        raise TypeError(f"{fact.envelope.kind} is not a ServiceAlertGiven")
    about = json.dumps(body.routes), json.dumps(body.stops)
    yield tables.service_alert, (fact.envelope.fact_id, body.text, *about, body.begins_on, body.ends_on)


def _ended_row(fact: Fact) -> Iterator[Row]:
    body = fact.body
    if not isinstance(body, ServiceAlertEnded):
        raise TypeError(f"{fact.envelope.kind} is not a ServiceAlertEnded")
    yield tables.service_alert_end, (body.alert, fact.envelope.fact_id)


KINDS = (Kind(ServiceAlertGiven, project=_given_row), Kind(ServiceAlertEnded, project=_ended_row))
