"""Every request has its statement and its answer; the centre's functions take exactly these."""

import pytest

from app.sync.calls import answer_of, call_of, function_call
from app.sync.protocol import (
    START,
    ActivityBuckets,
    Fetch,
    FetchActivity,
    Heads,
    Hello,
    NextGeneration,
    Pull,
    PullActivity,
    Push,
    Request,
)
from tests.factories.central import NONCE, Central

REQUESTS = (
    Hello(1, NONCE, b"n" * 16),
    Push(1, 1, bytes(32), ()),
    Pull(START, 10),
    PullActivity(START, 0, 10),
    Heads(),
    Fetch("A2", 1, 1, 10),
    ActivityBuckets(),
    FetchActivity(3, START, 0, 10),
    NextGeneration(0, b"k" * 32, NONCE),
)


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda request: type(request).__name__)
def test_a_real_centre_answers_each(central: Central, request_: Request) -> None:
    central.enrol("A2")
    statement, values = call_of(request_)
    with central.workstation("A2") as session:
        rows = session.execute(statement.encode(), values, binary=True).fetchall()
    assert type(answer_of(request_, rows)).__name__.endswith("Answer")


def test_an_empty_list_has_its_type() -> None:
    assert function_call("f", [], 1)[0] == "SELECT * FROM counter.f(%b, %b::bytea[], %b)"
