"""When the worker exchanges, and what it makes of a centre, a disk or a program that ends in the middle."""

import pytest

from app.clock import SystemClock
from app.errors import Unavailable
from app.ids import SystemIds
from app.store.database import StoreFailure
from app.sync import worker as worker_module
from app.sync.exchange import NoAnswer
from app.sync.protocol import Answer, Hello, Push, Request
from app.sync.types import Pace, Stop, SyncState
from app.sync.worker import IdsChance, SyncWorker
from tests.app.sync.test_exchange import replica_with
from tests.simulation.sync.centre import Centre
from tests.simulation.sync.replica import ModelReplica


class ModelLink:
    """The model of the centre behind a link that can be cut."""

    def __init__(self, replica: ModelReplica) -> None:
        self.centre, self.replica, self.cut, self.closed = Centre(), replica, False, 0
        self.asked: list[Request] = []
        own = replica.own
        self.centre.now(("enrol", (own.workstation, "main", replica.public_key, b"n", 1)))
        replica.keep(SyncState(nonce=b"n"))

    def ask(self, request: Request) -> Answer:
        self.asked.append(request)
        if self.cut:
            raise NoAnswer("the network is cut")
        workstation = self.replica.own.workstation
        transaction = self.centre.begin(workstation, request, 0)
        self.centre.commit(workstation, transaction)
        if transaction.answer is None:
            raise NoAnswer("may not ask")
        return transaction.answer

    def close(self) -> None:
        self.closed += 1


class Times:
    """A monotonic clock that the test moves."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        monkeypatch.setattr("app.sync.worker.time.monotonic", lambda: self.now)


@pytest.fixture
def times(monkeypatch: pytest.MonkeyPatch) -> Times:
    return Times(monkeypatch)


def made(sales: int = 2) -> tuple[SyncWorker, ModelLink, ModelReplica]:
    replica = replica_with(sales)
    link = ModelLink(replica)
    return SyncWorker(replica, link, SystemClock(), SystemIds(), Pace()), link, replica


def hellos(link: ModelLink) -> int:
    return sum(isinstance(request, Hello) for request in link.asked)


def test_it_exchanges_when_it_is_due_and_not_before(times: Times) -> None:
    worker, link, replica = made()
    worker.work()
    worker.work()
    assert hellos(link) == 1 and replica.state().sent == 2 and worker.connection.answered
    times.now += 61
    worker.work()
    assert hellos(link) == 2


def test_a_new_fact_goes_after_two_seconds_together_with_others(times: Times) -> None:
    worker, link, replica = made()
    worker.work()
    replica.sell("more-1", "cis/1", "c1", 100, 1, known=True)
    times.now += 1
    worker.work()
    replica.sell("more-2", "cis/1", "c1", 100, 1, known=True)
    times.now += 1
    worker.work()
    assert [len(request.facts) for request in link.asked if isinstance(request, Push)] == [2, 2]


def test_without_an_answer_it_says_so_and_tries_again_later(times: Times) -> None:
    worker, link, replica = made()
    link.cut = True
    worker.work()
    assert not worker.connection.answered and worker.connection.detail == "the network is cut"
    link.cut = False
    times.now += 2
    worker.work()
    assert replica.state().sent == 2


def test_somebody_who_presses_the_button_does_not_wait(times: Times) -> None:
    worker, link, _ = made()
    worker.work()
    worker.exchange_now()
    worker.work()
    assert hellos(link) == 2


def test_a_disk_that_cannot_be_used_is_no_bug(times: Times, monkeypatch: pytest.MonkeyPatch) -> None:
    worker, link, replica = made()

    def full(*_: object) -> None:
        raise Unavailable(StoreFailure.DISK_FULL)

    with monkeypatch.context() as broken:
        broken.setattr(replica, "keep", full)
        worker.work()
    assert "DISK_FULL" in worker.connection.detail
    times.now += worker_module.DISK_SECONDS
    worker.work()
    assert worker.connection.answered and link.closed == 0


@pytest.mark.parametrize("after", range(8))
def test_a_program_that_ends_leaves_at_the_next_request(times: Times, after: int) -> None:
    worker, link, replica = made()
    worker.work(lambda: len(link.asked) >= after)
    assert link.closed == 1 and len(link.asked) == after
    worker.exchange_now()
    worker.work()
    assert replica.state().sent == 2 and replica.state().stopped is None


def test_a_supervisor_lets_this_copy_go_on(times: Times) -> None:
    worker, link, replica = made()
    worker.work()
    copy = ModelReplica(replica.content.copied(), lambda: None, lambda count: b"c" * count)
    copy.sell("of the copy", "cis/1", "c1", 100, 1, known=True)
    other = SyncWorker(copy, link, SystemClock(), SystemIds())
    other.work()
    replica.sell("of ours", "cis/1", "c1", 100, 1, known=True)
    times.now += 61
    worker.work()
    assert replica.state().stopped in (Stop.CLONE, Stop.BEHIND, Stop.FORK)
    link.cut = True
    worker.take_over()
    worker.work()
    assert not worker.taken_over
    link.cut = False
    times.now += 3
    worker.work()
    assert worker.taken_over and replica.own.generation == 2
    asked = len(link.asked)
    worker.work()
    assert len(link.asked) == asked  # the program is to be started again
    again = SyncWorker(replica, link, SystemClock(), SystemIds())
    again.work()
    assert link.centre.tables.counted == {"sale-0", "sale-1", "of the copy", "of ours"}


def test_a_centre_that_does_not_allow_it_leaves_everything_as_it_was(times: Times) -> None:
    worker, link, replica = made()
    link.centre.revoked.add("A2")
    worker.take_over()
    worker.work()
    assert not worker.taken_over and replica.own.generation == 1 and replica.state().stopped is Stop.REVOKED


def test_chance_is_a_share_and_bytes() -> None:
    chance = IdsChance(SystemIds())
    assert all(0 <= chance.share() < 1 for _ in range(50)) and len(chance.random_bytes(16)) == 16
