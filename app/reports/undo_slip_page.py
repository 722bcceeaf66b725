"""One slip of a refund or a correction as its paper says it, looked at from a report or the tape of a drawer."""

from sqlalchemy import select

from app.errors import Refused
from app.identity.permissions import Permission, Session, may, require
from app.journal.tables import fact as fact_table
from app.payments.undo_slip import UndoSlip, slip_of
from app.reports.slip_page import SlipPageRefusal
from app.workplace import Services


def undo_slip_page(services: Services, session: Session, fact_id: str) -> UndoSlip:
    """The slip of a fact. Raises Refused(NOT_PERMITTED, SLIP_UNKNOWN) or Unavailable."""
    if not may(session, Permission.RECEIPT_REPRINT):
        require(session, Permission.REPORT_SEE)
    stored = select(fact_table.c.envelope, fact_table.c.body).where(fact_table.c.fact_id == fact_id)
    with services.read_journal() as connection:
        row = connection.execute(stored).first()
        if row is None:
            raise Refused(SlipPageRefusal.SLIP_UNKNOWN)
        try:
            return slip_of(connection, services.kinds.read(row.envelope, row.body))
        except TypeError as error:
            raise Refused(SlipPageRefusal.SLIP_UNKNOWN) from error
