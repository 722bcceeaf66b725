"""Work goes to a lane, its outcome comes back on the Qt thread, and no lane ever destroys what belongs to a page."""

import gc
import threading
import weakref
from collections.abc import Iterator
from enum import StrEnum
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.errors import Refused, Unavailable
from app.store.database import StoreFailure
from app.workplace import Services
from tests.factories.workstation import open_workstation
from ui.operations import Failure, Operations

PATIENCE_SECONDS = 30


class No(StrEnum):
    NO = "no"


class Page(QObject):
    """Asks, and remembers what it was told and where."""

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self.operations = operations
        self.told: list[object] = []
        self.threads: set[int] = set()

    def ask(self, refuse: bool = False) -> None:
        self.operations.read(self, lambda services: self.answer(services, refuse), self.tell, self.fail)

    def answer(self, services: Services, refuse: bool) -> str:
        if refuse:
            raise Refused(No.NO)
        return services.device.code

    def tell(self, answer: object) -> None:
        self.told.append(answer)
        self.threads.add(threading.get_ident())

    def tell_of(self, number: int, answer: object) -> None:
        self.tell((number, answer))

    def fail(self, failure: Failure) -> None:
        self.tell(failure.code)


@pytest.fixture
def operations(tmp_path: Path) -> Iterator[Operations]:
    services = open_workstation(tmp_path)
    yield Operations(services)
    services.close()


def test_answers_and_refusals_come_back_on_the_qt_thread(operations: Operations, qtbot: QtBot) -> None:
    page = Page(operations)
    page.ask()
    page.ask(refuse=True)
    qtbot.waitUntil(lambda: len(page.told) == 2)
    assert sorted(map(str, page.told)) == ["A2", "no"]
    assert page.threads == {threading.get_ident()}


def test_writes_come_back_too(operations: Operations, qtbot: QtBot) -> None:
    page = Page(operations)
    operations.write(page, lambda services: services.lanes.on_writer(), page.tell, page.fail)
    qtbot.waitUntil(lambda: page.told == [True])


def test_nobody_is_called_when_the_page_is_gone(operations: Operations, qtbot: QtBot) -> None:
    page = Page(operations)
    told: list[object] = []
    go = threading.Event()
    operations.read(page, lambda _services: go.wait(PATIENCE_SECONDS), told.append, told.append)
    page.deleteLater()
    qtbot.waitUntil(lambda: not isValid(page))
    go.set()
    qtbot.waitUntil(lambda: not operations._asked)
    assert told == []


def test_a_bug_is_told_also_when_the_page_is_gone(operations: Operations, qtbot: QtBot) -> None:
    page, go = Page(operations), threading.Event()

    def fails(_services: Services) -> None:
        go.wait(PATIENCE_SECONDS)
        raise LookupError

    with qtbot.captureExceptions() as caught:
        operations.read(page, fails, page.tell, page.fail)
        page.deleteLater()
        qtbot.waitUntil(lambda: not isValid(page))
        go.set()
        qtbot.waitUntil(lambda: bool(caught))
    assert [kind for kind, _error, _trace in caught] == [LookupError] and page.told == []


def test_a_refusal_comes_to_nobody_when_the_page_is_gone(operations: Operations, qtbot: QtBot) -> None:
    page, go = Page(operations), threading.Event()

    def refuses(_services: Services) -> None:
        go.wait(PATIENCE_SECONDS)
        raise Unavailable(No.NO)

    operations.write(page, refuses, page.tell, page.fail)
    page.deleteLater()
    qtbot.waitUntil(lambda: not isValid(page))
    go.set()
    qtbot.waitUntil(lambda: not operations._asked)
    assert page.told == []


def test_unavailability_comes_back_as_refusals_do(operations: Operations, qtbot: QtBot) -> None:
    page = Page(operations)

    def fails(_services: Services) -> None:
        raise Unavailable(No.NO)

    operations.read(page, fails, page.tell, page.fail)
    operations.write(page, fails, page.tell, page.fail)
    operations.background(page, "slow", fails, page.tell, page.fail)
    operations.on_printer(page, "receipt", fails, page.tell, page.fail)
    qtbot.waitUntil(lambda: page.told == [No.NO] * 4)
    assert page.threads == {threading.get_ident()}


def test_no_memory_left_is_said_and_no_bug(operations: Operations, qtbot: QtBot) -> None:
    page = Page(operations)

    def fails(_services: Services) -> None:
        raise MemoryError

    operations.write(page, fails, page.tell, page.fail)
    qtbot.waitUntil(lambda: page.told == [StoreFailure.OUT_OF_MEMORY])


def test_a_running_question_is_interrupted(operations: Operations, qtbot: QtBot) -> None:
    page, begun = Page(operations), threading.Event()

    def counts_for_ever(services: Services) -> object:
        with services.read_journal() as connection:
            begun.set()
            endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
            return connection.exec_driver_sql(endless).scalar()

    task = operations.read(page, counts_for_ever, page.tell, page.fail)
    assert begun.wait(PATIENCE_SECONDS)

    def given_up() -> bool:
        task.interrupt()  # once is not enough while the question is only about to begin
        return not operations._asked

    qtbot.waitUntil(given_up)
    assert page.told == []


def test_what_was_given_up_is_not_told(operations: Operations, qtbot: QtBot) -> None:
    page = Page(operations)
    task = operations.read(page, lambda _services: "late", page.tell, page.fail)
    task.interrupt()
    qtbot.waitUntil(lambda: not operations._asked)
    assert page.told == []


def test_an_answer_that_comes_after_it_was_given_up_is_not_told(operations: Operations, qtbot: QtBot) -> None:
    """Else what was asked before, and took longer, would stand over what was asked last."""
    page, asked_anew = Page(operations), threading.Event()
    first = operations.read(page, lambda _services: asked_anew.wait(PATIENCE_SECONDS) and "first", page.tell, page.fail)
    qtbot.waitUntil(first.future.running)
    first.interrupt()
    operations.read(page, lambda _services: "second", page.tell, page.fail)
    qtbot.waitUntil(lambda: page.told == ["second"])
    asked_anew.set()
    qtbot.waitUntil(lambda: not operations._asked)
    assert page.told == ["second"] and first.future.result() == "first"


def test_what_is_asked_anew_and_answered_first_is_not_overtaken(operations: Operations, qtbot: QtBot) -> None:
    """Else a page would go on showing what held before the last change."""
    page, told = Page(operations), threading.Event()
    first = operations.read_anew(page, lambda _services: told.wait(PATIENCE_SECONDS) and "old", page.tell, page.fail)
    qtbot.waitUntil(first.future.running)
    other = Page(operations)
    operations.read_anew(other, lambda _services: "another page's", other.tell, other.fail)
    qtbot.waitUntil(lambda: bool(other.told))
    assert not first.interrupted
    operations.read_anew(page, lambda _services: "new", page.tell, page.fail)
    qtbot.waitUntil(lambda: page.told == ["new"])
    told.set()
    qtbot.waitUntil(lambda: not operations._asked)
    assert page.told == ["new"] and first.interrupted


def test_answers_in_their_order_are_all_told_however_often_somebody_asks(operations: Operations, qtbot: QtBot) -> None:
    """A page that asks faster than it is answered would else show nothing for ever."""
    page = Page(operations)
    for number in range(3):
        qtbot.waitUntil(lambda: not operations._asked)
        operations.read_anew(page, partial(_itself, number), partial(page.tell_of, number), page.fail)
    qtbot.waitUntil(lambda: page.told == [(0, 0), (1, 1), (2, 2)])


def _itself(number: int, _services: Services) -> int:
    return number


@pytest.mark.parametrize("refuse", [False, True])
def test_a_page_is_let_go_on_the_qt_thread(operations: Operations, qtbot: QtBot, refuse: bool) -> None:
    where: list[int] = []
    for _ in range(50):
        page = Page(operations)
        weakref.finalize(page, lambda: where.append(threading.get_ident()))
        page.ask(refuse)
        del page
    qtbot.waitUntil(lambda: not operations._asked)
    gc.collect()
    assert len(where) == 50
    assert set(where) == {threading.get_ident()}


def test_a_bug_is_raised_where_the_crash_dialog_sees_it(operations: Operations, qtbot: QtBot) -> None:
    page = Page(operations)
    with qtbot.captureExceptions() as caught:
        operations.read(page, lambda _services: 1 // 0, page.tell, page.fail)
        qtbot.waitUntil(lambda: bool(caught))
    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]


def test_a_timer_of_a_page_that_asks_after_the_end_asks_nobody(tmp_path: Path, qtbot: QtBot) -> None:
    services = open_workstation(tmp_path)
    operations, told = Operations(services), list[object]()
    services.close()
    page = QObject()
    read = operations.read(page, lambda services: services.device.code, told.append, told.append)
    later = operations.background(page, "slow", lambda services: services.device.code, told.append, told.append)
    qtbot.wait(20)
    assert read.future.cancelled() and later.future.cancelled() and told == []
