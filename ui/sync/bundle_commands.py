"""`civic-counter sync …`: how this workstation stands with its center; to it and back on a stick without a network.

sync status        what waits, when the last exchange was, what stopped it
sync export FILE   write what the center does not have yet; bring it there
sync import FILE   take the center's answer in

Nothing on the stick can be read by whoever finds it. At the center: central bundle FILE --answer FILE.
"""

import argparse
from pathlib import Path
from typing import Any

from ui.command_speech import counted, in_words, opened, say


def add_commands(commands: Any) -> None:
    """Declares `sync` with its commands."""
    words = "how it stands with the center; exchange on a stick, where there is no network"
    sync = commands.add_parser(
        "sync", help=words, description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parts = sync.add_subparsers(metavar="COMMAND", required=True)
    status = parts.add_parser("status", help="what waits, the last exchange, what stopped it")
    status.set_defaults(run=lambda arguments: in_words(_status, arguments))
    _add(parts, "export", _export, "write what the center does not have yet")
    _add(parts, "import", _import, "take the center's answer in")


def _add(parts: Any, name: str, run: Any, words: str) -> None:
    parser = parts.add_parser(name, help=words, description=words)
    parser.add_argument("file", type=Path, metavar="FILE", help="on the stick")
    parser.set_defaults(run=lambda arguments: in_words(run, arguments))


def _status(arguments: argparse.Namespace) -> int:
    """Exit code 1 where something keeps facts from going out until a person acts."""
    from app.sync.sync_page import sync_page
    from ui.sync.sync_rows import banner_facts, banner_words

    with opened(arguments) as services:
        page, zone = sync_page(services), services.device.time_zone
    _, sentence, then = banner_words(page)
    say(f"{sentence}. {then}")
    for fact in banner_facts(page, zone):
        say(f"{fact.name}: {fact.value}, {fact.detail}")
    for each in page.workstations:
        say(f"{each.chain.workstation}: {counted(each.facts, 'fact', 'facts')} here")
    return 1 if page.standing.status.stopped is not None or page.standing.start_again else 0


def _export(arguments: argparse.Namespace) -> int:
    from app.sync.bundle.export_bundle import export_bundle
    from app.sync.bundle.types import ExportBundle

    with opened(arguments) as services:
        exported = export_bundle(services, ExportBundle(arguments.file))
    facts = counted(exported.facts, "fact", "facts")
    say(f"Bundle {exported.number} with {facts} stands in {exported.file}. Bring it to the center.")
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
        say(f"The center does not have {waiting} of this workstation yet: write another bundle.")
    if not imported.complete:
        say("The answer was full. Write another bundle; its answer brings the rest.")
    return 0
