"""PySide6 6.12.0 loses a reference to `True` with every `Signal.emit()`, to `None` with some calls: Python 3.11 aborts.

pyproject.toml pins an older one. Whoever raises the version hears it from this test before a cashier does.
"""

import sys

from PySide6.QtCore import QObject, QTimer, Signal
from pytestqt.qtbot import QtBot

CALLS = 300  # 568 emits in a row aborted the process
NOISE = 50


class _Bell(QObject):
    rung = Signal(bool)


def test_emitting_and_naming_keep_the_singletons(qtbot: QtBot) -> None:
    bell = _Bell()
    heard: list[bool] = []
    bell.rung.connect(heard.append)
    before = sys.getrefcount(True), sys.getrefcount(None)
    for number in range(CALLS):
        bell.rung.emit(True)
        bell.setObjectName(f"bell {number}")
        QTimer.singleShot(0, bell, bell.objectName)
    heard.clear()
    after = sys.getrefcount(True), sys.getrefcount(None)
    qtbot.wait(1)
    lost = [start - end for start, end in zip(before, after, strict=True)]
    assert max(lost) < NOISE, f"references lost to True and None: {lost}"
