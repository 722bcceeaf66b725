"""What a deposit slip says; of a check's routing number only the digits that policy shows."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.drawers.count_drawer_facts import FoundPaper
from app.identity.refusals import IdentityRefusal
from app.payments.tenders import Tender
from app.reports.bank_deposits_page import bank_deposits_page, deposited_receipts
from app.reports.deposit_slip import DepositSlip, SlipPaper, SlipRefusal, deposit_slip, masked
from printing.drawers.deposit_slip import deposit_slip_document
from printing.drawers.save_deposit_slip import save_deposit_slip
from printing.screen import screen_paper
from tests.factories.closing import accept, close, count
from tests.factories.counter import CASHIER, Counter, open_counter
from tests.factories.outcomes import refused
from tests.factories.payments import pay
from tests.factories.safe import pieces_of, prepare, receive, send, verify

CHECK = Tender(kind="check", amount_cents=7415, number="1043", routing_number="063100277")


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path / "data")
    yield counter
    counter.services.close()


def slip_of(counter: Counter) -> DepositSlip:
    """74.15 in cash, 74.15 by check, and 5.00 on a check that is on no list."""
    pay(counter)
    found = FoundPaper("check", 7415, pay(counter, tenders=(CHECK,)).receipt.fact_id, 1)
    counted = count(counter, pieces_of(27415), found, FoundPaper("check", 500))
    accept(counter, close(counter, counted, "D-1").close.fact_id)
    receive(counter)
    sent = send(counter, verify(counter, prepare(counter, 7415, "BANK-1").deposit).deposit).deposit
    return deposit_slip(counter.services, CASHIER, sent.fact_id)


def test_the_check_list_masks_what_is_private(counter: Counter) -> None:
    slip = slip_of(counter)
    assert slip.papers == (
        SlipPaper("check", "A2-000002", "1043", "•••••0277", 7415),
        SlipPaper("check", "", "", "", 500),
    )
    assert slip.total_cents == 7415 + 7415 + 500 and slip.state == "sent"
    assert [(shift.drawer, shift.cash_cents, shift.check_cents) for shift in slip.shifts] == [("A2", 7415, 7915)]


@pytest.mark.parametrize(
    ("routing", "shown", "words"), [("063100277", 4, "•••••0277"), ("063100277", 0, "•" * 9), ("", 4, "")]
)
def test_masking(routing: str, shown: int, words: str) -> None:
    assert masked(routing, shown) == words


def test_the_paper_says_it_in_both_languages(counter: Counter, tmp_path: Path) -> None:
    slip = slip_of(counter)
    for language, title in (("en", "DEPOSIT SLIP"), ("es", "COMPROBANTE DE DEPÓSITO")):
        words = "\n".join(getattr(part, "text", "") for part in screen_paper(deposit_slip_document(slip, language)))
        assert title in " ".join(words.split()) and "063100277" not in words and "•••••0277" in words
    path = save_deposit_slip(slip, "en", tmp_path)
    assert path.name == "Bank deposit A2-D0001 2026-11-20.pdf" and path.read_bytes().startswith(b"%PDF")


def test_from_a_deposit_to_each_receipt(counter: Counter) -> None:
    slip_of(counter)
    (deposit,) = bank_deposits_page(counter.services, CASHIER).deposits
    (part,) = deposited_receipts(counter.services, CASHIER, deposit.fact_id)
    assert [receipt.number for receipt in part.receipts] == ["A2-000002", "A2-000001"]


def test_refusals(counter: Counter) -> None:
    nobody = replace(CASHIER, permissions=frozenset())
    assert refused(lambda: deposit_slip(counter.services, nobody, "none")) is IdentityRefusal.NOT_PERMITTED
    assert refused(lambda: deposit_slip(counter.services, CASHIER, "none")) is SlipRefusal.DEPOSIT_UNKNOWN
