"""The random days would notice: each mutation of the program here must make them fail within a few days.

A mutation replaces one function by a wrong one, as a slip in it would. What it breaks is looked for sooner than other
things (`sought`), so that the proof takes seconds; the judgement is the same as ever.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy.exc import DBAPIError

from app.drawers import bank_deposit, bank_deposit_steps, close_shift, safe_drop, settle_bank_deposit, settle_shift
from app.drawers.count_drawer_facts import ByTender
from app.journal import rebuild
from app.journal.append import JournalWork, LedgerError
from app.journal.copy_facts import FactCopier
from app.journal.fact import Fact, FactBody
from app.payments import correct_tender, refund, returned_payment, void_receipt
from app.payments.return_rules import ReturnRules
from app.payments.standing import StandingLine, line_credits
from app.payments.undo_queries import true_tenders
from tests.simulation import custody, drawer, sales, whole_day
from tests.simulation.whole_day import Doing, run_day

STEPS, DAYS_MAX = 40, 8
CAUGHT = (AssertionError, LedgerError, DBAPIError)


@dataclass(frozen=True)
class Mutation:
    """`place`.`name` does `wrong` instead; `sought`: the doings that would show it."""

    place: Any
    name: str
    wrong: Callable[..., Any]
    sought: tuple[Doing, ...] = ()


def a_note_too_few(name: str, amount_cents: int) -> Any:
    return DROPPED(name, amount_cents - 100)


def nothing_is_short(name: str, expected: ByTender, counted: ByTender, float_cents: int) -> Any:
    del counted
    return CLOSED(name, expected, expected, float_cents)


def checks_stay(name: str, expected: ByTender, counted: ByTender, float_cents: int) -> Any:
    without_expected, without_counted = (msgspec.structs.replace(each, check_cents=0) for each in (expected, counted))
    return CLOSED(name, without_expected, without_counted, float_cents)


def as_it_was_paid(journal: Any, kinds: Any, receipt: str, payment: Any) -> dict[int, StandingLine]:
    del journal, kinds, receipt
    lines = enumerate(payment.lines, 1)
    return {n: StandingLine(n, line.account or "", line.account_number or "", line_credits(line)) for n, line in lines}


def where_it_was_paid(journal: Any, kinds: Any, receipt: str, payment: Any) -> list[Any]:
    del journal, kinds, receipt
    return [posting for line in payment.lines for posting in line_credits(line)]


def stored_at_once(self: JournalWork, body: FactBody, *author: Any, **named: Any) -> Fact:
    fact = APPENDED(self, body, *author, **named)
    self.connection.commit()
    self.connection.begin()
    return fact


def all_but_the_last(kinds: Any, facts: Any) -> Any:
    return PROJECTED(kinds, list(facts)[:-1])


def without_its_gain(deposit: Any) -> Any:
    return REJECTED(replace(deposit, difference_cents=0))


DROPPED, CLOSED = safe_drop.drop_postings, close_shift.closing_postings
APPENDED, PROJECTED = JournalWork.append, rebuild._rows
REJECTED = settle_bank_deposit.rejecting_postings

TO_THE_BANK = (custody.prepare, custody.prepare, drawer.accept, custody.receive, drawer.close, drawer.begin_shift)
MUTATIONS = {
    "a bag gets a note less than the drawer gave": Mutation(safe_drop, "drop_postings", a_note_too_few, (drawer.drop,)),
    "a close forgets what was short": Mutation(close_shift, "closing_postings", nothing_is_short, (drawer.close,)),
    "a closed drawer keeps its checks": Mutation(close_shift, "closing_postings", checks_stay, (sales.sell,)),
    "a void moves nothing back": Mutation(
        void_receipt, "reversed_postings", lambda postings: postings[:0], (sales.void_sale,)
    ),
    "a void after a refund": Mutation(
        void_receipt,
        "is_undone_in_part",
        lambda *_: False,
        (sales.void_sale, sales.refund_lines, sales.sell, drawer.begin_shift),
    ),
    "a refund forgets earlier ones": Mutation(refund, "standing_lines", as_it_was_paid, (sales.refund_lines,)),
    "a correction moves the change too": Mutation(correct_tender, "kept_tenders", true_tenders, (sales.correct_kind,)),
    "a returned check is owed where it was paid first": Mutation(
        returned_payment, "moved_lines", where_it_was_paid, (sales.bank_returns, sales.move_line, sales.sell)
    ),
    "a returned check costs twice": Mutation(ReturnRules, "fee_cents", lambda *_: 5000, (sales.bank_returns,)),
    "a rejected close stays posted": Mutation(
        settle_shift, "turned", lambda _: (), (drawer.reject, drawer.reopen, drawer.close, drawer.begin_shift)
    ),
    "a deposit that was sent is still in the safe": Mutation(
        bank_deposit_steps, "sending_postings", lambda _: (), (custody.send, custody.verify, *TO_THE_BANK)
    ),
    "what a bag held too much is posted nowhere": Mutation(
        bank_deposit, "difference_postings", lambda *_: (), TO_THE_BANK
    ),
    "a deposit that came back keeps its difference": Mutation(
        settle_bank_deposit, "rejecting_postings", without_its_gain, (custody.send_back, *TO_THE_BANK)
    ),
    "facts are stored one by one": Mutation(JournalWork, "append", stored_at_once),
    "a rebuild leaves a fact out": Mutation(rebuild, "_rows", all_but_the_last, (whole_day.rebuild,)),
    "the second copy lags behind": Mutation(FactCopier, "work", lambda *_: None, (whole_day.restore,)),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mutation_is_noticed(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mutation = MUTATIONS[name]
    monkeypatch.setattr(mutation.place, mutation.name, mutation.wrong)
    with pytest.raises(CAUGHT):
        for seed in range(DAYS_MAX):
            run_day(tmp_path / str(seed), seed, STEPS, mutation.sought, thorough_every=STEPS)
