"""`python -m ui.tour.check_training DIR`: what a process that saw nothing finds of the training window of the tour.

Training was started over: what was practised before is gone but for its paper. Every receipt is a TRAIN number, every
paper says TRAINING, no drawer was opened.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from app.bootstrap import check, open_services
from app.demo import demo_edges
from app.payments.receipt_list import search_receipts
from ui.tour.escpos_decoder import decode
from ui.tour.steps.practising import FIRST
from ui.tour.summary import Check
from ui.tour.tour_clock import AFTERWARDS, TourClock
from ui.tour.training_tour import FOLDER, PAPER

_PAPERS = 2
CHECKS, COLUMNS = "training-checks.json", 48


def main(folder: Path) -> int:
    """Makes every check; 1 if one went wrong."""
    checks = [*_data_checks(folder / FOLDER), *_paper_checks(folder / PAPER)]
    (folder / CHECKS).write_bytes(msgspec.json.encode(checks))
    return 1 if any(made.wrong for made in checks) else 0


def _data_checks(data: Path) -> Iterator[Check]:
    services = open_services(data, demo_edges(data, TourClock(AFTERWARDS)))
    try:
        findings = check(services, thorough=True)
        yield Check("training: every named invariant holds", "; ".join(map(str, findings)))
        numbers = [entry.number for entry in search_receipts(services, "")]
        right = numbers == [FIRST] and FIRST.startswith("TRAIN-")
        yield Check("training: one receipt, a TRAIN number, of after starting over", "" if right else str(numbers))
    finally:
        services.close()


def _paper_checks(paper: Path) -> Iterator[Check]:
    jobs = [decode(job.read_bytes()) for job in sorted(paper.glob("*.escpos"))]
    yield Check("training: one paper before starting over, one after", "" if len(jobs) == _PAPERS else f"{len(jobs)}")
    shown = [job.as_text(COLUMNS) for job in jobs]
    marked = all("TRAINING" in words and "No money was taken." in words for words in shown)
    yield Check("training: every paper says so", "" if marked else "one does not")
    kicks = sum(bool(job.kicks) for job in jobs)
    yield Check("training: no drawer was opened", f"{kicks} kicks" if kicks else "")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
