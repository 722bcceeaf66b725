"""When something is looked for on the tape: `11/20`, `2026-11-20`, with or without a time (`11/20 14:05`).

A day alone is the whole day of the office. Both ends are included as they were typed: to `14:05` is to the end of that
minute, to `11/20` to midnight.
"""

from datetime import date, timedelta

from app.payments.written_moment import read_date, written_at_us

_MINUTE_US = 60_000_000


def from_us(typed: str, time_zone: str, today: date) -> int | None:
    """The first instant in UTC µs; None for nothing typed. Raises Refused(MomentRefusal)."""
    day, _, time = typed.strip().partition(" ")
    return written_at_us(day, time.strip() or "0:00", time_zone, today) if day else None


def to_us(typed: str, time_zone: str, today: date) -> int | None:
    """The first instant after it in UTC µs; None for nothing typed. Raises Refused(MomentRefusal)."""
    day, _, time = typed.strip().partition(" ")
    if not day:
        return None
    if time.strip():
        return written_at_us(day, time.strip(), time_zone, today) + _MINUTE_US
    following = read_date(day, today) + timedelta(days=1)
    return written_at_us(following.isoformat(), "0:00", time_zone, today)
