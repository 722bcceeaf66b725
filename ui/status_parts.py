"""Words and icons of the status strip for what `app.reports.status` found."""

from datetime import date

from app.clock import MICROSECONDS
from app.print_jobs.types import Failure
from app.reports.status import Status
from app.training_mode import in_training
from resources.texts import text
from ui.dates import weekday_words
from ui.shell.status_strip import StripPart

LATE_SECONDS = 10
"""A second copy has each fact within two; who is five times as late has a reason."""


def status_parts(status: Status) -> list[StripPart]:
    """Business date, drawer, printer, second copy; in that order. Behind them: `ui.sync.sync_words`."""
    return [
        StripPart("date", "calendar", weekday_words(date.fromisoformat(status.business_date))),
        _drawer(status),
        _printer(status),
        _second_copy(status),
    ]


def _drawer(status: Status) -> StripPart:
    if status.shift is None:
        return StripPart("drawer", "drawer", text("No drawer open"), "warn")
    if status.shift.suspended:
        return StripPart("drawer", "drawer", text("Drawer {drawer} suspended", drawer=status.shift.drawer), "warn")
    if status.counting:
        return StripPart("drawer", "scale", text("Drawer {drawer} is being counted", drawer=status.shift.drawer))
    return StripPart("drawer", "drawer", text("Drawer {drawer} open", drawer=status.shift.drawer))


def _printer(status: Status) -> StripPart:
    printer = status.printer
    if printer.failure is not None and printer.count:
        words = text("{problem}, {count} waiting", problem=_problem(printer.failure), count=printer.count)
        return StripPart("printer", "printer", words, "bad")
    if printer.count:
        return StripPart("printer", "printer", text("{count} printing", count=printer.count))
    if status.unanswered:
        return StripPart("printer", "printer", text("{count} to check", count=status.unanswered), "warn")
    if status.on_screen:
        return StripPart("printer", "printer", text("Receipts on screen"), tooltip=text("No printer is set up"))
    return StripPart("printer", "printer", text("Printer ready"), "good")


def _problem(failure: Failure) -> str:
    if failure is Failure.PAPER_OUT:
        return text("Printer is out of paper")
    if failure is Failure.COVER_OPEN:
        return text("Printer cover is open")
    return text("Printer does not answer") if failure is Failure.UNREACHABLE else text("Printer has a problem")


def _second_copy(status: Status) -> StripPart:
    copy = status.second_copy
    if in_training():
        return StripPart("second_copy", "copy", text("Nothing leaves training"))
    if copy.one_copy_only:
        return StripPart("second_copy", "copy", text("One copy only"), "warn")
    if copy.waiting and copy.oldest_waiting_us is not None:
        seconds = max(1, (status.now_us - copy.oldest_waiting_us) // MICROSECONDS)
        return StripPart("second_copy", "copy", _behind(seconds), "plain" if seconds < LATE_SECONDS else "warn")
    return StripPart("second_copy", "good", text("Second copy up to date"), "good")


def _behind(seconds: int) -> str:
    if seconds < 120:
        return text("Second copy {seconds} s behind", seconds=seconds)
    if seconds < 2 * 3600:
        return text("Second copy {minutes} min behind", minutes=seconds // 60)
    return text("Second copy {hours} h behind", hours=seconds // 3600)
