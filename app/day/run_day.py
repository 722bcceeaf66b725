"""`civic-counter run DAY.jsonl --out DIR`: drives the service layer through a day of commands, writes what came of it.

One JSON object a line; `do` names the command, amounts are texts such as "157.43". The day runs on a new workstation in
a temporary folder, with a clock that the commands set (`at`) and counted ids, so that a day gives the same files each
time. Written: facts, postings, balances, drawers, receipts, answers and refusals as JSON. Format: docs/run-day.md.
"""

import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from app.bootstrap import Edges, set_up
from app.day import (
    account_commands,
    approval_commands,
    close_commands,
    movement_commands,
    office_commands,
    report_commands,
    safe_commands,
    sale_commands,
    tape_commands,
    undo_commands,
)
from app.day.results import results
from app.day.state import Day, DayClock, DayIds, DayPolicies, Mistake, read_instant
from app.demo import COUNTER_A2
from app.errors import Refused, Unavailable
from app.store.keys import KeyFile

LINE_CHARACTERS_MAX = 64 * 1024 * 1024

COMMANDS: dict[str, Callable[[Day, dict[str, Any]], Any]] = {
    **office_commands.COMMANDS,
    **sale_commands.COMMANDS,
    **movement_commands.COMMANDS,
    **close_commands.COMMANDS,
    **approval_commands.COMMANDS,
    **safe_commands.COMMANDS,
    **undo_commands.COMMANDS,
    **report_commands.COMMANDS,
    **tape_commands.COMMANDS,
    **account_commands.COMMANDS,
}


def run_day(path: Path, out: Path) -> int:
    """Runs the file and writes the results into `out`; gives how many commands were refused.

    Raises Mistake for a line that is no command, naming the line; then nothing is written.
    """
    clock, policies = DayClock(), DayPolicies()
    with tempfile.TemporaryDirectory(prefix="civic-counter-day-") as folder:
        data = Path(folder) / "data"
        data.mkdir()
        services = set_up(data, COUNTER_A2, Edges(clock, DayIds(), policies, KeyFile(data)))
        try:
            day = Day(path.parent, services, clock, policies)
            for number, entry in _entries(path):
                _run(day, number, entry)
            found = results(day)
        finally:
            services.close()
    out.mkdir(parents=True, exist_ok=True)
    for name, content in found.items():
        plain = msgspec.to_builtins(content, str_keys=True)  # a place in the chain is a key too
        written = msgspec.json.format(msgspec.json.encode(plain, order="deterministic"), indent=1)
        (out / f"{name}.json").write_bytes(written + b"\n")
    return len(day.refusals)


def _entries(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(iter(lambda: lines.readline(LINE_CHARACTERS_MAX), ""), 1):
                if line.strip() and not line.lstrip().startswith("#"):
                    yield number, _read_line(number, line)
    except OSError as error:
        raise Mistake(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise Mistake(f"{path} is not written in UTF-8") from error


def _read_line(number: int, line: str) -> dict[str, Any]:
    try:
        entry = json.loads(line, object_pairs_hook=_each_once)
        if "\\u" in line:
            json.dumps(entry, ensure_ascii=False).encode()  # half a surrogate pair is no text
    except (ValueError, RecursionError) as error:
        raise Mistake(f"line {number} is not a JSON object: {error}") from error
    if not isinstance(entry, dict):
        raise Mistake(f"line {number} is not a JSON object")
    return entry


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a field stands twice in one object")
    return found


def _run(day: Day, number: int, entry: dict[str, Any]) -> None:
    command = COMMANDS.get(str(entry.get("do")))
    if command is None:
        raise Mistake(f"line {number}: `do` is one of {', '.join(sorted(COMMANDS))}")
    said = {"line": number, "do": entry["do"]}
    try:
        if "at" in entry:
            day.clock.at_us = read_instant(str(entry["at"]), "at")
        day.answers.append(said | {"answer": command(day, entry)})
    except (Refused, Unavailable) as refusal:
        code = f"{type(refusal.code).__name__}.{refusal.code.name}"
        day.refusals.append(said | {"code": code, "values": refusal.values})
    except Mistake as mistake:
        raise Mistake(f"line {number}: {mistake}") from mistake
