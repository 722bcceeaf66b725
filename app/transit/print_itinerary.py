"""Prints a journey for the customer: a job of its own in the print queue. It is no fact: it is about nobody's money."""

from datetime import date

import msgspec

from app.print_jobs.queue import enqueue
from app.print_jobs.types import RECEIPT_PRINTER, JobKind, NewJob
from app.transit.fares import fares_of_trip
from app.transit.plan_trip import ShownJourney
from app.workplace import Services


class Itinerary(msgspec.Struct, frozen=True):
    """What stands on the paper. `language` is the customer's; `fares`: for whom, in that language, and cents."""

    city: str
    office: str
    origin: str
    destination: str
    day: date
    journey: ShownJourney
    agencies: tuple[str, ...]
    language: str
    fares: tuple[tuple[str, int], ...] = ()


def itinerary(
    services: Services,
    journey: ShownJourney,
    ends: tuple[str, str],
    day: date,
    agencies: tuple[str, ...],
    language: str,
) -> Itinerary:
    """The paper of a journey between two places, as this office gives it."""
    place, boardings = services.place, [ride.depart for ride in journey.rides]
    fares = [
        (rider.names.get(language, rider.code), cents)
        for rider, cents in fares_of_trip(services.policies, boardings, day)
    ]
    return Itinerary(place.city, place.office_name, *ends, day, journey, agencies, language, tuple(fares))


def record(services: Services, paper: Itinerary, by: str) -> str:
    """Queues the paper on this counter's printer; gives the job's id. Raises Unavailable."""
    job = NewJob(JobKind.ITINERARY, msgspec.json.encode(paper), RECEIPT_PRINTER, requested_by=by)
    with services.plain_work() as work:
        job_id = enqueue(work.connection, job, services.clock, services.ids)
        work.commit()
    return job_id
