"""The papers that wait and those that need a person's word: for the settings page, asked of the rows each time."""

from dataclasses import dataclass

from app.clock import MICROSECONDS
from app.print_jobs.queries import Waiting, to_be_answered, waiting
from app.print_jobs.types import RECEIPT_PRINTER, JobRow
from app.workplace import Services

ANSWERS_KEPT_SECONDS = 8 * 3600
"""How far back a paper of unknown outcome is still asked about, as in the status strip."""


@dataclass(frozen=True)
class PrintQueue:
    """`to_answer`: newest first."""

    waiting: Waiting
    to_answer: tuple[JobRow, ...]


def print_queue(services: Services) -> PrintQueue:
    """This counter's papers now."""
    since_us = services.clock.now_us() - ANSWERS_KEPT_SECONDS * MICROSECONDS
    with services.read_journal() as connection:
        return PrintQueue(waiting(connection, RECEIPT_PRINTER), to_be_answered(connection, since_us))
