"""What must always hold of receipts: numbers without gaps, tenders that pay the total, voids that undo exactly one.

Read from the tables alone, apart from the workflows that wrote them (WA SAO model rules: prenumbered receipts).
"""

from collections.abc import Iterator, Mapping

from app.journal.invariants import Invariant, Subject

Findings = Iterator[Mapping[str, object]]


def _numbers_have_no_gap(subject: Subject) -> Findings:
    """A later generation may begin with receipts that it recovered, a chain held from its middle with any number."""
    rows = subject.execute(
        "SELECT workstation, generation, count(*), min(number), max(number) FROM receipt "
        "GROUP BY workstation, generation "
        "HAVING (generation = 1 AND min(number) <> 1 AND workstation NOT IN (SELECT workstation FROM chain_beginning)) "
        "OR max(number) - min(number) + 1 <> count(*)",
        (),
    )
    for workstation, generation, count, lowest, highest in rows:
        found = {"workstation": workstation, "generation": generation}
        yield found | {"receipts": count, "lowest": lowest, "highest": highest}


def _tenders_pay_the_total(subject: Subject) -> Findings:
    rows = subject.execute(
        "SELECT fact_id, (SELECT coalesce(sum(json_extract(value, '$[1]')), 0) FROM json_each(tenders)) "
        "- change_cents - total_cents - rounding_cents AS off_by FROM receipt WHERE off_by <> 0",
        (),
    )
    for fact_id, cents in rows:
        yield {"receipt": fact_id, "off_by_cents": cents}


def _voided_once(subject: Subject) -> Findings:
    rows = subject.execute("SELECT receipt, count(*) FROM receipt_void GROUP BY receipt HAVING count(*) > 1", ())
    for fact_id, times in rows:
        yield {"receipt": fact_id, "times": times}


def _voids_undo_their_receipts(subject: Subject) -> Findings:
    """Receipt and void together leave nothing, on any ledger account, account or charge; where both are held."""
    rows = subject.execute(
        "SELECT receipt_void.receipt, ledger_account, sum(amount_cents) FROM receipt_void "
        "JOIN fact ON fact.fact_id IN (receipt_void.receipt, receipt_void.fact_id) "
        "JOIN posting USING (workstation, generation, sequence) "
        "WHERE receipt_void.receipt IN (SELECT fact_id FROM receipt) OR NOT EXISTS (SELECT 1 FROM chain_beginning) "
        "GROUP BY receipt_void.receipt, ledger_account, account, charge HAVING sum(amount_cents) <> 0",
        (),
    )
    for fact_id, ledger_account, cents in rows:
        yield {"receipt": fact_id, "ledger_account": ledger_account, "off_by_cents": cents}


def _used_cards_are_in_receipts(subject: Subject) -> Findings:
    rows = subject.execute(
        "SELECT attempt, intent FROM card_attempt WHERE state = 'used' AND intent NOT IN (SELECT fact_id FROM receipt)",
        (),
    )
    for attempt, intent in rows:
        yield {"attempt": attempt, "intent": intent}


INVARIANTS = (
    Invariant("receipt_numbers_gap_free", _numbers_have_no_gap, thorough=True),
    Invariant("tenders_pay_the_total", _tenders_pay_the_total, thorough=True),
    Invariant("receipts_are_voided_once", _voided_once, thorough=True),
    Invariant("voids_undo_their_receipts", _voids_undo_their_receipts, thorough=True),
    Invariant("used_cards_are_in_receipts", _used_cards_are_in_receipts, thorough=True),
)
