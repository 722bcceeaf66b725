"""Progress reaches the window from a lane, seldom enough; work goes on when the page has gone."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from app.lanes import Lanes
from ui.progress import Progress


def test_a_lane_tells_the_window(qtbot: QtBot) -> None:
    parent, lanes, heard = QObject(), Lanes(), []
    progress = Progress(parent)
    progress.moved.connect(lambda step, share: heard.append((step, share)))

    def work() -> None:
        for done in range(100_000):
            progress.tell("rows", done, 100_000)

    lanes.background("test").submit(work).future.result()
    qtbot.waitUntil(lambda: bool(heard))
    lanes.stop()
    assert heard[0] == ("rows", 0.0)
    assert len(heard) < 100


def test_nobody_looks_any_more(qtbot: QtBot) -> None:
    parent = QObject()
    progress = Progress(parent)
    parent.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    progress.tell("rows", 1, 2)
    progress.cancel()
    assert progress.is_cancelled()
