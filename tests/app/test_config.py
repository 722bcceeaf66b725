"""Settings are declared once and take only what they say."""

import pytest

from app.config import IDLE_LOCK, KICK_DRAWER, SCAN_PREFIX, THEME, Setting, SettingRefusal
from app.errors import Refused
from tests.factories.outcomes import refused


def test_two_settings_of_one_name_are_a_bug() -> None:
    with pytest.raises(ValueError, match=r"setting window\.theme is declared twice"):
        Setting("window.theme", "light", "The same again")


def test_defaults_are_allowed() -> None:
    for setting in (THEME, SCAN_PREFIX):
        setting.check(setting.default)
    IDLE_LOCK.check(IDLE_LOCK.default)
    KICK_DRAWER.check(False)


@pytest.mark.parametrize("value", ["", "dark ", "DARK", "\0", "x" * 10_000_000])
def test_a_choice_takes_its_choices(value: str) -> None:
    THEME.check("dark")
    with pytest.raises(Refused) as caught:
        THEME.check(value)
    assert caught.value.code is SettingRefusal.NOT_A_CHOICE
    assert caught.value.values == {"choices": ("light", "dark", "high_contrast")}


@pytest.mark.parametrize("value", [29, 3601, -1, 0, 2**63])
def test_a_number_stays_in_its_range(value: int) -> None:
    IDLE_LOCK.check(30)
    IDLE_LOCK.check(3600)
    with pytest.raises(Refused) as caught:
        IDLE_LOCK.check(value)
    assert caught.value.code is SettingRefusal.OUT_OF_RANGE
    assert caught.value.values == {"least": 30, "most": 3600}


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("x" * 10_000_000, SettingRefusal.TOO_LONG),
        ("]C1\0", SettingRefusal.NOT_TEXT),
        ("a\nb", SettingRefusal.NOT_TEXT),
        ("\ud800", SettingRefusal.NOT_TEXT),
    ],
)
def test_free_text_is_short_and_printable(value: str, code: SettingRefusal) -> None:
    SCAN_PREFIX.check("]C1")
    SCAN_PREFIX.check("Büro 阿部")
    assert refused(lambda: SCAN_PREFIX.check(value)) is code
