"""kill −9 at random instants and at every named point: nothing acknowledged is lost, nothing is doubled.

`python -m tests.faults.kill_loop --cycles N` runs longer.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bootstrap import check, open_services
from app.payments import card_attempt, take_payment
from app.payments.tenders import Tender
from app.payments.types import AccountPayment, TakePayment
from app.store.upgrade import schema_version, upgrade
from tests.app.store.test_upgrade import SECOND, migrations
from tests.factories.counter import CASHIER, OKAFOR
from tests.faults.kill_loop import kill_cycles
from tests.faults.nursery import Nursery, judge, set_up_till
from tests.faults.till import AMOUNT_CENTS, KillPoint, file_edges

pytestmark = [
    pytest.mark.serial,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="tills are forked; kill_loop does not run here"),
]
CYCLES = 200
HITS = 10


@pytest.fixture
def nursery(tmp_path: Path) -> Iterator[Nursery]:
    set_up_till(tmp_path / "data")
    with Nursery(tmp_path / "data") as started:
        yield started


def test_two_hundred_deaths_lose_and_double_nothing(tmp_path: Path) -> None:
    said = kill_cycles(tmp_path / "data", CYCLES, seed=20_261_120)
    assert len(said.acknowledged) > CYCLES
    assert len(said.intents) == len(set(said.intents))  # no till took up the sale of another
    assert set(said.intents) == set(said.acknowledged)  # what a death cut off was rung up again, and stands once


@pytest.mark.parametrize("point", [KillPoint.MID_COMMIT, KillPoint.AFTER_COMMIT, KillPoint.IN_CHECKPOINT])
def test_each_named_point_is_hit_ten_times(nursery: Nursery, point: KillPoint) -> None:
    """After a commit nobody heard of, the receipt is there with its one print job, so that it prints at the start."""
    for hit in range(HITS):
        before = len(nursery.said.intents) - len(nursery.said.acknowledged)
        nursery.kill_one(hit, point)
        unheard = len(nursery.said.intents) - len(nursery.said.acknowledged) - before
        assert unheard == (point is not KillPoint.IN_CHECKPOINT)
        judge(nursery.folder, nursery.said)
    assert nursery.said.points == (HITS if point is KillPoint.MID_COMMIT else 0)
    judge(nursery.folder, nursery.said, thorough=True)


def test_a_card_approved_before_the_crash_is_asked_about_and_counts_once(nursery: Nursery) -> None:
    for hit in range(HITS):
        nursery.kill_one(hit, KillPoint.AFTER_CARD_APPROVAL)
        services = open_services(nursery.folder, file_edges(nursery.folder))
        with services.read_journal() as connection:
            (left,) = card_attempt.unsettled(connection)
        assert nursery.said.approved[left.attempt] == left.intent
        card = {"authorization": "123456", "last_four": "4242", "attempt": left.attempt}
        tender = Tender(kind="card", amount_cents=AMOUNT_CENTS, **card)
        command = TakePayment(left.intent, (AccountPayment(OKAFOR, AMOUNT_CENTS),), (tender,))
        number = take_payment.record(services, CASHIER, command).receipt.number
        assert take_payment.record(services, CASHIER, command).receipt.number == number
        nursery.said.acknowledged[left.intent] = number
        services.close()
        judge(nursery.folder, nursery.said)
    assert len(nursery.said.approved) == len(nursery.said.acknowledged)


def test_a_death_in_a_migration_leaves_the_old_schema_and_its_backup(nursery: Nursery) -> None:
    folder = migrations(nursery.folder, "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    for hit in range(HITS):
        nursery.kill_one(hit, KillPoint.MID_MIGRATION)
        services = open_services(nursery.folder, file_edges(nursery.folder))
        with services.read_journal() as connection:
            assert schema_version(connection) == 1
        assert (nursery.folder / "journal.schema-1.backup").exists()
        assert check(services, thorough=True) == ()
        services.close()
    assert nursery.said.points == HITS
    (folder / "versions" / "0002_second.py").write_text(SECOND.format(then="pass"))
    services = open_services(nursery.folder, file_edges(nursery.folder))
    upgrade(services.writer, nursery.folder / "journal.db", migrations=folder, target=2)
    with services.read_journal() as connection:
        assert schema_version(connection) == 2
    services.close()
