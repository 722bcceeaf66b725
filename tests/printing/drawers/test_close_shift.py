"""The Z report of a close, from the fact to the paper; what a cashier may not see is not on it."""

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from app.drawers.slips import DrawerSlip
from app.identity.permissions import Permission
from app.print_jobs.tables import JOBS
from app.print_jobs.types import JobKind
from printing.drawers.close_shift import close_shift_document
from printing.escpos import receipt_bytes
from printing.profiles import EPSON_80
from printing.rendering import document_of
from resources.texts import LANGUAGES
from tests.factories.closing import close, count
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.payments import pay
from tests.factories.policies import BentPolicies
from tests.factories.workstation import fake_edges
from tests.fakes.golden import check_golden
from ui.tour.escpos_decoder import decode

BLIND = replace(CASHIER, permissions=frozenset(Permission) - {Permission.DRAWER_SEE_EXPECTED})


def paper(counter: Counter) -> bytes:
    """The payload of the close's own print job."""
    with counter.services.read_journal() as journal:
        newest = select(JOBS.c.payload).where(JOBS.c.kind == JobKind.DRAWER_SLIP)
        return bytes(journal.scalars(newest.order_by(JOBS.c.job_id.desc())).first() or b"")


@pytest.mark.parametrize("language", LANGUAGES)
def test_golden(tmp_path: Path, language: str) -> None:
    counter = open_counter(tmp_path)
    pay(counter)
    why = {"reason": "change_wrong", "note": "Gave four coins too many to the second customer"}
    close(counter, count(counter, {2000: 10, 1000: 7}, batch_cents=0), "B-9", approver=SUPERVISOR, **why)
    slip = msgspec.json.decode(paper(counter), type=DrawerSlip)
    counter.services.close()
    printed = decode(receipt_bytes(close_shift_document(slip, language), EPSON_80))
    check_golden(Path(__file__).parents[1] / "golden" / f"z-report-{language}-48.txt", printed.as_text(48))


def test_a_blind_close_prints_nothing_that_was_expected(tmp_path: Path) -> None:
    hidden = BentPolicies(cash_control={"show_result_after_count": False})
    counter = replace(open_counter(tmp_path, edges=replace(fake_edges(), policies=hidden)), session=BLIND)
    close(counter, count(counter, {2000: 9}))
    payload = paper(counter)
    counter.services.close()
    words = str(document_of(JobKind.DRAWER_SLIP, payload).elements)
    assert "180.00" in words and "200.00" not in words and "Expected" not in words
