"""Profiles are sound: text fits the dots, the code page is one that Python knows, every setting has its profile."""

import codecs

import pytest

from app.config import PRINTER_PROFILE
from app.print_jobs.printer_choice import SLIP_PROFILES
from printing.profiles import PROFILES, Profile
from ui.tour.escpos_decoder import CODE_PAGES


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_columns_fit_the_dots(profile: Profile) -> None:
    assert profile.columns * 12 <= profile.dots < profile.columns * 12 + 12
    assert profile.dots % 8 == 0


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_code_page_number_is_the_printers_for_this_page(profile: Profile) -> None:
    assert codecs.lookup(profile.code_page) == codecs.lookup(CODE_PAGES[profile.code_page_number])


def test_every_choice_in_the_settings_has_a_profile() -> None:
    assert set(PRINTER_PROFILE.choices) <= set(PROFILES)


def test_the_rules_know_which_have_a_slip_station() -> None:
    assert {name for name, profile in PROFILES.items() if profile.slip_columns} == SLIP_PROFILES
