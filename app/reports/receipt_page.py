"""One receipt as its paper says it, to be looked at: from an account's activity, the drawer's tape or a search.

A receipt names a customer, so looking is logged.
"""

from enum import StrEnum

from app.errors import Refused
from app.identity.access_log import note_look
from app.identity.permissions import Permission, Session, may, require
from app.payments.queries import read_receipt
from app.payments.receipt import Receipt
from app.workplace import Services


class ReceiptPageRefusal(StrEnum):
    """Why there is nothing to show."""

    RECEIPT_UNKNOWN = "receipt_unknown"


def receipt_page(services: Services, session: Session, fact_id: str) -> Receipt:
    """The receipt of a fact. Raises Refused(NOT_PERMITTED or RECEIPT_UNKNOWN) or Unavailable."""
    if not may(session, Permission.RECEIPT_REPRINT):
        require(session, Permission.ACCOUNT_SEE)
    with services.read_journal() as connection:
        try:
            receipt = read_receipt(connection, services.kinds, fact_id)
        except KeyError as error:
            raise Refused(ReceiptPageRefusal.RECEIPT_UNKNOWN) from error
    note_look(services, session, "receipt", fact_id)
    return receipt
