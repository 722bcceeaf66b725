"""The customer's window: it fits every screen, marks training, takes no key, and never shows what is private."""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app import training_mode
from app.accounts.types import ChargeKind, ServiceCategory
from tests.factories.counter import NewAccount, NewCharge, write_reference
from tests.fakes.looks import cut
from tests.ui.payments.conftest import Driver
from ui.payments.customer_display import CustomerDisplay
from ui.payments.customer_words import LINES_MAX, CustomerView, WordsRow, idle_view
from ui.shell.training_bar import TrainingBar
from ui.theme import theme

SCREENS = {"pole": (800, 480), "counter": (1366, 768), "large": (1920, 1080), "on its side": (1080, 1920)}
FULL = CustomerView(
    "sale",
    "en",
    tuple(
        WordsRow("Electric, Water, Sewer, Solid waste", "1,157.43", "Account ending in 512-7") for _ in range(LINES_MAX)
    ),
    WordsRow("Total", "11,187.43"),
    tuple(WordsRow("Money order", "1,200.00") for _ in range(6)),
    WordsRow("To pay", "$10,112.57"),
)
PAID = CustomerView(
    "paid",
    "en",
    (),
    WordsRow("Paid", "187.43"),
    (WordsRow("Cash", "200.00"),),
    WordsRow("Change", "$12.57"),
    "Thank you",
)
UPDATE_MS_MAX = 25


@pytest.fixture
def display(qtbot: QtBot) -> Iterator[CustomerDisplay]:
    display = CustomerDisplay("City of Cypress Springs", "Utility service center")
    qtbot.addWidget(display)
    display.show()
    yield display
    theme().apply("light", 100)


def words(window: QWidget) -> list[str]:
    """Every text that a window holds, shown or not."""
    found = [window.windowTitle()]
    for widget in (window, *window.findChildren(QWidget)):
        found += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.statusTip()]
        if isinstance(widget, QLabel):
            found.append(widget.text())
    return [text for text in found if text]


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("view", [idle_view("en"), FULL, PAID], ids=lambda view: view.stage)
def test_everything_fits_every_screen(display: CustomerDisplay, view: CustomerView, screen: str) -> None:
    display.resize(*SCREENS[screen])
    display.show_view(view)
    QApplication.processEvents()
    assert display.size().toTuple() == SCREENS[screen]
    assert cut(display) == []
    for label in display.findChildren(QLabel):
        if label.isVisible() and label.text():
            place = label.mapTo(display, label.rect().bottomRight())
            assert display.rect().contains(place), label.text()


def test_amounts_are_never_cut(display: CustomerDisplay) -> None:
    display.resize(800, 480)
    display.show_view(FULL)
    QApplication.processEvents()
    for label in display.findChildren(QLabel):
        if label.isVisible() and "." in label.text():
            assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width(), label.text()


def test_the_cashier_s_zoom_is_not_the_customer_s(display: CustomerDisplay) -> None:
    display.resize(1366, 768)
    display.show_view(FULL)
    before = display.sale.sums.large.font().pixelSize()
    theme().apply(zoom_percent=200)
    QApplication.processEvents()
    assert abs(display.sale.sums.large.font().pixelSize() - before) <= 1
    assert before >= 60


@pytest.mark.parametrize("look", ["light", "dark", "high_contrast"])
def test_it_follows_the_theme(display: CustomerDisplay, look: str) -> None:
    theme().apply(look)
    assert display.grab().toImage().pixelColor(2, 2) == theme().color("page")


def test_it_takes_no_key_and_no_focus(display: CustomerDisplay) -> None:
    assert display.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert display.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert all(widget.focusPolicy() == Qt.FocusPolicy.NoFocus for widget in display.findChildren(QWidget))
    assert not display.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)


def test_the_faces_behind_are_empty(display: CustomerDisplay) -> None:
    display.show_view(FULL)
    display.show_view(PAID)
    assert "11,187.43" not in words(display)
    display.show_view(idle_view("es"))
    assert not {"$12.57", "Thank you"} & set(words(display))
    assert display.windowTitle().startswith("Customer display")


def test_training_is_marked(qtbot: QtBot) -> None:
    training_mode.enter("TRAIN")
    try:
        display = CustomerDisplay("City", "Office")
    finally:
        training_mode.enter("A2")
    qtbot.addWidget(display)
    display.show()
    assert display.findChildren(TrainingBar)[0].isVisible()


def test_an_update_takes_a_moment(display: CustomerDisplay) -> None:
    display.resize(1920, 1080)
    display.show_view(FULL)
    QApplication.processEvents()
    begun = time.process_time()
    for number in range(20):
        display.show_view(PAID if number % 2 else FULL)
    assert (time.process_time() - begun) / 20 * 1000 < UPDATE_MS_MAX


CANARY = NewAccount(
    "100666555",
    "66-123466-6",
    "Canaryname, Secret",
    "13 Hiddenstreet",
    (
        NewCharge(ServiceCategory.WATER, 7415, "2026-10-23"),
        NewCharge(ServiceCategory.ELECTRIC, 9111, "2026-11-23", ChargeKind.DEPOSIT),
        NewCharge(ServiceCategory.OTHER, 333, "2026-09-01", ChargeKind.FEE),
    ),
)
PRIVATE: tuple[str, ...] = (
    "canary",
    "secret",
    "hiddenstreet",
    "1234",
    "66-1",
    "100666",
    "typedpayor",
    "typedpurpose",
    "91.11",
)
PRIVATE += ("168.59", "77.48 overdue", "overdue", "oct", "cash only", "1041", "021000021", "reyes", "a2-")


def test_nothing_private_on_any_text_that_the_window_ever_shows(driver: Driver, display: CustomerDisplay) -> None:
    ever: set[str] = set()

    def show(view: CustomerView) -> None:
        display.show_view(view)
        ever.update(words(display))

    driver.window.context.customer_view.connect(show)
    driver.window.window.activateWindow()
    write_reference(driver.counter.services, (CANARY,))
    page, key = driver.page, "cis/100666555"
    driver.scan(key)
    page.sale.set_payor("Typedpayor")
    page.sale.add_other("suspense", 500, "", "Typedpurpose")
    driver.until(lambda: any("ending" in text for text in ever))
    for directed in ({}, {page.sale.lines[0].account.payables[-1].charge: 100} if page.sale.lines[0].account else {}):
        page.sale.direct(key, directed)
        driver.qtbot.wait(250)
    page.sale.direct(key, {})
    driver.press("F6", "Enter")
    driver.type("021000021")
    driver.press("Enter")
    driver.type("1041")
    driver.press("Enter")
    driver.pay("Enter")
    driver.until(lambda: "Thank you" in ever)
    driver.press("Enter")
    read = "\n".join(sorted(ever)).casefold()
    assert [word for word in PRIVATE if word in read] == []
