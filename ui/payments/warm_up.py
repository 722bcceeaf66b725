"""What the first payment of the day would otherwise wait for, done on a read lane while the page opens.

The city's file is opened, the paper's fonts and codes are imported, dates are worded once.
"""

from app.identity.queries import today
from app.payments import preview
from app.payments.receipt import Receipt
from app.workplace import Services
from printing.payments.receipt import receipt_document
from printing.screen import screen_paper

_NOBODY = "none/none"


def warm_up(services: Services) -> None:
    """Reads an account that there is not, lays out an empty receipt. Raises Unavailable before the first import."""
    place, now_us = services.place, services.clock.now_us()
    empty = Receipt(
        city=place.city,
        office=place.office_name,
        office_address=place.office_address,
        office_phone=place.office_phone,
        counter=place.counter,
        cashier="",
        number="A-000000",
        full_number="A-1-000000-0000",
        fact_id="",
        taken_at_us=now_us,
        time_zone=place.time_zone,
        business_date="",
        language="en",
        lines=(),
        tenders=(),
        total_cents=0,
    )
    screen_paper(receipt_document(empty))
    preview.find_lines(services, (_NOBODY,), today(services))
