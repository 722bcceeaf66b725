"""Printing a receipt again: the paper says `COPY n`, and the copy is itself a fact, so that copies can be counted."""

from dataclasses import dataclass
from enum import StrEnum

import msgspec

from app.drawers.queries import open_shift
from app.errors import Refused
from app.identity.permissions import Permission, Session, require
from app.journal.append import Author
from app.payments.facts import ReceiptCopied
from app.payments.queries import copies_made, read_receipt
from app.payments.receipt import LANGUAGES, Receipt
from app.payments.receipt_printing import print_receipt
from app.workplace import Services


class ReprintRefusal(StrEnum):
    """Why a receipt is not printed again, in the order in which it is tested (after the permission)."""

    LANGUAGE_UNKNOWN = "language_unknown"
    RECEIPT_UNKNOWN = "receipt_unknown"


@dataclass(frozen=True)
class Reprint:
    """`receipt`: fact id; `language`: "en" or "es", of this copy."""

    receipt: str
    language: str


@dataclass(frozen=True)
class Reprinted:
    """The copy as it prints, and the print job."""

    receipt: Receipt
    print_job: str | None


def record(services: Services, session: Session, command: Reprint) -> Reprinted:
    """Queues the copy. Raises Refused(ReprintRefusal)."""
    require(session, Permission.RECEIPT_REPRINT)
    if command.language not in LANGUAGES:
        raise Refused(ReprintRefusal.LANGUAGE_UNKNOWN, language=command.language[:10])
    with services.unit_of_work() as work:
        try:
            original = read_receipt(work.connection, work.kinds, command.receipt)
        except KeyError as error:
            raise Refused(ReprintRefusal.RECEIPT_UNKNOWN) from error
        copy = copies_made(work.connection, command.receipt) + 1
        shift = open_shift(work.connection, work.device.code)
        author = Author(session.person_id, shift.shift, shift.business_date) if shift else Author(session.person_id)
        work.append(ReceiptCopied(receipt=command.receipt, copy=copy, language=command.language), author)
        receipt = msgspec.structs.replace(original, language=command.language, copy_number=copy)
        job = print_receipt(work, receipt, session, kick=False)
        work.commit()
        return Reprinted(receipt, job)
