"""A receipt with everything that happened around it: its papers, the drawer, its accounts before and after.

Every state is a row: a job's own state, never a flag that somebody set (lessons: "printer gone, reported as success").
"""

from dataclasses import dataclass

from app.accounts import queries as accounts
from app.errors import Refused
from app.payments.facts import PaymentTaken
from app.payments.queries import copies_made, read_payment, read_receipt
from app.payments.receipt import Receipt
from app.payments.reprint import ReprintRefusal
from app.payments.stamps import NO_STAMPS, StampOffer, stamp_offer
from app.print_jobs.printer_choice import Station, read_choice
from app.print_jobs.queries import jobs_of_fact
from app.print_jobs.types import JobKind, JobRow
from app.workplace import Services


@dataclass(frozen=True)
class AccountPaid:
    """An account of the receipt: `account` its key, `name` "" where the city's data no longer has it. Cents."""

    account: str
    number: str
    name: str
    before_cents: int
    paid_cents: int

    @property
    def after_cents(self) -> int:
        """The balance after this payment."""
        return self.before_cents - self.paid_cents


@dataclass(frozen=True)
class SaleOverview:
    """`shift`: of the receipt; `papers`: its own print and its copies, oldest first; `kick`: None without one."""

    receipt: Receipt
    shift: str | None
    papers: tuple[JobRow, ...]
    kick: JobRow | None
    copies: int
    accounts: tuple[AccountPaid, ...]
    on_screen: bool = False
    """No printer is set up now: what still waits will show on the screen, and no drawer opens by itself."""
    stamps: StampOffer = NO_STAMPS
    """Checks to endorse and stubs to validate."""


def sale_overview(services: Services, fact_id: str) -> SaleOverview:
    """Reads it. Raises Refused(RECEIPT_UNKNOWN), Unavailable."""
    with services.read_journal() as journal:
        fact = read_payment(journal, services.kinds, fact_id)
        if fact is None or not isinstance(fact.body, PaymentTaken):
            raise Refused(ReprintRefusal.RECEIPT_UNKNOWN)
        receipt = read_receipt(journal, services.kinds, fact_id)
        jobs = jobs_of_fact(journal, fact_id)
        copies = copies_made(journal, fact_id)
        stamps = stamp_offer(journal, services, receipt, read_choice(journal))
    return SaleOverview(
        receipt=receipt,
        shift=fact.envelope.shift,
        papers=tuple(job for job in jobs if job.kind is not JobKind.KICK),
        kick=next((job for job in jobs if job.kind is JobKind.KICK), None),
        copies=copies,
        accounts=_accounts(services, fact.body),
        on_screen=stamps.station is Station.SCREEN,
        stamps=stamps,
    )


def _accounts(services: Services, body: PaymentTaken) -> tuple[AccountPaid, ...]:
    lines = [line for line in body.lines if line.account]
    if not lines:
        return ()
    with services.reference.read() as reference:
        found = []
        for line in lines:
            account_id = accounts.find_account(reference, accounts.account_key(line.account or ""))
            name = "" if account_id is None else accounts.account_summary(reference, account_id).customer_name
            number, before = line.account_number or "", line.balance_before_cents or 0
            found.append(AccountPaid(line.account or "", number, name, before, line.amount_cents))
    return tuple(found)
