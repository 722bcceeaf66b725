"""What does not hold of bags, safe and bank deposits is found."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bootstrap import check
from tests.factories.closing import accept, close, count
from tests.factories.counter import Counter, open_counter
from tests.factories.journal import tamper
from tests.factories.payments import pay
from tests.factories.safe import count_safe, pieces_of, prepare, receive


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    pay(counter)
    accept(counter, close(counter, count(counter, pieces_of(27415)), "D-1").close.fact_id)
    receive(counter)
    count_safe(counter, 200000)
    prepare(counter, 7415, "BANK-1")
    yield counter
    counter.services.close()


TAMPERED = {
    "nothing_held_is_below_zero": "UPDATE posting SET amount_cents = -9999999 WHERE ledger_account = 'safe'",
    "sealed_bags_hold_what_is_posted": "UPDATE bag_custody SET event = 'not_there'",
    "bank_deposits_are_their_shifts": "UPDATE bank_deposit SET cash_cents = cash_cents + 1",
    "bank_deposits_are_intact": "UPDATE bank_deposit_shift SET cash_cents = cash_cents - 1",
    "no_shift_in_two_bank_deposits": "INSERT INTO bank_deposit_shift SELECT shift, 'other', 0, 0, 0 FROM shift",
}


@pytest.mark.parametrize(("invariant", "statement"), TAMPERED.items(), ids=TAMPERED)
def test_what_does_not_hold_is_found(counter: Counter, invariant: str, statement: str) -> None:
    assert check(counter.services, thorough=True) == ()
    tamper(counter.services, statement)
    assert invariant in {finding.invariant for finding in check(counter.services, thorough=True)}
