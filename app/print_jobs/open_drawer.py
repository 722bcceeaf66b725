"""Opening the cash drawer: a print job of its own in the transaction that has a reason to, never replayed.

Who and why stand in the queue for good, whether or not the drawer moved. Where no drawer hangs on the printer (setting
`drawer.kick`), and in training, nothing is queued.
"""

from app.config import KICK_DRAWER
from app.journal.append import JournalWork
from app.print_jobs.queue import enqueue_all
from app.print_jobs.types import RECEIPT_PRINTER, JobKind, NewJob
from app.store.settings import read_setting, setting_table
from app.training_mode import is_training


def kick(work: JournalWork, fact_id: str, person: str, why: str) -> None:
    """Queues one pulse, which expires within seconds; `person` is an id, `why` such as "cash", "pay_out", "no_sale"."""
    enqueue_all(work.connection, pulses(work, fact_id, person, why), work.clock, work.ids)


def pulses(work: JournalWork, fact_id: str, person: str, why: str) -> list[NewJob]:
    """What `kick` queues: one pulse, or none."""
    wired = work.remember("drawer.kick", (setting_table,), lambda connection: read_setting(connection, KICK_DRAWER))
    if not wired or is_training(work.device.code):
        return []
    return [NewJob(JobKind.KICK, None, RECEIPT_PRINTER, requested_by=person, fact_id=fact_id, why=why)]
