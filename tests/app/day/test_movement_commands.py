"""Commands of a day that move cash without a receipt, and those that say whose drawer it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.day.state import Day, Mistake
from app.drawers.own_shift import ShiftRefusal
from app.drawers.sealed_bags import BagRefusal
from app.identity.approvals import ApprovalRefusal
from app.payments.take_payment import PaymentRefusal
from tests.factories.days import BRANDT, OKAFOR, REYES, begin_day, do
from tests.factories.ledger import ledger
from tests.factories.outcomes import refused

SALE = {"lines": [{"ledger": "369-9000", "amount": "3482.35"}], "tenders": [{"cash": "3500.00"}]}


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    day = begin_day(tmp_path, REYES)
    yield day
    day.services.close()


def test_the_worked_drawer_of_the_domain_rules(day: Day) -> None:
    """§8: float 200.00 + net cash 3,482.35 − drops 3,000 − paid out 45 = 637.35."""
    do(day, "pay", **SALE)
    drop = {"pieces": {"100.00": 30}, "bag": "B-0071"}
    assert refused(lambda: do(day, "drop", **drop)) is ApprovalRefusal.SECOND_PERSON_MISSING
    assert do(day, "drop", **drop, witness=OKAFOR).second_person == "J. Okafor"
    assert do(day, "pay_out", reason="postage", amount="45.00").amount_cents == 4500
    assert ledger(day.services)["drawer/A2/cash"] == 63735
    used = {"pieces": {"1.00": 1}, "bag": "b-71"}
    assert refused(lambda: do(day, "drop", **used)) is BagRefusal.BAG_USED


def test_the_same_id_again_moves_nothing(day: Day) -> None:
    for command in ("pay_in", "pay_out"):
        for _ in range(2):
            do(day, command, id="x", reason="change_fund", amount="10.00")
    for _ in range(2):
        do(day, "open_drawer", id="x", reason="give_change")
    assert ledger(day.services) == {"drawer/A2/cash": 20000, "safe": -20000}


def test_above_a_limit_somebody_signs(day: Day) -> None:
    more = {"reason": "advance", "amount": "80.00", "note": "travel"}
    assert refused(lambda: do(day, "pay_out", **more)) is ApprovalRefusal.SECOND_PERSON_MISSING
    assert do(day, "pay_out", **more, approver=BRANDT).second_person == "L. Brandt"


def test_lunch(day: Day) -> None:
    do(day, "suspend", reason="lunch")
    assert refused(lambda: do(day, "pay", **SALE)) is PaymentRefusal.SHIFT_SUSPENDED
    out = {"reason": "postage", "amount": "1.00"}
    assert refused(lambda: do(day, "pay_out", **out)) is ShiftRefusal.SHIFT_SUSPENDED
    assert do(day, "resume", **BRANDT).second_person == "L. Brandt"
    do(day, "park", id="later", lines=SALE["lines"])
    assert do(day, "resume", id="later").lines[0].amount_cents == 348235


def test_whoever_takes_the_drawer_is_signed_in(day: Day) -> None:
    slip = do(day, "hand_over", pieces={"20.00": 10}, checks="1.00", money_orders="2.00", taker=OKAFOR)
    assert (slip.person, slip.second_person, slip.check_cents) == ("M. Reyes", "J. Okafor", 100)
    assert do(day, "pay", **SALE)["receipt"].cashier == "J. Okafor"


@pytest.mark.parametrize("command", ["pay_in", "drop", "open_drawer", "hand_over", "suspend", "resume"])
def test_a_misspelt_field_is_a_mistake(day: Day, command: str) -> None:
    with pytest.raises(Mistake, match="unknown field"):
        do(day, command, resaon="lunch")
