"""Words, icons and tones for how a workstation stands with its center: the strip's parts, and what stopped it."""

from typing import TYPE_CHECKING

from app.clock import MICROSECONDS
from app.sync.types import Stop
from resources.texts import text
from ui.shell.status_strip import StripPart

if TYPE_CHECKING:
    from app.sync.standing import Standing

LATE_SECONDS = 120
"""A fact is sent within seconds; one that is as old as this waits for a reason."""


def sync_parts(standing: "Standing") -> list[StripPart]:
    """What waits, whether the center answers, and a clock that is wrong; or that it works alone."""
    if standing.centre is None:
        return [StripPart("sync", "home", text("Works on its own"), tooltip=text("No central database is set up"))]
    parts = [_sync(standing), *_network(standing)]
    if standing.clock_is_off:
        parts.append(StripPart("clock", "clock", clock_words(standing.status.skew_us), "warn"))
    return parts


def waiting_words(waiting: int, oldest_seconds: int) -> str:
    """12 waiting, oldest 4 min."""
    if oldest_seconds < 120:
        return text("{count} waiting, oldest {seconds} s", count=waiting, seconds=oldest_seconds)
    if oldest_seconds < 2 * 3600:
        return text("{count} waiting, oldest {minutes} min", count=waiting, minutes=oldest_seconds // 60)
    if oldest_seconds < 48 * 3600:
        return text("{count} waiting, oldest {hours} h", count=waiting, hours=oldest_seconds // 3600)
    return text("{count} waiting, oldest {days} days", count=waiting, days=oldest_seconds // 86400)


def oldest_seconds(standing: "Standing") -> int:
    """Age of the oldest fact that waits; 0 when none does."""
    since = standing.status.oldest_waiting_us
    return max(0, (standing.now_us - since) // MICROSECONDS) if since is not None else 0


def clock_words(skew_us: int) -> str:
    """How far this computer's clock is off; the center's is the city's."""
    minutes = abs(skew_us) // (60 * MICROSECONDS)
    if minutes < 120:
        slow, fast = text("Clock {count} min slow", count=minutes), text("Clock {count} min fast", count=minutes)
    elif minutes < 48 * 60:
        slow = text("Clock {count} h slow", count=minutes // 60)
        fast = text("Clock {count} h fast", count=minutes // 60)
    else:
        slow = text("Clock {count} days slow", count=minutes // 1440)
        fast = text("Clock {count} days fast", count=minutes // 1440)
    return slow if skew_us > 0 else fast


def stop_words(stop: Stop) -> tuple[str, str, str]:
    """Why nothing is sent: a few words for the strip, what happened, what to do next."""
    return {
        Stop.CLONE: (
            text("A copy of this counter is at work"),
            text("Another copy of this workstation spoke to the center meanwhile."),
            text("Close the other copy. Then a supervisor decides that this one goes on."),
        ),
        Stop.BEHIND: (
            text("The center has more than this counter"),
            text("The center has facts of this workstation that are not here: an old backup was restored."),
            text("If no other copy works, a supervisor decides that this one goes on."),
        ),
        Stop.FORK: (
            text("The center has other facts"),
            text("The center has other facts in the places of this workstation's: two copies were at work."),
            text("Close the other copy. Then a supervisor decides that this one goes on."),
        ),
        Stop.STALE_GENERATION: (
            text("Another computer took over"),
            text("Another computer goes on under this workstation's code."),
            text("If that is a mistake, a supervisor decides that this one goes on."),
        ),
        Stop.REVOKED: (
            text("Shut out of the center"),
            text("Whoever keeps the center has revoked this workstation."),
            text("Its facts stay here and wait. Ask them for a new code."),
        ),
        Stop.OLD_PROTOCOL: (
            text("Update the program"),
            text("The center no longer understands this version of the program."),
            text("Install the newer version; what waits is sent then."),
        ),
        Stop.BAD_HASH: (
            text("The center found damage"),
            text("What this workstation sends does not match its own seals."),
            text("Take no more payments here. Call whoever keeps the program."),
        ),
    }[stop]


def _sync(standing: "Standing") -> StripPart:
    status = standing.status
    if standing.start_again:
        return StripPart("sync", "refresh", text("Start the program again"), "warn")
    if status.stopped is not None:
        return StripPart("sync", "warning", stop_words(status.stopped)[0], "bad")
    if status.troubles:
        return StripPart("sync", "warning", text("Sync has a problem"), "warn")
    if status.waiting:
        seconds = oldest_seconds(standing)
        words = waiting_words(status.waiting, seconds)
        return StripPart("sync", "sync", words, "warn" if seconds >= LATE_SECONDS else "plain")
    return StripPart("sync", "good", text("All sent"), "good")


def _network(standing: "Standing") -> list[StripPart]:
    if not standing.link.tried:
        return []
    if standing.link.answered:
        return [StripPart("network", "network", text("Online"), "good")]
    return [StripPart("network", "network-off", text("Center not answering"), "warn", standing.link.detail)]
