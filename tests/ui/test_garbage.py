"""Cycles with widgets are collected on the Qt thread, and nowhere else."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from ui.garbage import GarbageCollector


class Node:
    """A cycle, as a widget and the lambda connected to it."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[GarbageCollector]:
    collector = GarbageCollector()
    yield collector
    collector.stop()
    gc.disable()


def test_no_thread_collects_by_itself(collector: GarbageCollector) -> None:
    node = weakref.ref(Node())
    thread = threading.Thread(target=lambda: [Node() for _ in range(20_000)])
    thread.start()
    thread.join()
    assert node() is not None
    assert not gc.isenabled()


def test_what_is_due_is_collected_on_the_timer(collector: GarbageCollector, qtbot: QtBot) -> None:
    node = weakref.ref(Node())
    kept = [Node() for _ in range(20_000)]  # what is still held makes a collection due, whatever else goes on
    qtbot.waitUntil(lambda: node() is None)
    assert len(kept) == 20_000


def test_nothing_is_done_while_nothing_is_due(collector: GarbageCollector) -> None:
    gc.collect()
    assert collector.collect_due() == 0


def test_what_is_kept_is_not_looked_through(collector: GarbageCollector) -> None:
    node = weakref.ref(Node())
    collector.keep()
    gc.collect()
    assert node() is not None
    gc.unfreeze()
    gc.collect()
    assert node() is None


def test_nothing_is_collected_while_code_is_read(collector: GarbageCollector) -> None:
    kept = [Node() for _ in range(20_000)]
    node = weakref.ref(Node())
    collector.resting = True
    assert collector.collect_due() == 0 and node() is not None
    collector.resting = False
    assert collector.collect_due() > 0 and node() is None and len(kept) == 20_000
    collector.resting = True
    collector.keep()
    assert not collector.resting


def test_what_is_garbage_already_goes_before_the_rest_is_kept(collector: GarbageCollector) -> None:
    node = weakref.ref(Node())
    assert [*collector.keeping()] == [None]
    assert node() is None and gc.get_freeze_count() > 0


def test_the_automatic_collection_comes_back(collector: GarbageCollector) -> None:
    collector.stop()
    assert gc.isenabled()
