"""What must always hold of drawers: nobody can take out what is not there."""

from collections.abc import Iterator, Mapping

from app.journal.invariants import Invariant, Subject


def _drawers_hold_what_was_put_in(subject: Subject) -> Iterator[Mapping[str, object]]:
    """In one shift no tender is below zero: change comes out of cash handed over, a void gives back its own.

    A chain that is held from its middle may begin in the middle of a shift.
    """
    rows = subject.execute(
        "SELECT shift, ledger_account, sum(amount_cents) FROM posting WHERE ledger_account LIKE 'drawer/%' "
        "AND workstation NOT IN (SELECT workstation FROM chain_beginning) "
        "GROUP BY shift, ledger_account HAVING sum(amount_cents) < 0",
        (),
    )
    for shift, ledger_account, cents in rows:
        yield {"shift": shift, "ledger_account": ledger_account, "cents": cents}


INVARIANTS = (Invariant("drawers_are_not_overdrawn", _drawers_hold_what_was_put_in, thorough=True),)
