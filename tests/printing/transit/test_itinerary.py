"""A journey on paper, in the customer's language, with a code that holds it as plain text."""

from datetime import date

import msgspec
import pytest

from app.print_jobs.types import JobKind
from app.transit.plan_trip import PassedStop, ShownJourney, ShownRide, ShownWalk
from app.transit.print_itinerary import Itinerary
from app.transit.service_alerts import ShownAlert
from printing.document import Document, Line, Pair, Qr
from printing.profiles import EPSON_80
from printing.rendering import job_bytes
from printing.transit.itinerary import clock, itinerary_document, minutes_between, minutes_of
from ui.tour.escpos_decoder import decode

RIDE = ShownRide(
    "4",
    "Magnolia",
    "046B5C",
    "FFFFFF",
    "Northgate",
    "Central Plaza",
    "100",
    "Magnolia at 6th",
    "",
    28_800,
    29_400,
    (PassedStop("Pine at 3rd", 29_100),),
)
WALK = ShownWalk("Magnolia at 6th", "Health Campus", 29_400, 29_477, 95)
PAPER = Itinerary(
    "City of Cypress Springs",
    "Transit plaza",
    "Central Plaza",
    "Health Campus",
    date(2026, 11, 20),
    ShownJourney(28_800, 29_477, (RIDE, WALK)),
    ("City Transit",),
    "en",
)


def words(document: Document) -> str:
    """Everything that stands on a paper."""
    parts = [
        part.text if isinstance(part, Line) else f"{part.left} {part.right}"
        for part in document.elements
        if isinstance(part, (Line, Pair))
    ]
    return "\n".join(parts)


def test_what_to_board_and_where_to_get_off() -> None:
    said = words(itinerary_document(PAPER))
    for wanted in (
        "Friday, November 20, 2026",
        "8:00 – 8:11 11 min",
        "8:00  Central Plaza (stop 100)",
        "Route 4 to Northgate",
        "10 min, 2 stops",
        "After Pine at 3rd get off",
        "8:10  Magnolia at 6th",
        "8:10  Walk 2 min to Health Campus",
        "City Transit",
    ):
        assert wanted in said, wanted


def test_in_spanish() -> None:
    said = words(itinerary_document(msgspec.structs.replace(PAPER, language="es")))
    assert "SU VIAJE" in said and "viernes, 20 de noviembre de 2026" in said
    assert "Ruta 4 a Northgate" in said and "Camine 2 min hasta Health Campus" in said


def test_what_it_costs_by_who_rides() -> None:
    paper = msgspec.structs.replace(PAPER, fares=(("Adult", 125), ("Reduced fare", 60)))
    said = words(itinerary_document(paper))
    assert "Fare, Adult 1.25" in said and "Fare, Reduced fare 0.60" in said
    assert "Fare" not in words(itinerary_document(PAPER))


def test_the_code_is_plain_text() -> None:
    (code,) = [part for part in itinerary_document(PAPER).elements if isinstance(part, Qr)]
    assert code.data == "2026-11-20 Central Plaza > Health Campus\n8:00 4 Central Plaza > 8:10 Magnolia at 6th"


def test_it_goes_to_the_printer() -> None:
    assert decode(job_bytes(JobKind.ITINERARY, msgspec.json.encode(PAPER), EPSON_80)).texts


@pytest.mark.parametrize(("seconds", "shown"), [(0, "0:00"), (29_400, "8:10"), (87_600, "0:20"), (-600, "23:50")])
def test_hours(seconds: int, shown: str) -> None:
    assert clock(seconds) == shown


def test_how_long_it_takes_is_what_the_clock_says() -> None:
    depart, arrive = 10 * 3600 + 47 * 60 + 10, 11 * 3600 + 4 * 60 + 50
    assert (clock(depart), clock(arrive), minutes_between(depart, arrive)) == ("10:47", "11:04", 17)
    assert minutes_of(61) == 2


def test_alerts_stand_before_the_way() -> None:
    alerts = (ShownAlert("f", "4", "Detour on 6th"),)
    paper = msgspec.structs.replace(PAPER, journey=msgspec.structs.replace(PAPER.journey, alerts=alerts))
    said = words(itinerary_document(paper))
    assert said.index("Service alert: 4") < said.index("Detour on 6th") < said.index("Route 4 to Northgate")
