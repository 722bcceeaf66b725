"""`civic-counter central …`: what whoever administers the city's PostgreSQL does with it.

central init DSN             make the center, or bring it to this program's schema
central enrol OFFICE [CODE]  a code with which a workstation comes in, once, within ten minutes
central status               who is enrolled, what came when, what to look at
central revoke CODE          put a workstation out
central audit                verify every chain and all that is derived of it
central import DIR           load the city's CSV set, from where every workstation has it
central bundle FILE          take what a workstation wrote on a stick, write the answer
central bundle-keys          make new keys for bundles

Where the center is: --dsn, else the environment's CIVIC_COUNTER_CENTRAL. A password belongs in PostgreSQL's password
file (~/.pgpass), not in the DSN: others on this machine see command lines.
"""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui.command_speech import counted, in_words, say, say_imported, shown_progress

if TYPE_CHECKING:
    from app.sync.bundle.types import Taken
    from app.sync.central.status import CentralStatus, WorkstationStatus

DSN_VARIABLE = "CIVIC_COUNTER_CENTRAL"
STALLED_SECONDS = 60
RISKS = {
    "unencrypted": "It listens beyond its own machine without TLS: set ssl = on before a workstation connects.",
    "weak_passwords": "Set password_encryption = scram-sha-256: what it stores of new passwords is weak.",
    "not_durable": "fsync, synchronous_commit or full_page_writes is off: a power cut loses facts.",
}


def add_commands(commands: Any) -> None:
    """Declares `central` with its own commands."""
    words = "administer the city's central PostgreSQL"
    central = commands.add_parser(
        "central", help=words, description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parts = central.add_subparsers(metavar="COMMAND", required=True)
    init = _add(parts, "init", _init, "make the center, or bring it to this program's schema")
    init.add_argument("dsn", metavar="DSN", help="such as 'host=db.city.gov dbname=civic user=admin'")
    enrol = _add_with_dsn(parts, "enrol", _enrol, "make a code with which a workstation comes in")
    enrol.add_argument("office", metavar="OFFICE", help="its office's short name, such as main")
    enrol.add_argument("code", metavar="CODE", nargs="?", help="the workstation's code, such as A2; else its own")
    words = "for the workstation at the safe: send it all that its office ever recorded, not the policy's days"
    enrol.add_argument("--whole", action="store_true", help=words)
    _add_with_dsn(parts, "status", _status, "who is enrolled, what came when, what to look at")
    revoke = _add_with_dsn(parts, "revoke", _revoke, "put a workstation out and end its sessions")
    revoke.add_argument("code", metavar="CODE", help="the workstation's code, such as A2")
    bundle = _add_with_dsn(parts, "bundle", _bundle, "take a workstation's bundle from a stick and write the answer")
    bundle.add_argument("file", type=Path, metavar="FILE", help="what the workstation wrote")
    bundle.add_argument("--answer", type=Path, required=True, metavar="FILE", help="where the answer is written")
    words = "make new keys for bundles; workstations take them with their next exchange"
    _add_with_dsn(parts, "bundle-keys", _bundle_keys, words)
    _add_with_dsn(parts, "audit", _audit, "verify every chain, its signatures, heads and sums")
    load = _add_with_dsn(parts, "import", _import, "load the city's CSV set, for every workstation")
    load.add_argument("csv_set", type=Path, metavar="DIR", help="folder of the set (docs/reference-data.md)")


def _add(parts: Any, name: str, run: Any, words: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = parts.add_parser(name, help=words, description=words)
    parser.set_defaults(run=lambda arguments: in_words(run, arguments))
    return parser


def _add_with_dsn(parts: Any, name: str, run: Any, words: str) -> argparse.ArgumentParser:
    parser = _add(parts, name, run, words)
    parser.add_argument("--dsn", metavar="DSN", help=f"where the center is (default: {DSN_VARIABLE})")
    return parser


def _dsn(arguments: argparse.Namespace) -> str:
    from app.day.state import Mistake

    dsn = arguments.dsn or os.environ.get(DSN_VARIABLE)
    if not dsn:
        raise Mistake(f"Say where the center is: --dsn, or the environment's {DSN_VARIABLE}.")
    return str(dsn)


def _init(arguments: argparse.Namespace) -> int:
    from app.sync.central.init import init

    made = init(arguments.dsn)
    if made.before == made.now:
        say(f"The center is at schema {made.now} already; its functions and rights are made anew.")
    elif made.before:
        say(f"The center is brought from schema {made.before} to {made.now}.")
    else:
        say(f"The database is a center now, schema {made.now}. Next: central enrol OFFICE")
    return 0


def _enrol(arguments: argparse.Namespace) -> int:
    from app.clock import SystemClock
    from app.ids import SystemIds
    from app.sync.central.enrol import VALID_MINUTES, WHOLE_DAYS, make_enrolment, office_days_now

    days = WHOLE_DAYS if arguments.whole else office_days_now(SystemClock())
    made = make_enrolment(_dsn(arguments), arguments.office, arguments.code, SystemIds(), office_days=days)
    say(made.code.text)
    whom = f"workstation {arguments.code}" if arguments.code else "one workstation"
    say(f"Type it at {whom} of {arguments.office}. It works once, for {VALID_MINUTES} minutes.", sys.stderr)
    return 0


def _revoke(arguments: argparse.Namespace) -> int:
    from app.sync.central.revoke import revoke

    revoked = revoke(_dsn(arguments), arguments.code)
    ended = counted(revoked.sessions, "session was", "sessions were")
    say(f"{revoked.workstation} is out: it cannot log in, its leases are burnt, {ended} ended. Its facts stay.")
    return 0


def _audit(arguments: argparse.Namespace) -> int:
    from app.sync.central.audit import audit

    with shown_progress() as tell:
        audited = audit(_dsn(arguments), lambda done, total: tell("verify", done, total))
    for found in audited.findings:
        place = f"{found.workstation}-{found.generation}-{found.sequence}"
        say(f"{place}: {found.fault.value.replace('_', ' ')}", sys.stderr)
    chains = counted(audited.chains, "chain", "chains")
    if audited.findings:
        say(f"Something is wrong in {len(audited.findings)} of {chains}. Keep the database as it is; call support.")
        return 1
    say(f"Everything holds: {audited.facts:,} facts in {chains}.")
    return 0


def _import(arguments: argparse.Namespace) -> int:
    from app.accounts.import_reference import make_way
    from app.sync.central.import_reference import import_reference

    make_way()
    with shown_progress() as tell:
        result = import_reference(_dsn(arguments), arguments.csv_set, lambda at: tell(at.step, at.done, at.total))
    say_imported(result)
    return 0


def _bundle(arguments: argparse.Namespace) -> int:
    from app.clock import SystemClock
    from app.sync.bundle.types import TakeBundle
    from app.sync.central.take_bundle import take_bundle

    taken = take_bundle(_dsn(arguments), TakeBundle(arguments.file, arguments.answer), SystemClock())
    say(f"Bundle {taken.number} of {taken.workstation}: {_of_its_facts(taken)}.")
    back = f"{counted(taken.facts_back, 'fact', 'facts')} and {counted(taken.activity_back, 'posting', 'postings')}"
    say(f"The answer stands in {taken.answer}, with {back} for {taken.workstation}. Bring it back there.")
    if not taken.complete:
        say("It is full. Once it is taken in there, the workstation's next bundle brings the rest.")
    return 0


def _bundle_keys(arguments: argparse.Namespace) -> int:
    from app.ids import SystemIds
    from app.sync.central.bundle_keys import renew_keys

    older = renew_keys(_dsn(arguments), SystemIds()) - 1
    say("New keys stand. Each workstation takes them with its next exchange over the network.")
    say(f"{counted(older, 'older pair goes', 'older pairs go')} on opening bundles: laptops on sticks need it.")
    return 0


def _of_its_facts(taken: "Taken") -> str:
    from app.sync.protocol import PushStatus

    if taken.status is PushStatus.GAP:
        return "facts before these are missing here; the workstation's next bundle brings them all"
    if not taken.facts:
        return "it brought no new facts"
    return f"{counted(taken.facts_new, 'fact is', 'facts are')} new of {taken.facts:,}"


def _status(arguments: argparse.Namespace) -> int:
    from app.sync.central.status import central_status

    status = central_status(_dsn(arguments))
    workstations = counted(len(status.workstations), "workstation", "workstations")
    say(f"Schema {status.revision}, {workstations}, epoch {status.epoch:x}")
    if status.workstations:
        say(f"{'code':<8}{'office':<18}{'facts':>12}  {'last push':<18}{'last hello':<18}state")
    for workstation in status.workstations:
        say(_line(workstation))
    for sentence in _to_look_at(status):
        say(sentence)
    return 0


def _line(w: "WorkstationStatus") -> str:
    pushed, seen = (f"{at:%Y-%m-%d %H:%M}" if at else "never" for at in (w.pushed_at, w.seen_at))
    state = f"revoked {w.revoked_at:%Y-%m-%d}" if w.revoked_at else "connected" if w.sessions else "away"
    name = f"{w.workstation}-{w.generation}"
    return f"{name:<8}{w.office:<18}{w.facts:>12,}  {pushed:<18}{seen:<18}{state}"


def _to_look_at(status: "CentralStatus") -> list[str]:
    found = []
    if status.exceptions:
        found.append(f"{counted(status.exceptions, 'exception stands', 'exceptions stand')} in counter.exception:")
        for odd in status.newest_exceptions:
            place = f"{odd.workstation}-{odd.generation}-{odd.sequence}"
            found.append(f"  {place}: {odd.kind.replace('_', ' ')} ({odd.detail})")
    if status.open_enrolments:
        found.append(f"{counted(status.open_enrolments, 'enrolment code is', 'enrolment codes are')} still open.")
    if status.stalled_seconds > STALLED_SECONDS:
        found.append(f"A transaction of {status.stalled_seconds:,.0f} s keeps the feed waiting: see pg_stat_activity.")
    return found + [RISKS[risk] for risk in status.risks]
