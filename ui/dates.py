"""Days, months and moments as the window shows them, in the language of the screen.

A *moment* is an instant (UTC µs) shown in the office's time zone; a *day* is a calendar date.
"""

from datetime import date

from app.clock import local_date, local_time
from resources.texts import current_language, locale_of


def warm_up() -> None:
    """Reads the language's names of months on a lane (20 ms), so that the first page need not on the Qt thread."""
    weekday_words(date(2000, 1, 1))


def day_words(day: date) -> str:
    """ "3 Mar 2027"."""
    return _format(day, "d MMM y")


def day_cell(day: date) -> str:
    """ "03 Mar 2027": two digits, so that a column of days stands straight."""
    return _format(day, "dd MMM y")


def day_to_type(day: date) -> str:
    """ "03/07/2027", as `app.payments.written_moment.read_date` reads it: what stands in a field for a date."""
    return f"{day:%m/%d/%Y}"


def day_and_month(day: date) -> str:
    """ "23 Nov"."""
    return _format(day, "d MMM")


def month_label(day: date) -> str:
    """ "Nov"."""
    return _format(day, "LLL")


def month_name(day: date) -> str:
    """ "November 2026", "noviembre de 2026"."""
    from babel.dates import format_skeleton

    return format_skeleton("yMMMM", day, locale=locale_of(current_language()))


def period_words(period: str) -> str:
    """ "Nov 2026" of a bill's period "2026-11"; an odd period as it is."""
    try:
        return _format(date.fromisoformat(f"{period}-01"), "LLL y")
    except ValueError:
        return period


def moment_words(at_us: int, time_zone: str, on: date) -> str:
    """ "20 Nov 10:38"; with its year when that is not the year of `on`."""
    at = local_time(at_us, time_zone)
    pattern = "d MMM HH:mm" if at.year == on.year else "d MMM y HH:mm"
    from babel.dates import format_datetime

    return format_datetime(at, pattern, locale=locale_of(current_language()))


def time_words(at_us: int, time_zone: str) -> str:
    """ "10:36"."""
    return local_time(at_us, time_zone).strftime("%H:%M")


def seen_words(at_us: int, time_zone: str, now_us: int) -> str:
    """ "10:36" of today, "18 Nov" of an earlier day."""
    day = local_date(at_us, time_zone)
    return time_words(at_us, time_zone) if day == local_date(now_us, time_zone) else day_and_month(day)


def weekday_words(day: date) -> str:
    """ "Fri 20 Nov 2026"."""
    return _format(day, "EEE d MMM y")


def _format(day: date, pattern: str) -> str:
    from babel.dates import format_date

    return format_date(day, pattern, locale=locale_of(current_language()))
