"""Looks at private data: gathered, written in batches, never lost by closing, never changed."""

import shutil
import time
from collections import namedtuple
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from app.bootstrap import Edges, open_services
from app.errors import Refused
from app.identity import access_log
from app.identity.access_log import Access, note_look, read_access_log
from app.identity.demo_people import OKAFOR
from app.identity.refusals import IdentityRefusal
from app.identity.tables import access_log as access_log_table
from app.policies import Policies
from tests.factories.people import Office, open_office
from tests.fakes.clock import FakeClock, FakeIds
from tests.fakes.keys import FakeKeyStore

ACCOUNTS = ("10-004512-7", "10-000001-1", "10-004512-7")


def looks(office: Office) -> list[tuple[str | None, str, str]]:
    entries = read_access_log(office.services, office.supervisor())
    return [(entry.person, entry.subject_kind, entry.subject_key) for entry in entries if entry.action is Access.LOOKED]


def test_looks_are_written_a_little_later_and_once_for_one_subject(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access_log, "LOOKS_WAIT_SECONDS", 0.2)
    session = office.session(OKAFOR)
    for account in ACCOUNTS:
        note_look(office.services, session, "account", account)
    assert looks(office) == []
    deadline = time.monotonic() + 10
    while len(looks(office)) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    who = office.id_of(OKAFOR)
    assert looks(office) == [(who, "account", "10-000001-1"), (who, "account", "10-004512-7")]


def test_looks_that_wait_are_written_at_close(tmp_path: Path) -> None:
    office = open_office(tmp_path)
    note_look(office.services, office.session(OKAFOR), "account", "10-004512-7")
    key = office.services.keys.load()
    office.services.close()
    again = open_services(tmp_path, Edges(FakeClock(), FakeIds(), Policies(), FakeKeyStore(key)))
    try:
        with again.read_journal() as connection:
            assert [row.subject_key for row in connection.execute(access_log_table.select())] == ["10-004512-7"]
    finally:
        again.close()


def test_looks_wait_for_space_on_the_disk(
    office: Office, monkeypatch: pytest.MonkeyPatch, expect_log: Callable[[str], None]
) -> None:
    expect_log("the access log waits with 1 looks: disk_full")
    session = office.session(OKAFOR)
    usage = namedtuple("usage", "total used free")
    with monkeypatch.context() as full:
        full.setattr(access_log, "LOOKS_WAIT_SECONDS", 0)
        full.setattr(shutil, "disk_usage", lambda _: usage(1, 1, 0))
        note_look(office.services, session, "account", "10-004512-7")
        office.services.lanes.background("access_log").submit(lambda: None).future.result(10)
    note_look(office.services, session, "account", "10-000001-1")
    office.services.lanes.background("access_log").submit(lambda: None).future.result(10)
    assert {key for _, _, key in looks(office)} == {"10-004512-7", "10-000001-1"}


def test_endless_keys_are_cut(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access_log, "LOOKS_WAIT_SECONDS", 0)
    note_look(office.services, office.session(OKAFOR), "k" * 1000, "a" * 10_000_000)
    office.services.lanes.background("access_log").submit(lambda: None).future.result(10)
    assert looks(office) == [(office.id_of(OKAFOR), "k" * 80, "a" * 80)]


def test_only_who_may_reads_it(office: Office) -> None:
    with pytest.raises(Refused) as caught:
        read_access_log(office.services, office.session(OKAFOR))
    assert caught.value.code is IdentityRefusal.NOT_PERMITTED
    assert caught.value.values == {"permission": "access_log.see"}


@pytest.mark.parametrize("statement", ["UPDATE access_log SET person = 'x'", "DELETE FROM access_log"])
def test_nobody_changes_it(office: Office, monkeypatch: pytest.MonkeyPatch, statement: str) -> None:
    monkeypatch.setattr(access_log, "LOOKS_WAIT_SECONDS", 0)
    note_look(office.services, office.session(OKAFOR), "account", "10-004512-7")
    office.services.lanes.background("access_log").submit(lambda: None).future.result(10)
    with office.services.plain_work() as work, pytest.raises(DBAPIError, match="append-only"):
        work.connection.exec_driver_sql(statement)
