"""What a validation of a timetable feed found, in plain words: what is wrong, where, what it means for riders."""

from collections.abc import Iterable

from app.errors import Refused
from app.transit.findings import Code, Finding, Weight
from resources.texts import text


def report_lines(findings: Iterable[Finding]) -> list[str]:
    """A line for each, the worst first: how bad, then what."""
    return [f"{weight_word(finding.weight)}: {finding_sentence(finding)}" for finding in findings]


def refused_lines(refused: Refused) -> list[str]:
    """The report that a refusal of a feed carries."""
    findings = refused.values.get("findings", ())
    return (
        report_lines(finding for finding in findings if isinstance(finding, Finding))
        if isinstance(findings, tuple)
        else []
    )


def weight_word(weight: Weight) -> str:
    """How bad a finding is, in a word."""
    words = {
        Weight.STOPS: text("Stops the import"),
        Weight.LOSES: text("Left out"),
        Weight.NOTE: text("Note"),
    }
    return words[weight]


def finding_sentence(finding: Finding) -> str:
    """One finding, with its first lines."""
    wordings = _stopping() | _losing() | _notes()
    words = wordings[finding.code].format(file=finding.file, count=f"{finding.count:,}", value=finding.value)
    if not finding.lines or finding.weight is Weight.STOPS:
        return words
    lines = ", ".join(f"{line:,}" for line in finding.lines) + ("…" if finding.count > len(finding.lines) else "")
    return text("{sentence} See {file}, line {lines}.", sentence=words, file=finding.file, lines=lines)


def _stopping() -> dict[Code, str]:
    return {
        Code.FILE_MISSING: text("The feed has no {file}."),
        Code.COLUMN_MISSING: text("{file} has no column {value}."),
        Code.COLUMN_TWICE: text("{file} has the column {value} twice."),
        Code.FILE_UNREADABLE: text("{file} is damaged inside the zip. Get the feed again."),
        Code.NOTHING_RUNS: text("No trip of this feed runs on any day at fixed times."),
        Code.TOO_MANY_BAD_ROWS: text("{file} has too many bad rows: {count}. Ask the agency for a better feed."),
    }


def _losing() -> dict[Code, str]:
    return {
        Code.LINE_UNREADABLE: text("Lines that cannot be read: {count}."),
        Code.ID_MISSING: text("Rows without their key: {count}."),
        Code.ID_TWICE: text("Rows whose key was there already: {count}, such as {value}."),
        Code.STOP_UNKNOWN: text("Rows with a stop that is in no list: {count}, such as {value}."),
        Code.ROUTE_UNKNOWN: text("Trips of a route that is in no list: {count}, such as {value}."),
        Code.TRIP_UNKNOWN: text("Rows of a trip that is in no list: {count}, such as {value}."),
        Code.SERVICE_UNKNOWN: text("Trips without any day of service: {count}, such as {value}."),
        Code.POSITION_WRONG: text("Places that are nowhere on Earth: {count}, such as {value}."),
        Code.TIME_WRONG: text("Times that cannot be: {count}, such as {value}."),
        Code.DATE_WRONG: text("Days that cannot be: {count}, such as {value}."),
        Code.NUMBER_WRONG: text("Numbers that cannot be: {count}, such as {value}."),
        Code.SEQUENCE_TWICE: text("Two stops of a trip in one place: {count}, such as trip {value}."),
        Code.TIMES_BACKWARDS: text("Trips whose times go backwards: {count}."),
        Code.ENDS_WITHOUT_TIME: text("Trips without a time at their first or last stop: {count}, such as {value}."),
        Code.TRIP_TOO_SHORT: text("Trips with a single stop: {count}, such as {value}."),
        Code.DAYS_TOO_MANY: text("The calendar spans {value} days; the last of them are left out."),
        Code.RUNS_TOO_OFTEN: text("Trips repeat so often that some are left out."),
    }


def _notes() -> dict[Code, str]:
    return {
        Code.TIME_ZONES_DIFFER: text("The agencies have several time zones; all times are taken as of {value}."),
        Code.EXPIRED: text("This timetable ended on {value}. Get the agency's newest feed."),
        Code.EXPIRES_SOON: text("This timetable ends on {value}. Get the agency's next feed before that."),
        Code.NOT_YET_IN_FORCE: text("This timetable begins on {value}; until then no trips are found."),
        Code.TIMES_INTERPOLATED: text("Times between timed stops, reckoned by distance: {count}."),
        Code.ON_DEMAND: text("On-demand service is booked by telephone and not planned here: {count} rows."),
        Code.PATHWAYS_NOT_USED: text("Ways inside stations are not used; changes are reckoned as walks."),
        Code.BOOKING_NOT_USED: text("Booking rules are not used yet; on-demand service is not planned."),
        Code.TRANSFERS_OF_TRIPS_NOT_USED: text("Rules for changing between certain trips are not used: {count}."),
        Code.ACCESS_NOT_SAID: text("The feed does not say which trips a wheelchair can board."),
        Code.IN_A_FOLDER: text("The feed stands in a folder of the zip, {value}; it is read from there."),
    }
