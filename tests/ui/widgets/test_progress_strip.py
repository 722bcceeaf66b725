"""Waiting: nothing at first, a quiet bar, then words with Cancel."""

from pytestqt.qtbot import QtBot

from ui.widgets.progress_strip import QUIET_AFTER_MS, WORDS_AFTER_MS, ProgressStrip


def test_quick_work_shows_nothing(qtbot: QtBot) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    strip.begin("Reading the bills")
    strip.end()
    qtbot.wait(QUIET_AFTER_MS + 60)
    assert strip.isHidden()


def test_slow_work_shows_a_bar_then_words_and_cancel(qtbot: QtBot) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    cancelled: list[bool] = []
    strip.begin("Reading the bills", cancel=lambda: cancelled.append(True))
    assert strip._loud.interval() == WORDS_AFTER_MS > QUIET_AFTER_MS
    strip._loud.start(60_000)
    qtbot.waitUntil(strip.isVisible)
    assert not strip.cancel_button.isVisible()
    strip._loud.start(1)
    qtbot.waitUntil(strip.cancel_button.isVisible)
    strip.set_progress(1250, 5000)
    assert strip.bar.share == 0.25
    strip.grab()
    strip.cancel_button.click()
    assert cancelled == [True]
    assert not strip.cancel_button.isEnabled()
    strip.end()
    assert strip.isHidden()


def test_an_unknown_whole_runs_to_and_fro(qtbot: QtBot) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    strip.resize(300, 40)
    strip.begin("Searching")
    qtbot.waitUntil(strip.isVisible)
    strip.set_progress(0, 0)
    before = strip.bar.grab().toImage()
    qtbot.waitUntil(lambda: strip.bar.grab().toImage() != before)
    strip.end()
