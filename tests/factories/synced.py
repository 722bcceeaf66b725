"""Workstations that are enrolled at a real centre, and exchange when the test says so."""

from dataclasses import dataclass, replace

from app.clock import SystemClock
from app.ids import SystemIds
from app.journal.append import Author
from app.journal.fact import Posting
from app.journal.kinds import Kinds
from app.sync.postgres import PostgresLink
from app.sync.replica import JournalReplica
from app.sync.types import Pace, SyncState
from app.sync.worker import SyncWorker
from app.workplace import Services
from tests.factories.central import NONCE, Central
from tests.factories.journal import TEST_KINDS, Counted


@dataclass
class Synced:
    """One of them."""

    services: Services
    replica: JournalReplica
    link: PostgresLink
    worker: SyncWorker

    @classmethod
    def enrolled(cls, central: Central, services: Services, kinds: Kinds = TEST_KINDS) -> "Synced":
        """Enrols an open workstation under its own key."""
        code = services.device.code
        central.enrol(code, services.device.office, services.device.signer)
        changed = replace(services, kinds=kinds)
        replica = JournalReplica(changed)
        replica.keep(SyncState(nonce=NONCE))
        link = PostgresLink(lambda: central.passwords[code])
        pace = Pace(audit_seconds=0, activity_audit_seconds=0)
        return cls(changed, replica, link, SyncWorker(replica, link, SystemClock(), SystemIds(), pace))

    def sell(self, times: int, account: str = "cis/1") -> None:
        """So many facts with two postings each."""
        code = self.services.device.code
        postings = (
            Posting(ledger_account=f"drawer/{code}/cash", amount_cents=500),
            Posting(ledger_account="receivable/water", amount_cents=-500, account=account, charge=f"{account}/c1"),
        )
        with self.services.unit_of_work() as work:
            for _ in range(times):
                work.append(
                    Counted(postings=postings), Author(business_date="2026-11-20"), fact_id=SystemIds().new_id()
                )
            work.commit()

    def exchange(self) -> None:
        """One round now, on this thread."""
        self.worker.exchange_now()
        self.worker.work()
