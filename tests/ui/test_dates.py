"""Days and moments as people read them, in both languages."""

from collections.abc import Iterator
from datetime import date

import pytest

from resources.texts import use_language
from ui import dates

DAY = date(2027, 3, 3)
AT_US = 1_795_189_327_000_000
"""20 November 2026, 10:42:07 in New York."""
ZONE = "America/New_York"


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use_language("en")


def test_days() -> None:
    dates.warm_up()
    assert dates.day_words(DAY) == "3 Mar 2027"
    assert dates.day_cell(DAY) == "03 Mar 2027"
    assert dates.day_to_type(DAY) == "03/03/2027"
    assert dates.day_and_month(DAY) == "3 Mar"
    assert dates.weekday_words(DAY) == "Wed 3 Mar 2027"


def test_months() -> None:
    assert (dates.month_label(DAY), dates.month_name(DAY)) == ("Mar", "March 2027")
    assert dates.period_words("2026-11") == "Nov 2026"


@pytest.mark.parametrize("odd", ["", "final", "2026-13", "2026-11-01"])
def test_an_odd_period_is_shown_as_it_is(odd: str) -> None:
    assert dates.period_words(odd) == odd


def test_moments_name_the_year_only_when_it_is_another() -> None:
    assert dates.moment_words(AT_US, ZONE, date(2026, 12, 31)) == "20 Nov 10:42"
    assert dates.moment_words(AT_US, ZONE, DAY) == "20 Nov 2026 10:42"
    assert dates.time_words(AT_US, ZONE) == "10:42"


def test_a_look_of_today_has_its_time_an_older_one_its_day() -> None:
    assert dates.seen_words(AT_US, ZONE, AT_US + 3_600_000_000) == "10:42"
    assert dates.seen_words(AT_US, ZONE, AT_US + 24 * 3_600_000_000) == "20 Nov"


def test_spanish() -> None:
    use_language("es")
    assert dates.month_name(DAY) == "marzo de 2027"
