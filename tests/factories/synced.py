"""Workstations that are enrolled at a real centre, and exchange when the test says so."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.clock import SystemClock
from app.ids import SystemIds
from app.journal.append import Author
from app.journal.fact import Posting
from app.journal.kinds import Kinds
from app.sync.postgres import ANSWER_SECONDS, PostgresLink
from app.sync.replica import JournalReplica
from app.sync.types import Pace, SyncState
from app.sync.worker import SyncWorker
from app.workplace import Services
from tests.factories.central import NONCE, Central
from tests.factories.journal import TEST_KINDS, Counted

AT_ONCE = Pace(audit_seconds=0, activity_audit_seconds=0)
"""Every round audits."""


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
        central.enrol(services.device.code, services.device.office, services.device.signer)
        JournalReplica(services).keep(SyncState(nonce=NONCE))
        return cls.opened(lambda: central.passwords[services.device.code], services, kinds)

    @classmethod
    def opened(
        cls,
        dsn: Callable[[], str],
        services: Services,
        kinds: Kinds = TEST_KINDS,
        *,
        answer_seconds: float = ANSWER_SECONDS,
        pace: Pace = AT_ONCE,
    ) -> "Synced":
        """One that was enrolled before."""
        changed = replace(services, kinds=kinds)
        replica = JournalReplica(changed)
        link = PostgresLink(dsn, answer_seconds=answer_seconds)
        return cls(changed, replica, link, SyncWorker(replica, link, SystemClock(), SystemIds(), pace))

    def sell(self, times: int, account: str = "cis/1") -> list[str]:
        """So many facts with two postings each, in one commit; gives their ids."""
        code = self.services.device.code
        postings = (
            Posting(ledger_account=f"drawer/{code}/cash", amount_cents=500),
            Posting(ledger_account="receivable/water", amount_cents=-500, account=account, charge=f"{account}/c1"),
        )
        sold = [SystemIds().new_id() for _ in range(times)]
        with self.services.unit_of_work() as work:
            for fact_id in sold:
                work.append(Counted(postings=postings), Author(business_date="2026-11-20"), fact_id=fact_id)
            work.commit()
        return sold

    def exchange(self) -> None:
        """One round now, on this thread."""
        self.worker.exchange_now()
        self.worker.work()
