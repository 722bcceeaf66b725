"""The panel beside a page: one content at a time, closed by its button."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.widgets.detail_panel import DetailPanel


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
