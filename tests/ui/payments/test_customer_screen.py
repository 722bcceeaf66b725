"""Where the customer's window stands: the second screen as it comes and goes, a window, the lock, another person."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.config import CUSTOMER_DISPLAY
from app.device_settings import change_setting
from app.identity.demo_people import BRANDT, OKAFOR, REYES
from tests.factories.program import Running, open_copy
from ui.payments.customer_display import CustomerDisplay

STUB = "100045127"
ROOT = Path(__file__).parents[3]
TWO_SCREENS = [
    {"name": "counter", "x": 0, "y": 0, "width": 1366, "height": 768},
    {"name": "customer", "x": 1366, "y": 0, "width": 1024, "height": 600},
]
PLUGGED = """
import time
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
from app.workplace import Place
from ui.payments.customer_screen import CustomerScreen
def until(met):
    QTest.qWait(50)  # what would take the keys takes them
    late = time.monotonic() + 20
    while not met() and time.monotonic() < late:
        QTest.qWait(10)
def covers():
    return screen.display.isVisible() and screen.display.geometry() == customers.geometry() and has_keys()
def has_keys():
    return QApplication.activeWindow() is cashier
cashier = QWidget()
cashier.setGeometry(10, 10, 600, 400)
cashier.show()
cashier.activateWindow()
until(has_keys)
there = list(QGuiApplication.screens())
customers = there[1]
place = Place("City", "1", "Office", "", "", "UTC", "A2")
screen = CustomerScreen(place, lambda: cashier, app, lambda: there)
screen.use("second_screen")
until(covers)
display = screen.display
print(display.isVisible(), display.isFullScreen(), display.screen().name(), display.geometry().getRect())
print(QApplication.activeWindow() is cashier)
gone = there.pop()
app.screenRemoved.emit(gone)
until(lambda: not display.isVisible())
print(display.isVisible())
there.append(gone)
app.screenAdded.emit(gone)
until(covers)
print(display.isVisible(), display.geometry().getRect(), QApplication.activeWindow() is cashier)
screen.close()
print(screen.display)
"""


@pytest.fixture
def running(qtbot: QtBot, tmp_path: Path) -> Iterator[Running]:
    """The program with the customer's window beside it."""
    running = Running(qtbot, open_copy(tmp_path))
    change_setting(running.services, running.session(BRANDT), CUSTOMER_DISPLAY, "window")
    running.program._customer_display = "window"
    yield running
    running.close()


def shown(running: Running) -> CustomerDisplay:
    display = running.program.customer.display
    if display is None:
        raise LookupError("no customer display")
    return display


def serve(running: Running) -> CustomerDisplay:
    """A stub is scanned and stands on the customer's screen."""
    running.keyboard.scan(STUB)
    running.until(lambda: shown(running).view.stage == "sale")
    return shown(running)


def test_it_covers_the_second_screen_and_survives_its_removal(tmp_path: Path) -> None:
    screens = tmp_path / "screens.json"
    screens.write_bytes(msgspec.json.encode({"screens": TWO_SCREENS}))
    environment = {"QT_QPA_PLATFORM": f"offscreen:configfile={screens}", "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-c", PLUGGED],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.stdout.splitlines() == [
        "True True customer (1366, 0, 1024, 600)",
        "True",
        "False",
        "True (1366, 0, 1024, 600) True",
        "None",
    ], run.stderr


def test_without_a_second_screen_nothing_is_shown(running: Running) -> None:
    running.program._customer_display = "second_screen"
    running.start_as()
    assert running.program.customer.display is None


def test_the_cashier_keeps_the_focus(running: Running) -> None:
    running.start_as()
    display = serve(running)
    running.until(lambda: display.isVisible() and QApplication.activeWindow() is running.window)
    running.until(running.counter.views.pay.cash.amount.hasFocus)


def test_a_lock_hides_the_sale_and_its_cashier_brings_it_back(running: Running) -> None:
    running.start_as()
    display = serve(running)
    running.keyboard.press("Ctrl+L")
    running.until_asked()
    assert display.view.stage == "idle"
    running.sign_in(REYES)
    running.until(lambda: display.view.stage == "sale")


def test_thanks_do_not_outlive_a_lock(running: Running) -> None:
    running.start_as()
    display = serve(running)
    running.keyboard.press("Enter")
    running.keyboard.press("Enter")
    running.until(lambda: display.view.stage == "paid")
    running.keyboard.press("Ctrl+L")
    running.until_asked()
    running.program.enter(running.session(REYES))
    assert display.view.stage == "idle"


def test_somebody_else_at_work_finds_the_welcome(running: Running) -> None:
    running.start_as()
    display = serve(running)
    running.program.lock()
    running.until_asked()
    running.sign_in(OKAFOR)
    running.qtbot.wait(300)
    assert display.view.stage == "idle"


def test_the_setting_holds_at_once_and_the_end_takes_it_along(running: Running) -> None:
    running.start_as(BRANDT)
    display = shown(running)
    assert display.isVisible()
    for where, visible in (("off", False), ("window", True)):
        change_setting(running.services, running.session(BRANDT), CUSTOMER_DISPLAY, where)
        running.context.setting_changed.emit(CUSTOMER_DISPLAY.key)
        running.until(lambda visible=visible: display.isVisible() == visible)  # type: ignore[misc]  # bound
    running.program.customer.close()
    assert running.program.customer.display is None
