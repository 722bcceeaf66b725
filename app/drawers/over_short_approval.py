"""The difference of a close that nobody signed for: it waits in the inbox, and the close stands all the same."""

from sqlalchemy import Connection

from app.drawers.close_shift_facts import ShiftClosed
from app.drawers.counts import people_of, read_close
from app.drawers.settle_shift import SettleRefusal
from app.errors import Refused
from app.identity.approvable import ActionRefusal, AskedAction, Described, Detail, Effect
from app.identity.approvals import Approval
from app.identity.permissions import Permission, Session
from app.identity.queries import person_name
from app.journal.append import JournalWork
from app.ledger_accounts import TENDERS_HELD
from app.workplace import Services


class OverShortApproval:
    """`app.identity.approvable.Approvable` of the kind `over_short`; its subject is the fact id of a close.

    The close asks by itself (`close_shift`), so nothing is ever asked for or carried out from here.
    """

    needs = Permission.DRAWER_OPEN_SHIFT
    of_shift = True
    blind = True

    def check(self, services: Services, connection: Connection, asked: AskedAction) -> int:
        """Raises Refused(ASKS_BY_ITSELF)."""
        raise Refused(ActionRefusal.ASKS_BY_ITSELF)

    def describe(self, services: Services, connection: Connection, asked: AskedAction) -> Described:
        """Whose drawer, what was expected, what was found."""
        body = read_close(connection, services.kinds, asked.subject)
        details = (
            Detail("drawer", words=body.drawer),
            Detail("cashier", words=person_name(connection, body.cashier)),
            Detail("over" if body.difference.held_cents > 0 else "short", cents=abs(body.difference.held_cents)),
            *(Detail("sealed_bag", words=bag) for bag in (body.bag,) if bag),
        )
        return Described(body.drawer, details, _found(body), reason_names=body.reason_names)

    def refuse_signer(self, connection: Connection, asked: AskedAction, signer: Session) -> None:
        """Nobody signs for a drawer that they had. Raises Refused(OWN_SHIFT)."""
        if signer.person_id in people_of(connection, asked.shift):
            raise Refused(SettleRefusal.OWN_SHIFT)

    def perform(self, services: Services, work: JournalWork, asked: AskedAction, approval: Approval) -> object:
        """Raises Refused(ASKS_BY_ITSELF)."""
        raise Refused(ActionRefusal.ASKS_BY_ITSELF)


def _found(body: ShiftClosed) -> tuple[Effect, ...]:
    """Tender by tender: expected, difference, counted."""
    return tuple(
        Effect(f"counted_{tender}", body.drawer, body.expected.of(tender), body.difference.of(tender))
        for tender in TENDERS_HELD
        if body.expected.of(tender) or body.difference.of(tender)
    )
