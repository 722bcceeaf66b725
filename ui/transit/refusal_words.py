"""The sentences of what the transit hub refuses."""

from app.transit.types import TimetableRefusal
from resources.texts import text


def _timetable() -> dict[str, str]:
    return {
        TimetableRefusal.FILE_MISSING: text("There is no file {file}. Choose the agency's zip."),
        TimetableRefusal.NOT_A_ZIP: text("This is not a zip that can be read. Get the agency's feed again."),
        TimetableRefusal.TOO_LARGE: text("This feed is larger than a timetable may be. Ask whoever sends it."),
        TimetableRefusal.FEED_WRONG: text(
            "This feed cannot be used; the timetable stays as it was. The report says why."
        ),
        TimetableRefusal.CANCELLED: text("Cancelled. Nothing was changed."),
    }


WORDINGS = {TimetableRefusal.__name__: _timetable}
