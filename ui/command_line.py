"""The commands that need no window: import, export, check, rebuild, restore, run a day, answer an unlock challenge.

Each says what it did in a sentence, and a refusal in one too. Exit code 0: done; 1: refused, nothing changed; 2: what
was typed is no command.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ui.central import commands as central_commands
from ui.command_speech import in_words, opened, say, say_imported, shown_progress
from ui.data_folder import data_folder
from ui.sync import bundle_commands
from ui.transit import commands as transit_commands

Commands = Any
"""argparse's sub-parsers: it has no public type for them."""


def add_commands(commands: Commands) -> None:
    """Declares every command with its help."""
    _add(commands, "import", _import, "load the city's CSV set", csv_set=("DIR", "folder of the set"))
    export = _add(commands, "export", _export, "write what billing and the general ledger need, as the next batch")
    export.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the batch's folder is made")
    export.add_argument("--repeat", type=int, metavar="N", help="write batch N again, byte for byte the same")
    check = _add(commands, "check", _check, "test the named invariants of the journal")
    check.add_argument("--quick", action="store_true", help="only those that take no time")
    _add(commands, "verify", _verify, "verify every chain: hashes, signatures, density")
    _add(commands, "rebuild", _rebuild, "make the read tables anew from the facts")
    restore = _add(commands, "restore", _restore, "bring a workstation back from its second copy")
    restore.add_argument("copy", type=Path, metavar="COPY", help="folder of the second copy")
    restore.add_argument("--salvage", action="store_true", help="restore what stands before a damaged part")
    run = _add(
        commands, "run", _run_day, "run a day of commands and write what came of it", day=("DAY.jsonl", "the day")
    )
    run.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the results are written")
    city = _add(commands, "demo-city", _demo_city, "write the CSV set of a demo city", folder=("DIR", "empty folder"))
    city.add_argument("--accounts", type=int, default=5_000, metavar="N", help="up to 1,000,000 (default 5,000)")
    city.add_argument("--seed", type=int, default=1, metavar="N", help="another number, another city")
    answer = _add(commands, "unlock-code", _unlock_code, "answer the challenge of a locked workstation by telephone")
    answer.add_argument("workstation", help="the workstation's code, such as A2")
    answer.add_argument("challenge", help="the code that its window shows")
    central_commands.add_commands(commands)
    bundle_commands.add_commands(commands)
    transit_commands.add_commands(commands)


def _add(
    commands: Commands, name: str, run: Callable[[argparse.Namespace], int], words: str, **places: tuple[str, str]
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words)
    for place, (shown, meaning) in places.items():
        parser.add_argument(place, type=Path, metavar=shown, help=meaning)
    parser.set_defaults(run=lambda arguments: in_words(run, arguments))
    return parser


def _import(arguments: argparse.Namespace) -> int:
    from app.accounts.import_reference import make_way
    from app.bootstrap import load_reference

    make_way()
    with shown_progress() as tell:
        result = load_reference(data_folder(arguments), arguments.csv_set, lambda at: tell(at.step, at.done, at.total))
    say_imported(result)
    return 0


def _export(arguments: argparse.Namespace) -> int:
    from app.exports import export_batch

    with opened(arguments) as services:
        if arguments.repeat is None:
            batch, folder = export_batch.export(services, arguments.out)
        else:
            batch, folder = export_batch.repeat(services, arguments.repeat, arguments.out)
    say(f"Batch {batch.number}: facts {batch.first_sequence} to {batch.last_sequence} stand in {folder}")
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from app.bootstrap import check

    with opened(arguments) as services, shown_progress() as tell:
        findings = check(services, thorough=not arguments.quick, progress=tell)
    return _report(findings)


def _verify(arguments: argparse.Namespace) -> int:
    from app.bootstrap import verify

    with opened(arguments) as services, shown_progress() as tell:
        findings = verify(services, tell)
    return _report(findings)


def _report(findings: tuple[Any, ...]) -> int:
    for finding in findings:
        say(str(finding), sys.stderr)
    if not findings:
        say("Everything holds.")
        return 0
    count = "1 finding" if len(findings) == 1 else f"{len(findings)} findings"
    say(f"{count}: call support before going on.")
    return 1


def _rebuild(arguments: argparse.Namespace) -> int:
    from app.bootstrap import rebuild_read_tables

    with shown_progress() as tell:
        rebuilt = rebuild_read_tables(data_folder(arguments), progress=tell)
    say(f"The read tables are made anew from {rebuilt.facts:,} facts.")
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    from getpass import getpass

    from app.bootstrap import restore
    from app.safekeeping.restore_workstation import RestoreWorkstation, chosen_set

    chosen_set(arguments.copy)  # a wrong folder is said before anybody types a code
    code = getpass("Recovery code: ") if sys.stdin.isatty() else sys.stdin.readline()
    with shown_progress() as tell:
        command = RestoreWorkstation(arguments.copy, code.strip(), arguments.salvage)
        restored = restore(data_folder(arguments), command, progress=tell)
    say(f"{restored.facts:,} facts of {restored.workstation} are back, as its generation {restored.generation}.")
    return 0


def _run_day(arguments: argparse.Namespace) -> int:
    from app.day.run_day import run_day

    refused = run_day(arguments.day, arguments.out)
    say(f"The day is over, {refused} commands were refused; see {arguments.out}")
    return 0


def _demo_city(arguments: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from app.accounts.demo_city.city import write_demo_city
    from app.accounts.demo_city.options import ACCOUNTS_MAX, DemoOptions
    from app.clock import MICROSECONDS, SystemClock
    from app.day.state import Mistake

    if not 1 <= arguments.accounts <= ACCOUNTS_MAX:
        raise Mistake(f"A demo city has 1 to {ACCOUNTS_MAX:,} accounts. Nothing was written.")
    if arguments.folder.exists() and (not arguments.folder.is_dir() or any(arguments.folder.iterdir())):
        raise Mistake(f"{arguments.folder} is not an empty folder. Name another; nothing was written.")
    today = datetime.fromtimestamp(SystemClock().now_us() / MICROSECONDS, UTC).date()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    with shown_progress() as tell:
        options = DemoOptions(today=today, accounts=arguments.accounts, seed=arguments.seed)
        write_demo_city(arguments.folder, options, lambda done, total: tell("city", done, total))
    say(f"A city of {arguments.accounts:,} accounts stands in {arguments.folder}")
    return 0


def _unlock_code(arguments: argparse.Namespace) -> int:
    from getpass import getpass

    from app.identity.recovery_unlock import unlock_response

    code = getpass("Recovery code of the office: ") if sys.stdin.isatty() else sys.stdin.readline()
    say(unlock_response(code.strip(), arguments.workstation, arguments.challenge))
    return 0
