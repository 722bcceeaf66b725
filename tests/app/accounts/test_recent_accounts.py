"""The accounts that somebody looked at last: their own, each once, the newest first."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.accounts.recent_accounts import recent_accounts
from app.identity.access_log import Access, Entry, write_entries
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from tests.factories.counter import ALVAREZ, OKAFOR, Counter, open_counter
from tests.factories.outcomes import refused


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def _look(counter: Counter, *looks: tuple[str, str]) -> None:
    entries = [Entry(n, person, Access.LOOKED, "account", account) for n, (person, account) in enumerate(looks, 1)]
    with counter.services.plain_work() as work:
        write_entries(work.connection, entries)
        work.commit()


def test_each_account_once_the_newest_look_first(counter: Counter) -> None:
    me = counter.session.person_id
    _look(counter, (me, ALVAREZ), (me, OKAFOR), (me, ALVAREZ), (me, "cis/gone"), ("other", OKAFOR))
    found = recent_accounts(counter.services, counter.session)
    assert [(each.account, each.name, each.at_us) for each in found] == [
        (ALVAREZ, "Alvarez, Maria", 3),
        (OKAFOR, "Okafor, Ben", 2),
    ]


def test_no_more_than_asked_for(counter: Counter) -> None:
    me = counter.session.person_id
    _look(counter, (me, ALVAREZ), (me, OKAFOR))
    assert [each.account for each in recent_accounts(counter.services, counter.session, 1)] == [OKAFOR]


def test_nobody_without_leave_to_see_accounts(counter: Counter) -> None:
    session = replace(counter.session, permissions=frozenset({Permission.PAYMENT_TAKE}))
    assert refused(lambda: recent_accounts(counter.services, session)) is IdentityRefusal.NOT_PERMITTED
