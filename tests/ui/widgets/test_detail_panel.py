"""The panel beside a page: one content at a time, closed by its button."""

from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ui.widgets.detail_panel import DetailPanel
from ui.widgets.layout import column, row


def test_one_content_at_a_time(qtbot: QtBot) -> None:
    panel = DetailPanel()
    qtbot.addWidget(panel)
    panel.show_content("First", QLabel("a"), "a")
    second = QLabel("b")
    panel.show_content("Second", second, "b")
    assert (panel.content, panel.key, panel.title_label.text()) == (second, "b", "Second")
    with qtbot.waitSignal(panel.closed):
        panel.close_panel()
    assert panel.content is None and panel.key == "" and panel.isHidden()


class Beside:
    """A window whose `first` field would take any focus that is lost, and a page with a `field` and the panel."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window, page = QWidget(), QWidget()
        self.first, self.field, self.panel = QLineEdit(), QLineEdit(), DetailPanel()
        column(self.first, page, parent=self.window)
        row(self.field, self.panel, parent=page)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is self.window)

    def open(self, key: str = "form") -> None:
        """Shows a form that takes the focus."""
        inside = QLineEdit()
        self.panel.show_content("Form", inside, key)
        inside.setFocus()


def test_the_focus_goes_back_where_it_was(qtbot: QtBot) -> None:
    beside = Beside(qtbot)
    beside.field.setFocus()
    beside.open()
    beside.open("another")
    beside.panel.close_panel()
    assert beside.field.hasFocus()


def test_it_stays_where_the_person_or_the_page_put_it(qtbot: QtBot) -> None:
    beside = Beside(qtbot)
    beside.first.setFocus()
    beside.open()
    beside.field.setFocus()
    beside.panel.close_panel()
    assert beside.field.hasFocus()
    beside.first.setFocus()
    beside.open()
    beside.panel.closed.connect(beside.field.setFocus)
    beside.panel.close_panel()
    assert beside.field.hasFocus()


def test_what_is_gone_gets_no_focus(qtbot: QtBot) -> None:
    beside = Beside(qtbot)
    beside.field.setFocus()
    beside.open()
    delete(beside.field)
    beside.panel.close_panel()
    assert beside.panel.isHidden()
