"""What the second process finds of the chain of custody: drawer, sealed bags, safe, courier, bank.

Asks the postings in words of its own, so that no query of the program is believed.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from app.workplace import Services
from ui.tour.expected import Expected, ExpectedClose
from ui.tour.summary import Check

_NOT_EMPTY = "SELECT ledger_account, SUM(amount_cents) FROM posting GROUP BY 1 HAVING SUM(amount_cents) <> 0"
_PASSES_THROUGH = ("drawer/", "sealed_bags/", "in_transit/", "safe/")
"""Accounts that money only passes through on its way to the bank; `safe` itself keeps floats and reserve."""
_CLOSES = "SELECT number, bag, over_short_cents FROM shift_close ORDER BY number"
_STATES = """
    SELECT event FROM shift_event WHERE shift = (SELECT shift FROM shift ORDER BY opened_at_us LIMIT 1)
    ORDER BY generation, sequence
"""
"""What became of the first shift."""
_COUNTS = """
    SELECT kind, COUNT(*) FROM fact WHERE kind IN ('DrawerCounted', 'DrawerExpected', 'CountDifference') GROUP BY kind
"""
_FACTS_OF_A_COUNT = 3
_TO_THE_BANK = """
    SELECT SUM(amount_cents) FROM posting JOIN fact USING (workstation, generation, sequence)
    WHERE kind = 'BankDepositConfirmed' AND ledger_account = 'bank'
"""
_SETTLED = ["closed", "rejected", "closed", "accepted", "reopened", "closed", "accepted"]

Rows = Sequence[tuple[Any, ...]]


def custody_checks(services: Services, expected: Expected, by_hand: Mapping[str, int]) -> Iterator[Check]:
    """From the drawer to the bank. `by_hand`: what the receipts and movements of the day leave in it, without float."""
    with services.read_journal() as journal:

        def ask(question: str) -> Rows:
            return [tuple(row) for row in journal.exec_driver_sql(question)]

        yield from _close_checks(ask, expected)
        left: dict[str, int] = dict(ask(_NOT_EMPTY))
        ((to_the_bank,),) = ask(_TO_THE_BANK)
    held = {account: cents for account, cents in left.items() if account.startswith(_PASSES_THROUGH)}
    yield _same("drawer, sealed bags and courier hold nothing but the storm's bag", held, _still_bagged(expected))
    yield _same("the safe holds what was counted in it", left.get("safe", 0), expected.safe_cents)
    yield _same("the bank got what the deposit says", to_the_bank or 0, _total(expected))
    yield _same(
        "the deposit is the receipts of its shift, no more and no less", _deposited(expected), _taken(expected, by_hand)
    )


def _close_checks(ask: Callable[[str], Rows], expected: Expected) -> Iterator[Check]:
    closes = [ExpectedClose(*row) for row in ask(_CLOSES)]
    yield _same("every close is recorded as the window showed it", closes, expected.closes)
    settled = [event for (event,) in ask(_STATES) if event in _SETTLED]
    yield _same("closed, sent back, accepted and reopened stand in this order", settled, _SETTLED)
    counts: dict[str, int] = dict(ask(_COUNTS))
    same = len(counts) == _FACTS_OF_A_COUNT and len(set(counts.values())) == 1
    yield Check("every count is three facts: counted, expected, difference", "" if same else str(counts))


def _still_bagged(expected: Expected) -> dict[str, int]:
    return {"sealed_bags/cash": expected.storm.bagged_cents} if expected.storm else {}


def _deposited(expected: Expected) -> dict[str, int]:
    deposit = expected.deposit
    if deposit is None:
        return {}
    return {"cash": deposit.cash_cents, "check": deposit.check_cents, "money_order": deposit.money_order_cents}


def _taken(expected: Expected, by_hand: Mapping[str, int]) -> dict[str, int]:
    """What receipts and movements left in the drawer, with what was dropped out of it."""
    held = {tender: cents for tender, cents in by_hand.items() if tender != "card"}
    return held | {"cash": held["cash"] + expected.dropped_cents}


def _total(expected: Expected) -> int:
    return sum(_deposited(expected).values())


def _same(name: str, found: object, wanted: object) -> Check:
    return Check(name, "" if found == wanted else f"{found}, not {wanted}")


def _told(wrong: object) -> str:
    return str(wrong) if wrong else ""
