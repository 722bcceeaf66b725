"""Each guard of a bundle is taken away once, and a test of the list of refusals notices it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.sync.bundle.seal import Letter
from app.sync.central import take_bundle
from tests.app.sync.central import test_take_bundle as rows
from tests.factories.bundles import Courier
from tests.factories.central import Central
from tests.factories.central_chain import Chain

Break = Callable[[pytest.MonkeyPatch], None]


def nobody_looks_at_the_signature(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Letter, "verify", lambda _letter, _key: None)


def nobody_follows_the_chain(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(take_bundle, "_verify", lambda _run, _request, _chains: None)


def anybody_is_known(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(take_bundle, "_chains", lambda _connection, _request: {1: bytes(32)})


def the_place_is_not_looked_at(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(take_bundle, "require_place", lambda _path, _size=0: None)


def everything_unpacks(patch: pytest.MonkeyPatch) -> None:
    whole = Letter.content
    patch.setattr(Letter, "content", lambda letter, _limit=0: whole(letter, 1 << 40))


WITH_ANOTHER = (rows.test_signed_by_another, rows.test_facts_of_another_workstation)
"""Rows that set another workstation up, in a folder."""


@pytest.mark.parametrize(
    ("broken", "row"),
    [
        (nobody_looks_at_the_signature, rows.test_signed_by_another),
        (nobody_follows_the_chain, rows.test_a_fact_that_nobody_signed),
        (nobody_follows_the_chain, rows.test_facts_of_another_workstation),
        (anybody_is_known, rows.test_of_a_revoked_workstation),
        (the_place_is_not_looked_at, rows.test_an_answer_that_has_no_place_is_said_before_anything_is_pushed),
        (everything_unpacks, rows.test_a_bomb),
    ],
)
def test_a_missing_guard_is_noticed(
    central: Central, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: Break, row: Callable[..., None]
) -> None:
    chain = Chain()
    central.enrol("A2", key=chain.signer)
    chain.add(3)
    broken(monkeypatch)
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        row(Courier(central, chain, tmp_path), *([tmp_path] if row in WITH_ANOTHER else []))
