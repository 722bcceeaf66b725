"""`civic-counter sync …`: what goes to the centre and back on a stick, where there is no network.

sync export FILE   write what the centre does not have yet; bring it there
sync import FILE   take the centre's answer in

Nothing on the stick can be read by whoever finds it. At the centre: central bundle FILE --answer FILE.
"""

import argparse
from pathlib import Path
from typing import Any

from ui.command_speech import counted, in_words, opened, say


def add_commands(commands: Any) -> None:
    """Declares `sync` with its two commands."""
    words = "exchange with the centre on a stick, where there is no network"
    sync = commands.add_parser(
        "sync", help=words, description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parts = sync.add_subparsers(metavar="COMMAND", required=True)
    _add(parts, "export", _export, "write what the centre does not have yet")
    _add(parts, "import", _import, "take the centre's answer in")


def _add(parts: Any, name: str, run: Any, words: str) -> None:
    parser = parts.add_parser(name, help=words, description=words)
    parser.add_argument("file", type=Path, metavar="FILE", help="on the stick")
    parser.set_defaults(run=lambda arguments: in_words(run, arguments))


def _export(arguments: argparse.Namespace) -> int:
    from app.sync.bundle.export_bundle import export_bundle
    from app.sync.bundle.types import ExportBundle

    with opened(arguments) as services:
        exported = export_bundle(services, ExportBundle(arguments.file))
    facts = counted(exported.facts, "fact", "facts")
    say(f"Bundle {exported.number} with {facts} stands in {exported.file}. Bring it to the centre.")
    if exported.facts_left:
        left = counted(exported.facts_left, "fact waits", "facts wait")
        say(f"It is full: {left} for the next bundle. Write that once the answer is taken in.")
    return 0


def _import(arguments: argparse.Namespace) -> int:
    from app.sync.bundle.import_answer import import_answer
    from app.sync.bundle.types import ImportAnswer

    with opened(arguments) as services:
        imported = import_answer(services, ImportAnswer(arguments.file))
    new = counted(imported.facts_new, "fact", "facts")
    postings = counted(imported.activity_new, "posting", "postings")
    say(f"Answer {imported.number} is taken in: {new} and {postings} of other counters are new here.")
    if imported.facts_waiting:
        waiting = counted(imported.facts_waiting, "fact", "facts")
        say(f"The centre does not have {waiting} of this workstation yet: write another bundle.")
    if not imported.complete:
        say("The answer was full. Write another bundle; its answer brings the rest.")
    return 0
