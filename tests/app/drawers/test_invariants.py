"""A drawer below zero is found."""

from pathlib import Path

from app.bootstrap import check
from tests.factories.counter import open_counter
from tests.factories.journal import tamper
from tests.factories.payments import pay


def test_an_overdrawn_drawer_is_found(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    pay(counter)
    assert check(counter.services, thorough=True) == ()
    tamper(counter.services, "UPDATE posting SET amount_cents = -20001 WHERE ledger_account = 'safe'")
    tamper(
        counter.services,
        "UPDATE posting SET amount_cents = -7416 WHERE ledger_account = 'drawer/A2/cash' AND amount_cents = 20000",
    )
    found = {finding.invariant: finding.values for finding in check(counter.services, thorough=True)}
    counter.services.close()
    said = {"shift": counter.shift.shift, "ledger_account": "drawer/A2/cash", "cents": -1}
    assert found["drawers_are_not_overdrawn"] == said
