"""Verifying passes: within a millisecond each, whatever is true of them, with thousands sold and hundreds denied.

At the counter a code is read, its signature verified, its sale and the deny list asked; a typed number only the latter.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from app.transit.pass_code import key_id, read_code, write_code
from app.transit.verify_pass import Verdict, verify
from tests.benchmarks.measure import Measure, percentile
from tests.factories.counter import Counter, open_counter
from tests.factories.passes import (
    FOREIGN,
    LATER,
    MONTH,
    content_of,
    issued_of,
    replacement,
    sell,
    with_signature_of,
)
from tests.factories.policies import without_cash_limit
from tests.factories.workstation import fake_edges

SALES, LINES, TIMES = 150, 20, 400
GOAL_MS = 1.0


def run() -> Iterator[Measure]:
    """The median and the 99th percentile of each verdict, on one counter with 3,000 passes."""
    with tempfile.TemporaryDirectory() as folder:
        counter = open_counter(Path(folder), edges=replace(fake_edges(), policies=without_cash_limit()))
        for name, typed, expected in _papers(counter):
            if verify(counter.services, typed).verdict is not expected:
                raise AssertionError(f"{name} is not {expected}")
            times = _milliseconds(partial(verify, counter.services, typed))
            yield Measure(f"pass, {name}: median", percentile(times, 0.5), "ms", GOAL_MS)
            yield Measure(f"pass, {name}: p99", percentile(times, 0.99), "ms")
        code = issued_of(sell(counter)).code
        public_key = counter.services.device.signer.public_bytes
        times = _milliseconds(partial(_by_code_alone, code, public_key))
        yield Measure("pass, code and signature alone: median", percentile(times, 0.5), "ms", GOAL_MS)
        counter.services.close()


def _papers(counter: Counter) -> Iterator[tuple[str, str, Verdict]]:
    serials = []
    for _ in range(SALES):
        receipt = sell(counter, *[MONTH] * LINES)
        serials.append(issued_of(receipt).serial)
    for serial in serials:
        sell(counter, replacement(serial))
    good = issued_of(sell(counter))
    content = content_of(good.code)
    yield "valid", good.code, Verdict.VALID
    yield "valid, by its number", good.serial, Verdict.VALID
    yield "not yet active", issued_of(sell(counter, LATER)).code, Verdict.NOT_YET
    yield "denied", serials[0], Verdict.DENIED
    yield "altered", with_signature_of(good.code, replace(content, product="day_7")), Verdict.ALTERED
    yield "forged", write_code(content, FOREIGN), Verdict.FORGED
    foreign = replace(content, key_id=key_id(FOREIGN.public_bytes))
    yield "of a wrong key", write_code(foreign, FOREIGN), Verdict.WRONG_KEY


def _by_code_alone(code: str, public_key: bytes) -> None:
    """What a reader on a bus does."""
    read = read_code(code)
    if read is None or not read.verifies(public_key):
        raise AssertionError("a genuine pass does not verify")


def _milliseconds(work: Callable[[], object]) -> list[float]:
    times = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        work()
        times.append((time.perf_counter() - begun) * 1000)
    return times
