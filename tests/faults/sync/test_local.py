"""Faults at the counter's own side and in the centre's locks while facts are exchanged."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.errors import Unavailable
from app.store.database import StoreFailure
from app.store.unit_of_work import FREE_BYTES_MIN
from app.sync.types import Chain
from tests.factories.central import Central
from tests.faults.small_disk import fill
from tests.faults.sync.office import Office, held_up, office, until, waits_in_push

SOLD = 600
A2 = Chain("A2", 1)

Seen = Callable[[str], None]


@pytest.mark.fault(
    "Disk full at the workstation mid-pull",
    injected="a tmpfs of 64 MiB, filled until some of what is pulled still fits",
    expected="a beginning of the chain is kept, whole; payments are refused beforehand; the rest comes later",
)
def test_a_disk_that_is_full_in_the_middle_of_a_pull(
    central: Central, tmp_path: Path, small_disk: Path, seen: Seen
) -> None:
    with office(central, tmp_path, small_disk) as city:
        a3 = city.counters["A3"]
        city.a2.sell(SOLD)
        while city.failures(1) or city.a2.replica.state().sent < SOLD:
            pass
        filler = fill(small_disk, FREE_BYTES_MIN + 600_000)
        a3.exchange()
        held = a3.replica.heads()[A2][0]
        assert 0 < held < SOLD
        assert not a3.worker.connection.answered
        with pytest.raises(Unavailable) as refused:
            a3.sell(1)
        assert refused.value.code is StoreFailure.DISK_FULL
        filler.unlink()
        seen(f"{held} of {SOLD} facts were held when it was full; {city.judged()}")


@pytest.mark.fault(
    "Server: deadlock",
    injected="maintenance locks the feed, then the chain whose push waits for the feed; PostgreSQL ends the push",
    expected="the push counts as no answer and is made again whole",
)
def test_a_push_that_a_deadlock_ends_is_made_again(city: Office, seen: Seen) -> None:
    city.reopen(answer_seconds=20)
    city.a2.exchange()
    city.a2.sell(20)
    with ThreadPoolExecutor(1) as threads, held_up(city.central) as maintenance:
        maintenance.execute("SET deadlock_timeout = '1min'")
        pushing = threads.submit(city.a2.exchange)
        until(lambda: waits_in_push(city.central, "A2"), "it pushes nothing")
        maintenance.execute("SELECT FROM counter.chain WHERE workstation = 'A2' FOR UPDATE")
        pushing.result(60)
        said = city.a2.worker.connection
    assert not said.answered and "deadlock" in said.detail
    seen(f"\u201c{said.detail}\u201d; {city.judged()}")
