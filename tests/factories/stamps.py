"""A receipt with two checks and two stubs, a printer with a slip station, and what became of a stamp's job."""

from app.config import PRINTER, PRINTER_PROFILE
from app.payments.queries import read_receipt
from app.payments.stamp_paper import StampPaper, StampQueued, record
from app.payments.stamps import StampOffer, stamp_offer
from app.payments.tenders import Tender
from app.payments.types import AccountPayment, MiscellaneousReceipt, PaymentRecorded
from app.print_jobs.printer_choice import read_choice
from app.print_jobs.queue import claim_next, mark
from app.print_jobs.types import RECEIPT_PRINTER, Outcome
from app.store.settings import write_setting
from app.workplace import Services
from tests.factories.counter import ALVAREZ, OKAFOR, Counter
from tests.factories.payments import pay

ROUTING = "021000021"
CHECK = Tender(kind="check", amount_cents=10000, number="1041", routing_number=ROUTING)
MONEY_ORDER = Tender(kind="money_order", amount_cents=7000, number="17-220113344")


def choose_printer(services: Services, address: str = "network:127.0.0.1:9100", profile: str = "80mm_slip") -> None:
    """The printer of this counter from now on."""
    with services.plain_work() as work:
        write_setting(work.connection, PRINTER, address)
        write_setting(work.connection, PRINTER_PROFILE, profile)
        work.commit()


def paid_by_checks(counter: Counter, language: str = "en") -> PaymentRecorded:
    """Two accounts and a permit, by check, money order and 4.15 in cash."""
    lines = (AccountPayment(ALVAREZ, 10000), MiscellaneousReceipt("369-9000", 500), AccountPayment(OKAFOR, 6915))
    cash = Tender(kind="cash", amount_cents=415)
    return pay(counter, *lines, tenders=(CHECK, cash, MONEY_ORDER), language=language)


def order(counter: Counter, receipt: str, stamp: str = "endorsement", place: int = 1) -> StampQueued:
    """A paper is put in."""
    return record(counter.services, counter.session, StampPaper(receipt, stamp, place))


def printed(counter: Counter, outcome: Outcome) -> str:
    """Everything that waits came out like this; gives the last job."""
    last = ""
    while (job := claim_next(counter.services, RECEIPT_PRINTER)) is not None:
        mark(counter.services, job.job_id, outcome)
        last = job.job_id
    return last


def offer(counter: Counter, receipt: str) -> StampOffer:
    """What can be stamped of a receipt now."""
    services = counter.services
    with services.read_journal() as journal:
        return stamp_offer(journal, services, read_receipt(journal, services.kinds, receipt), read_choice(journal))
