"""A bad network between a counter and the centre, by a TCP proxy on loopback: nothing lost, nothing doubled."""

import threading
import time
from collections.abc import Callable

import pytest

from tests.faults.sync.office import Office, waiting
from tests.faults.sync.proxy import PUSH_BYTES, NetworkFault

SOLD = 60
PATIENCE_SECONDS = 2.0

Seen = Callable[[str], None]


@pytest.mark.fault(
    "Network: drop after request",
    injected="proxy: the push arrives, the connection is cut when its answer comes",
    expected="the centre has it, the counter learns so from the head and sends nothing twice",
)
def test_an_answer_that_is_lost_doubles_nothing(city: Office, seen: Seen) -> None:
    city.a2.sell(SOLD)
    city.proxy.strike(NetworkFault.LOSE_ANSWER, PUSH_BYTES)
    assert city.failures(2) == 1 and city.proxy.struck == 1
    assert not waiting(city.a2)
    city.proxy.heal()
    seen(f"one answer lost, nothing was sent again; {city.judged()}")


@pytest.mark.fault(
    "Network: drop mid-batch",
    injected="proxy: cut in the middle of each push, four rounds",
    expected="nothing of the batch is there; smaller batches follow; all of it once the network holds",
)
def test_a_push_that_is_cut_leaves_nothing_of_itself(city: Office, seen: Seen) -> None:
    city.a2.sell(SOLD)
    city.proxy.strike(NetworkFault.CUT_REQUEST, PUSH_BYTES)
    city.a2.exchange()
    with city.central.admin() as admin:
        pushed = admin.execute("SELECT head_sequence FROM counter.chain WHERE workstation = 'A2'").fetchall()[0][0]
    assert pushed == city.a2.replica.state().sent and waiting(city.a2) == SOLD
    city.failures(3)
    assert city.proxy.struck
    city.proxy.heal()
    seen(f"{city.proxy.struck} push(es) cut; {city.judged()}")


@pytest.mark.fault(
    "Network: 1 byte a second",
    injected="proxy: every chunk byte by byte, one a second",
    expected="the link gives up at its deadline; payments go on meanwhile",
)
def test_a_byte_a_second_holds_nobody_up(city: Office, seen: Seen) -> None:
    seen(_gives_up(city, NetworkFault.TRICKLE))


@pytest.mark.fault(
    "Network: black hole",
    injected="proxy: takes every byte and passes none on",
    expected="the link gives up at its deadline; payments go on meanwhile",
)
def test_a_black_hole_holds_nobody_up(city: Office, seen: Seen) -> None:
    seen(_gives_up(city, NetworkFault.BLACK_HOLE))


def _gives_up(city: Office, fault: NetworkFault) -> str:
    """A round ends by the deadline, and what is sold while it waits is committed before that."""
    city.reopen(answer_seconds=PATIENCE_SECONDS)
    city.a2.exchange()
    city.proxy.strike(fault)
    stuck = threading.Thread(target=city.a2.exchange)
    began = time.monotonic()
    stuck.start()
    sold = 0
    while sold < 5 or not city.proxy.struck:
        city.a2.sell(1)
        sold += 1
    sold_in, waits = time.monotonic() - began, stuck.is_alive()
    stuck.join()
    took = time.monotonic() - began
    assert waits and not city.a2.worker.connection.answered
    assert PATIENCE_SECONDS <= took < PATIENCE_SECONDS + 10, took
    city.proxy.heal()
    ended = f"gave up after {took:.1f} s of {PATIENCE_SECONDS:g}; {sold} sales in {sold_in:.2f} s meanwhile"
    return f"{ended}; {city.judged()}"


@pytest.mark.fault(
    "Network: flapping",
    injected="proxy: every connection cut every 0 to 0.6 s while both counters sell and exchange",
    expected="some rounds fail; all of it once the network holds",
)
def test_a_flapping_network_loses_and_doubles_nothing(city: Office, seen: Seen) -> None:
    city.proxy.strike(NetworkFault.FLAP)
    failed = rounds = 0
    end = time.monotonic() + 20
    while (failed < 5 or rounds < failed + 5) and time.monotonic() < end:
        city.a2.sell(3)
        city.counters["A3"].sell(1)
        failed += city.failures(1)
        city.counters["A3"].exchange()
        rounds += 1
    assert failed
    city.proxy.heal()
    seen(f"{failed} of {rounds} rounds failed, {city.proxy.struck} connections cut; {city.judged()}")
