"""The exceptions tab on real counters: a bill paid at two of them shows, is settled by keys, and is gone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.accounts import change_contact
from app.accounts.change_contact import ChangeContact
from app.accounts.contact_facts import ContactField
from app.identity.permissions import Permission, Session
from app.journal.read_facts import whole_chain
from app.sync.conflicts import Decision, open_conflicts
from app.sync.replica import JournalReplica
from app.sync.types import SyncState
from tests.factories.counter import CASHIER, OKAFOR, Counter, open_counter
from tests.factories.payments import pay
from tests.factories.replicas import as_of, head_of
from tests.fakes.keyboard import Keyboard
from ui.context import WindowContext
from ui.operations import Operations
from ui.shell.main_window import MainWindow
from ui.shell.page import PageEntry
from ui.sync.conflict_words import part_figures
from ui.sync.exceptions_page import ExceptionsPage


class Exceptions:
    """The page in its window; Okafor's bill was paid here and at B1."""

    def __init__(self, qtbot: QtBot, folder: Path, session: Session = CASHIER) -> None:
        self.qtbot, self.counter = qtbot, open_counter(folder / "a2")
        self.own = pay(self.counter).receipt.fact_id
        other = open_counter(folder / "b1")
        pay(other)
        take_in(self.counter, other)
        other.services.close()
        services = self.counter.services
        self.context = WindowContext(Operations(services), session, services.clock.now_us)
        self.window = MainWindow([PageEntry("x", "Work", "work", "Ctrl+5", lambda: ExceptionsPage(self.context))])
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()
        page = self.window.open("x")
        assert isinstance(page, ExceptionsPage)
        self.page, self.keyboard = page, Keyboard(self.window)

    def close(self) -> None:
        """Window, then files."""
        self.window.hide()
        self.counter.services.close()


def take_in(counter: Counter, other: Counter) -> None:
    """What the other counter recorded, as the centre sends it."""
    with other.services.read_journal() as connection:
        facts = [stored.sealed for part in whole_chain(connection.exec_driver_sql, ("A2", 1)) for stored in part]
    pulled = as_of("B1", facts)
    replica = JournalReplica(counter.services)
    replica.learn([head_of("B1", pulled)])
    replica.add(pulled, SyncState())


@pytest.fixture
def exceptions(qtbot: QtBot, tmp_path: Path) -> Iterator[Exceptions]:
    made = Exceptions(qtbot, tmp_path)
    made.qtbot.waitUntil(lambda: made.page.chosen is not None)
    yield made
    made.close()


def test_what_happened_where_and_what_to_do(exceptions: Exceptions) -> None:
    (each,) = exceptions.page.items
    assert (each.account_number, each.where, each.conflict.amount_cents) == ("10-007733-9", ("A2", "B1"), 7415)
    assert [part.receipt_number for part in each.parts] == ["A2-000001", "B1-000001"]
    assert list(exceptions.page.tiles) == [
        Decision.LEFT_AS_CREDIT,
        Decision.REFUNDED,
        Decision.MOVED,
        Decision.NOT_A_CONFLICT,
    ]


def test_it_is_settled_by_keys_and_stays_settled(exceptions: Exceptions) -> None:
    page = exceptions.page
    exceptions.keyboard.press("Ctrl+Enter")
    exceptions.qtbot.waitUntil(lambda: page.items == ())
    assert "Settled" in page.outcome.words and page.chosen is None
    with exceptions.counter.services.read() as reading:
        assert open_conflicts(reading, exceptions.counter.services.kinds) == ()


def test_its_receipt_is_opened_to_be_refunded(exceptions: Exceptions) -> None:
    wanted: list[str] = []
    exceptions.context.undo_wanted.connect(wanted.append)
    exceptions.keyboard.press("F6")
    assert wanted == [exceptions.own]


def test_who_may_not_correct_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    nobody = replace(CASHIER, permissions=CASHIER.permissions - {Permission.PAYMENT_CORRECT})
    made = Exceptions(qtbot, tmp_path, nobody)
    qtbot.waitUntil(made.page.outcome.isVisible)
    assert made.page.items == () and not made.page._panel.isVisible()
    made.close()


def test_a_contact_edited_twice_shows_what_each_wrote_and_leads_to_the_account(
    exceptions: Exceptions, tmp_path: Path
) -> None:
    specialist = replace(CASHIER, permissions=frozenset(Permission))
    other = open_counter(tmp_path / "c1")
    for each, phone in ((other, "555-010-0002"), (exceptions.counter, "555-010-0001")):
        command = ChangeContact(each.services.ids.new_id(), OKAFOR, {ContactField.PHONE: phone})
        change_contact.record(each.services, specialist, command)
    with other.services.read_journal() as connection:
        facts = [stored.sealed for part in whole_chain(connection.exec_driver_sql, ("A2", 1)) for stored in part]
    other.services.close()
    pulled = as_of("C1", facts)
    replica = JournalReplica(exceptions.counter.services)
    replica.learn([head_of("C1", pulled)])
    replica.add(pulled, SyncState())
    page = exceptions.page
    page.reload()
    exceptions.qtbot.waitUntil(lambda: len(page.items) == 2)
    page.table.choose(next(each.conflict.key for each in page.items if each.conflict.contact))
    exceptions.qtbot.waitUntil(lambda: page.chosen is not None and bool(page.chosen.conflict.contact))
    assert page.tiles == {} and page.chosen is not None
    now_us = exceptions.counter.services.clock.now_us()
    said = [figure.name for figure in part_figures(page.chosen, "UTC", now_us)]
    assert sorted(said) == ["Phone: 555-010-0001", "Phone: not here"]
    with exceptions.qtbot.waitSignal(exceptions.context.account_wanted) as wanted:
        page.settle()
    assert wanted.args == [OKAFOR]
