"""`civic-counter transit …`: the timetable of this workstation, and its deny list of passes.

transit import ZIP   make an agency's GTFS feed the timetable; says what is wrong with it
transit show         what the timetable in force holds, and whether it ends soon
transit deny-list    the numbers of passes that hold no more, and why: CSV for readers on buses

A feed that cannot be used changes nothing.
"""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.errors import Refused
from ui.command_speech import in_words, say, shown_progress
from ui.data_folder import data_folder

if TYPE_CHECKING:
    from app.transit.types import TimetableSummary


def add_commands(commands: Any) -> None:
    """Declares `transit` with its commands."""
    words = "the timetable: import an agency's GTFS feed, show what is in force; the deny list of passes"
    transit = commands.add_parser(
        "transit", help=words, description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parts = transit.add_subparsers(metavar="COMMAND", required=True)
    load = parts.add_parser("import", help="make an agency's GTFS zip the timetable")
    load.add_argument("zip", type=Path, metavar="ZIP", help="the feed")
    load.set_defaults(run=lambda arguments: in_words(_import, arguments))
    show = parts.add_parser("show", help="what the timetable in force holds")
    show.set_defaults(run=lambda arguments: in_words(_show, arguments))
    denied = parts.add_parser("deny-list", help="the passes that hold no more, as CSV")
    denied.set_defaults(run=lambda arguments: in_words(_deny_list, arguments))


def _import(arguments: argparse.Namespace) -> int:
    from app.bootstrap import load_timetable
    from ui.transit.finding_words import refused_lines, report_lines

    try:
        with shown_progress() as tell:
            imported = load_timetable(data_folder(arguments), arguments.zip, tell)
    except Refused as refused:
        for line in refused_lines(refused):
            say(line, sys.stderr)
        raise
    for line in report_lines(imported.findings):
        say(line)
    say("The timetable is in force now." if imported.changed else "This feed is the timetable already.")
    _say_summary(imported.summary)
    return 0


def _show(arguments: argparse.Namespace) -> int:
    from app.transit.timetable_files import TimetableFiles

    timetable = TimetableFiles(data_folder(arguments)).current()
    if timetable is None:
        say("There is no timetable yet. Import an agency's feed: civic-counter transit import ZIP")
        return 1
    _say_summary(timetable.summary)
    return 0


def _deny_list(arguments: argparse.Namespace) -> int:
    """Not while the window is open: it has the journal. One line a pass, no names."""
    from app.bootstrap import open_services
    from app.transit.passes import deny_list

    services = open_services(data_folder(arguments))
    try:
        with services.read_journal() as journal:
            found = deny_list(journal)
    finally:
        services.close()
    say("serial,reason")
    for serial, reason in found:
        say(f"{serial},{reason}")
    return 0


def _say_summary(summary: "TimetableSummary") -> None:
    say(f"{', '.join(summary.agencies)}, {summary.first_on} to {summary.last_on}, times of {summary.time_zone}")
    counts = f"{summary.routes:,} routes, {summary.stops:,} stops, {summary.trips:,} trips"
    say(f"{counts}, {summary.stop_times:,} stop times")
