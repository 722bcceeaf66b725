"""Suggests places while somebody types where a trip begins or ends."""

from app.clock import local_date
from app.transit.places import Place
from app.workplace import Services


def find_places(services: Services, typed: str) -> tuple[Place, ...]:
    """The best first. Raises Refused, NO_TIMETABLE."""
    today = local_date(services.clock.now_us(), services.place.time_zone)
    return services.transit.places(services.policies.at("trip_planning", today).values).find(typed)
