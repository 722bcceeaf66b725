"""Tags, alerts, banners and empty states: colour never speaks alone, and words are read aloud."""

import pytest
from pytestqt.qtbot import QtBot

from ui.theme import THEME_NAMES, token_values
from ui.widgets.alert import Alert
from ui.widgets.empty_state import EmptyState
from ui.widgets.result_banner import ResultBanner
from ui.widgets.tag import TONE_ICONS, Tag, Tone, tone_colors

TONES: list[Tone] = ["plain", "good", "warn", "bad"]


@pytest.mark.parametrize("tone", TONES)
def test_every_tone_has_colors_in_every_theme_and_a_sign(tone: Tone) -> None:
    assert all(color in token_values(name) for name in THEME_NAMES for color in tone_colors(tone))
    assert tone == "plain" or TONE_ICONS[tone]


def test_a_tag_can_say_something_else(qtbot: QtBot) -> None:
    tag = Tag("Waiting", "warn", icon="clock")
    qtbot.addWidget(tag)
    before = tag.grab().toImage()
    tag.set_words("All sent", "good")
    assert (tag.words, tag.accessibleName()) == ("All sent", "All sent")
    assert tag.grab().toImage() != before
    assert tag.sizeHint().height() == 22


def test_names_in_alerts_are_never_markup(qtbot: QtBot) -> None:
    alert = Alert("bad", "<b>Life support</b>", "Do not cut.")
    qtbot.addWidget(alert)
    assert alert.accessibleName() == "<b>Life support</b> Do not cut."
    alert.set_words("Cash only", tone="warn", icon="lock")
    assert alert.words == "Cash only"
    assert alert.minimumHeight() == 40


def test_a_banner_and_an_empty_state_are_read_aloud(qtbot: QtBot) -> None:
    banner = ResultBanner("bad", "Short 0.05.", "Under the limit.")
    qtbot.addWidget(banner)
    assert banner.accessibleName() == "Short 0.05. Under the limit."
    before = banner.grab().toImage()
    banner.set_words("good", "Right to the cent.")
    assert banner.accessibleName() == "Right to the cent."
    assert banner.grab().toImage() != before
    state = EmptyState("receipt", "No receipts yet", "Scan a bill.")
    qtbot.addWidget(state)
    state.set_words("This list could not be loaded", "Try again.", icon="warning")
    assert state.accessibleName() == "This list could not be loaded Try again."
