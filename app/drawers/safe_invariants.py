"""What must always hold of bags, safe and bank deposits, read from the tables apart from the workflows.

Money lies in one place at a time; a deposit is all of its shifts and nothing else; no shift goes to the bank twice.
A workstation that joined an office with a past holds no more than its last days: there sums over all say nothing.
"""

from collections.abc import Iterator, Mapping

from app.drawers.bags import EXPECTED, bags_here, held_in
from app.journal.invariants import Invariant, Subject
from app.ledger_accounts import TENDERS_HELD, sealed_bags

Findings = Iterator[Mapping[str, object]]


def _nothing_is_below_zero(subject: Subject) -> Findings:
    """Only the safe's cash may be, by the floats that it gave before its first count recorded what it held."""
    if not _holds_whole_chains(subject):
        return
    rows = subject.execute(
        "SELECT ledger_account, sum(amount_cents) FROM posting WHERE ledger_account LIKE 'sealed_bags/%' "
        "OR ledger_account LIKE 'in_transit/%' OR ledger_account LIKE 'safe/%' "
        "OR (ledger_account = 'safe' AND EXISTS (SELECT 1 FROM safe_count WHERE first)) "
        "GROUP BY ledger_account HAVING sum(amount_cents) < 0",
        (),
    )
    for ledger_account, cents in rows:
        yield {"ledger_account": ledger_account, "cents": cents}


def _holds_whole_chains(subject: Subject) -> bool:
    return next(iter(subject.execute("SELECT 1 FROM chain_beginning", ())), None) is None


def _bags_hold_what_is_posted(subject: Subject) -> Findings:
    if not _holds_whole_chains(subject):
        return
    held = held_in(bag for bag in bags_here(subject.connection) if bag.state in EXPECTED)
    rows = subject.execute("SELECT ledger_account, sum(amount_cents) FROM posting GROUP BY ledger_account", ())
    posted = {account: cents for account, cents in rows if account.startswith("sealed_bags/")}
    for tender in TENDERS_HELD:
        off_cents = posted.get(sealed_bags(tender), 0) - held.of(tender)
        if off_cents:
            yield {"tender": tender, "off_by_cents": off_cents}


_LIVE = "deposit NOT IN (SELECT deposit FROM bank_deposit_event WHERE event = 'rejected')"


def _deposits_are_their_shifts(subject: Subject) -> Findings:
    """Tender by tender: the deposit is its shifts with the difference found in cash."""
    rows = subject.execute(
        "SELECT fact_id, bank_deposit.cash_cents - difference_cents - sum(bank_deposit_shift.cash_cents) AS cash, "
        "bank_deposit.check_cents - sum(bank_deposit_shift.check_cents) AS checks, "
        "bank_deposit.money_order_cents - sum(bank_deposit_shift.money_order_cents) AS orders "
        "FROM bank_deposit JOIN bank_deposit_shift ON deposit = fact_id GROUP BY fact_id "
        "HAVING cash <> 0 OR checks <> 0 OR orders <> 0",
        (),
    )
    for fact_id, cash, checks, orders in rows:
        yield {"deposit": fact_id, "off_by_cents": cash + checks + orders}


def _deposits_are_intact(subject: Subject) -> Findings:
    """What a live deposit takes of a shift is what the shift's own facts put into sealed bags."""
    if not _holds_whole_chains(subject):
        return
    rows = subject.execute(
        f"SELECT deposit, part.shift, (SELECT coalesce(sum(amount_cents), 0) FROM posting "
        f"WHERE posting.shift = part.shift AND ledger_account LIKE 'sealed_bags/%') "
        f"- cash_cents - check_cents - money_order_cents AS off_by FROM bank_deposit_shift AS part "
        f"WHERE {_LIVE} AND off_by <> 0",
        (),
    )
    for deposit, shift, cents in rows:
        yield {"deposit": deposit, "shift": shift, "off_by_cents": cents}


def _no_shift_in_two_deposits(subject: Subject) -> Findings:
    """Impossible here; between workstations that did not know of each other an exception, found when they meet."""
    rows = subject.execute(
        f"SELECT shift, count(*) FROM bank_deposit_shift WHERE {_LIVE} GROUP BY shift HAVING count(*) > 1", ()
    )
    for shift, deposits in rows:
        yield {"shift": shift, "deposits": deposits}


INVARIANTS = (
    Invariant("nothing_held_is_below_zero", _nothing_is_below_zero, thorough=True),
    Invariant("sealed_bags_hold_what_is_posted", _bags_hold_what_is_posted, thorough=True),
    Invariant("bank_deposits_are_their_shifts", _deposits_are_their_shifts, thorough=True),
    Invariant("bank_deposits_are_intact", _deposits_are_intact, thorough=True),
    Invariant("no_shift_in_two_bank_deposits", _no_shift_in_two_deposits, thorough=True),
)
