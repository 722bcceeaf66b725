"""The exchange, answer by answer; whole stories under faults stand in tests/simulation/sync."""

from dataclasses import replace
from typing import Any

import pytest

from app.journal.chain import GENESIS, Signer
from app.sync.exchange import Answered, Ask, Exchange, NoAnswer, Wait
from app.sync.protocol import (
    ActivityAnswer,
    BucketsAnswer,
    GenerationAnswer,
    GenerationStatus,
    HeadsAnswer,
    Hello,
    HelloAnswer,
    HelloStatus,
    NextGeneration,
    Pull,
    PullActivity,
    PullAnswer,
    Push,
    PushAnswer,
    PushStatus,
    Request,
)
from app.sync.types import Chain, Pace, Stop, SyncState
from tests.simulation.sync.replica import Content, ModelReplica

OWN = Chain("A2", 1)
KEY = b"\1" * 32


class Halves:
    """Chance that is always in the middle."""

    def share(self) -> float:
        return 0.5

    def random_bytes(self, count: int) -> bytes:
        return b"r" * count


def replica_with(sales: int) -> ModelReplica:
    """A workstation that took so many payments."""
    content = Content(OWN, {OWN: KEY}, {OWN: Signer(KEY).public_bytes}, SyncState(epoch=1), facts={OWN: []})
    replica = ModelReplica(content, lambda: None, lambda count: bytes(count))
    for number in range(sales):
        replica.sell(f"sale-{number}", "cis/1", "c1", 100, number, known=True)
    return replica


class Talk:
    """Drives one round; answers what the test says, and empty pages to the rest."""

    def __init__(self, replica: ModelReplica, pace: Pace | None = None) -> None:
        self.exchange = Exchange(replica, Halves(), pace or Pace())
        self.asked: list[Request] = []
        self.monotonic = 0.0

    def round(self, *answers: object) -> float:
        """The seconds that it wants to wait; `answers` in order for hello, push and what else is not an empty page."""
        steps, told, left = self.exchange.round(), None, list(answers)
        try:
            effect = next(steps)
            while True:
                assert isinstance(effect, Ask)
                self.asked.append(effect.request)
                answer = _page_for(effect.request) or left.pop(0)
                if isinstance(answer, Exception):
                    effect = steps.throw(answer)
                else:
                    told = Answered(answer, self.monotonic, 5_000_000)  # type: ignore[arg-type] # also wrong ones
                    effect = steps.send(told)
        except StopIteration as stop:
            return float(stop.value)


def _page_for(request: Request) -> Any:
    name = type(request).__name__
    pages = {"Pull": PullAnswer(), "PullActivity": ActivityAnswer(), "Heads": HeadsAnswer()}
    return pages.get(name) or (BucketsAnswer() if name == "ActivityBuckets" else None)


def hello(status: HelloStatus = HelloStatus.OK, **more: Any) -> HelloAnswer:
    return HelloAnswer(status, 1, 7_000_000, **more)


def pushed(replica: ModelReplica, sequence: int, status: PushStatus = PushStatus.OK, **more: Any) -> PushAnswer:
    return PushAnswer(status, sequence, replica.hash_at(OWN, sequence) or GENESIS, **more)


def test_a_round_says_hello_pushes_behind_the_centres_head_and_pulls() -> None:
    replica = replica_with(3)
    talk = Talk(replica)
    greeting = hello(head_sequence=1, head_hash=replica.hash_at(OWN, 1))
    assert talk.round(greeting, pushed(replica, 3)) == 45.0
    pushes = [request for request in talk.asked if isinstance(request, Push)]
    assert [(push.first_sequence, len(push.facts)) for push in pushes] == [(2, 2)]
    assert [type(request) for request in talk.asked[2:4]] == [Pull, PullActivity]
    assert replica.state().sent == 3 and replica.state().skew_us == 2_000_000


def test_the_next_nonce_is_durable_before_it_is_proposed() -> None:
    replica = replica_with(0)
    talk = Talk(replica)
    talk.round(NoAnswer())
    talk.round(hello())
    first, second = (request for request in talk.asked if isinstance(request, Hello))
    assert first == second and replica.state().nonce == first.next_nonce


@pytest.mark.parametrize("status", [s for s in HelloStatus if s not in ("ok", "unknown_generation")])
def test_a_refused_hello_stops_the_pushing_and_says_why(status: HelloStatus) -> None:
    replica = replica_with(2)
    talk = Talk(replica)
    talk.round(hello(status))
    assert replica.state().stopped == Stop(status.value)
    assert not [request for request in talk.asked if isinstance(request, Push)]


@pytest.mark.parametrize("status", [PushStatus.FORK, PushStatus.BAD_HASH, PushStatus.REVOKED, PushStatus.OLD_PROTOCOL])
def test_a_refused_push_stops_it_too(status: PushStatus) -> None:
    replica = replica_with(2)
    Talk(replica).round(hello(), pushed(replica, 0, status))
    assert replica.state().stopped == Stop(status.value)


def test_a_head_beyond_ours_or_of_another_history_stops_before_anything_is_sent() -> None:
    for head, stop in ((9, Stop.BEHIND), (1, Stop.FORK)):
        replica = replica_with(2)
        talk = Talk(replica)
        talk.round(hello(head_sequence=head, head_hash=b"x" * 32))
        assert replica.state().stopped is stop and len(talk.asked) == 1


def test_a_stopped_workstation_does_not_ask_again_unless_the_centre_may_have_changed_its_mind() -> None:
    for stop, asked in ((Stop.CLONE, 0), (Stop.FORK, 0), (Stop.REVOKED, 1), (Stop.OLD_PROTOCOL, 1)):
        replica = replica_with(0)
        replica.keep(SyncState(epoch=1, stopped=stop))
        talk = Talk(replica)
        talk.round(hello())
        assert sum(isinstance(request, Hello) for request in talk.asked) == asked
        assert (replica.state().stopped is None) == bool(asked)


def test_failures_wait_longer_and_longer_with_full_jitter() -> None:
    talk = Talk(replica_with(0))
    waits = [talk.round(NoAnswer()) for _ in range(12)]
    assert waits[:4] == [0.5, 1.0, 2.0, 4.0] and max(waits) == 150.0
    assert talk.round(hello()) == 45.0


def test_a_batch_is_halved_where_no_answer_comes_and_grows_again() -> None:
    replica = replica_with(300)
    talk = Talk(replica)
    talk.round(hello(), NoAnswer())
    talk.round(hello(), NoAnswer())
    talk.round(hello(), *(pushed(replica, n) for n in (125, 300)))
    assert [len(request.facts) for request in talk.asked if isinstance(request, Push)] == [300, 250, 125, 175]


def test_the_centre_says_how_much_and_when() -> None:
    replica = replica_with(3)
    talk = Talk(replica)
    wait = talk.round(hello(facts_max=2), pushed(replica, 2, facts_max=1, retry_after_ms=90_000), pushed(replica, 3))
    assert [len(request.facts) for request in talk.asked if isinstance(request, Push)] == [2, 1]
    assert wait == 45.0  # the last answer asked for nothing
    assert talk.round(hello(head_sequence=3, head_hash=replica.hash_at(OWN, 3), retry_after_ms=90_000)) == 90.0


def test_a_push_that_gains_nothing_is_tried_again_later_from_a_new_hello() -> None:
    replica = replica_with(1)
    talk = Talk(replica)
    assert talk.round(hello(), pushed(replica, 0, PushStatus.GAP)) == 0.5
    assert replica.state().stopped is None


def test_a_generation_that_the_centre_lost_is_minted_as_it_is() -> None:
    replica = replica_with(1)
    talk = Talk(replica)
    talk.round(hello(HelloStatus.UNKNOWN_GENERATION), GenerationAnswer(GenerationStatus.OK, 1))
    assert isinstance(talk.asked[-1], NextGeneration) and talk.asked[-1].wanted == 1
    assert replica.state().stopped is None
    talk.round(hello(HelloStatus.UNKNOWN_GENERATION), GenerationAnswer(GenerationStatus.OK, 2))
    assert replica.state().stopped is Stop.STALE_GENERATION
    replica.keep(replace(replica.state(), stopped=None))
    talk.round(hello(HelloStatus.UNKNOWN_GENERATION), GenerationAnswer(GenerationStatus.REVOKED))
    assert replica.state().stopped is Stop.REVOKED


def test_an_answer_of_another_shape_counts_as_none() -> None:
    assert Talk(replica_with(0)).round(HeadsAnswer()) == 0.5


def test_rounds_go_on_for_ever() -> None:
    steps = Exchange(replica_with(0), Halves()).run()
    next(steps)
    assert isinstance(steps.throw(NoAnswer()), Wait) and isinstance(steps.send(None), Ask)
