"""Lets time pass while the window and the lanes work, as in the program's own event loop.

`QTest.qWait` will not do: it keeps Python to itself, and the lanes stand still meanwhile.
"""

from PySide6.QtCore import QEventLoop, Qt, QTimer


def let_pass(milliseconds: int) -> None:
    """Returns after this time, and after what was due meanwhile."""
    loop = QEventLoop()
    timer = QTimer(loop, interval=milliseconds, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(loop.quit)
    timer.start()
    loop.exec()
