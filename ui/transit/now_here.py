"""The moment as timetables count it: a day, and seconds after its midnight."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from app.clock import MICROSECONDS
from ui.context import WindowContext


def now_here(context: WindowContext) -> tuple[date, int]:
    """Day and seconds, to the minute, as the clock on the office's wall shows them."""
    zone = ZoneInfo(context.operations.services.place.time_zone)
    now = datetime.fromtimestamp(context.now_us() / MICROSECONDS, UTC).astimezone(zone)
    return now.date(), now.hour * 3600 + now.minute * 60
