"""Faults of the network that take long to see; only `./counter faults` runs them."""

import time
from collections.abc import Callable

import pytest

from app.sync.exchange import NoAnswer
from app.sync.postgres import CONNECT_SECONDS, PostgresLink
from app.sync.protocol import Heads
from tests.faults.sync.office import Office
from tests.faults.sync.proxy import NetworkFault


@pytest.mark.fault(
    "Network: black hole from the first byte",
    injected="proxy: the connection is taken and nothing answers, as behind a captive portal",
    expected=f"connecting is given up after {CONNECT_SECONDS} s",
)
def test_a_connection_that_nobody_answers_is_given_up(city: Office, seen: Callable[[str], None]) -> None:
    city.proxy.strike(NetworkFault.BLACK_HOLE)
    link = PostgresLink(lambda: city.central.passwords["A2"])
    began = time.monotonic()
    with pytest.raises(NoAnswer):
        link.ask(Heads())
    took = time.monotonic() - began
    assert CONNECT_SECONDS - 1 < took < CONNECT_SECONDS + 10
    city.proxy.heal()
    city.a2.sell(2)
    seen(f"given up after {took:.1f} s; {city.judged()}")
