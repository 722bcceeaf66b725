"""From a print job's payload to what the printer gets. Papers are worded and laid out when they print."""

import msgspec

from app.drawers.slips import DrawerSlip
from app.payments.receipt import Receipt
from app.payments.stamps import Stamp
from app.payments.undo_slip import UndoSlip
from app.print_jobs.sample_page import SamplePage
from app.print_jobs.types import JobKind
from app.reports.x_report import XReport
from printing import escpos
from printing.document import Document
from printing.drawers.drawer_slip import drawer_slip_document
from printing.payments.receipt import receipt_document
from printing.payments.stamp import stamp_document
from printing.payments.undo_slip import undo_slip_document
from printing.profiles import EPSON_80, Profile
from printing.reports.x_report import x_report_document
from printing.sample_page import sample_document
from resources.texts import LANGUAGES, current_language


def job_bytes(kind: JobKind, payload: bytes, profile: Profile) -> bytes:
    """What a job sends. Raises msgspec.MsgspecError for a payload that this version cannot read."""
    if kind is JobKind.KICK:
        return escpos.kick_bytes(profile)
    document = document_of(kind, payload)
    return escpos.slip_bytes(document, profile) if kind is JobKind.STAMP else escpos.receipt_bytes(document, profile)


def warm_up() -> None:
    """Prints a page into nothing, in each language: imports and reads all that the first receipt would wait for."""
    escpos.warm_up()
    for language in LANGUAGES:
        page = SamplePage("", "", "", "", "", 0, "UTC", language)
        escpos.receipt_bytes(sample_document(page), EPSON_80)


def document_of(kind: JobKind, payload: bytes) -> Document:
    """The paper that a job prints. Raises msgspec.MsgspecError; ValueError for a kick, which has none."""
    match kind:
        case JobKind.RECEIPT | JobKind.COPY:
            return receipt_document(msgspec.json.decode(payload, type=Receipt))
        case JobKind.X_REPORT:
            return x_report_document(msgspec.json.decode(payload, type=XReport), current_language())
        case JobKind.DRAWER_SLIP:
            return drawer_slip_document(msgspec.json.decode(payload, type=DrawerSlip), current_language())
        case JobKind.UNDO_SLIP:
            return undo_slip_document(msgspec.json.decode(payload, type=UndoSlip), current_language())
        case JobKind.STAMP:
            return stamp_document(msgspec.json.decode(payload, type=Stamp))
        case JobKind.ITINERARY:
            return _itinerary(payload)
        case JobKind.TEST_PAGE:
            return sample_document(msgspec.json.decode(payload, type=SamplePage))
        case JobKind.KICK:
            raise ValueError("a kick prints nothing")


def _itinerary(payload: bytes) -> Document:
    from app.transit.print_itinerary import Itinerary  # a counter that plans no trips need not know how
    from printing.transit.itinerary import itinerary_document

    return itinerary_document(msgspec.json.decode(payload, type=Itinerary))
