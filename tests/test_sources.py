"""Rules of the house that no linter knows, read from the syntax trees: threads, clocks, broad excepts, checks left out.

Threads start only in `app/lanes.py`; the wall clock is read only in `app/clock.py`; identities are made only in
`app/ids.py`. So a test or the simulator owns time, order and identity completely.
"""

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_layout import ROOT, sources, tree

THREAD_MAKERS = {
    *("Thread", "Timer", "ThreadPoolExecutor", "ProcessPoolExecutor", "ThreadPool", "start_new_thread"),
    *("QThread", "QThreadPool", "QRunnable"),
}
CLOCKS = {
    *("time.time", "time.time_ns", "time.localtime", "time.gmtime", "time.strftime", "time.ctime"),
    *("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "datetime.datetime.now"),
    *("datetime.date.today", "QDate.currentDate", "QTime.currentTime", "QDateTime.currentDateTime"),
    *("QDateTime.currentDateTimeUtc", "QDateTime.currentMSecsSinceEpoch", "QDateTime.currentSecsSinceEpoch"),
}
IDENTITY_MODULES = {"uuid", "uuid_utils"}
SLOW_IMPORTS = {"escpos", "reportlab", "alembic", "segno", "phonenumbers", "rapidfuzz", "keyring", "psycopg"}
SWITCHED_OFF = re.compile(r"#\s*(type:\s*ignore|noqa)(?P<rest>.*)")
WITH_CODE_AND_REASON = re.compile(r"(\[[\w, -]+\]|:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*)\s*\W+\s*\w+")


def program() -> list[Path]:
    """The sources of the program itself."""
    return [path for path in sources() if path.parts[0] in ("app", "ui", "printing", "resources")]


def dotted(node: ast.expr) -> str:
    """`time.time` for the expression of that form, "" for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        start = dotted(node.value)
        return f"{start}.{node.attr}" if start else node.attr
    return ""


def calls_and_bases(path: Path) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything that is called or inherited from."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield node.lineno, dotted(node.func)
        elif isinstance(node, ast.ClassDef):
            yield from ((node.lineno, dotted(base)) for base in node.bases)


def imported(path: Path) -> Iterator[tuple[int, str, str]]:
    """Line, module and name of every import; the name is "" where the module itself is imported."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, node.module or "", alias.name) for alias in node.names)


def test_threads_start_only_in_lanes() -> None:
    found = [
        f"{path}:{line} {name}"
        for path in program()
        if path != Path("app/lanes.py")
        for line, name in calls_and_bases(path)
        if name.split(".")[-1] in THREAD_MAKERS or name.startswith("QThreadPool.")
    ]
    assert found == []


def test_wall_clock_is_read_only_in_clock() -> None:
    found = [
        f"{path}:{line} {name}"
        for path in program()
        if path != Path("app/clock.py")
        for line, name in [
            *((line, name) for line, name in calls_and_bases(path) if name in CLOCKS),
            *((line, f"{module}.{name}") for line, module, name in imported(path) if f"{module}.{name}" in CLOCKS),
        ]
    ]
    assert found == []


def test_identities_are_made_only_in_ids() -> None:
    found = [
        f"{path}:{line} {module}"
        for path in program()
        if path != Path("app/ids.py")
        for line, module, _ in imported(path)
        if module.split(".")[0] in IDENTITY_MODULES
    ]
    assert found == []


def test_nothing_catches_everything() -> None:
    """But for the lanes, which hand on whatever happened in a thread to whoever waits for it."""
    found = [
        f"{path}:{node.lineno}"
        for path in sources()
        if path != Path("app/lanes.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or dotted(node.type) in ("Exception", "BaseException"))
        and not isinstance(node.body[-1], ast.Raise)
    ]
    assert found == []


def test_checks_are_raised_not_asserted() -> None:
    found = [
        f"{path}:{node.lineno}" for path in program() for node in ast.walk(tree(path)) if isinstance(node, ast.Assert)
    ]
    assert found == []


def test_our_own_code_is_not_mocked() -> None:
    """A fake is a small class with state; the database inside is the real one."""
    found = [
        f"{path}:{line} {module}"
        for path in sources()
        for line, module, name in imported(path)
        if module.startswith("unittest.mock") or (module == "unittest" and name == "mock")
    ]
    assert found == []


def test_a_check_is_switched_off_only_with_its_code_and_a_reason() -> None:
    found = [
        f"{path}:{number} {off[0]}"
        for path in sources()
        for number, line in enumerate((ROOT / path).read_text("utf-8").splitlines(), 1)
        if (off := SWITCHED_OFF.search(line)) and not WITH_CODE_AND_REASON.match(off["rest"])
    ]
    assert [row for row in found if not row.startswith("tests/test_sources.py")] == []


def test_nothing_is_worded_twice() -> None:
    """Of two equal keys in one dictionary the first is lost without a sound; linters see that of constants only."""
    twice = [
        f"{path}:{node.lineno} {key}"
        for path in sources()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Dict)
        for key, times in Counter(ast.unparse(key) for key in node.keys if key is not None).items()
        if times > 1
    ]
    assert twice == []


@pytest.mark.skipif(not (ROOT / "ui/main.py").exists(), reason="the program has no entry yet")
def test_the_window_starts_without_slow_imports() -> None:
    script = f"import sys, ui.main; print(*sorted({SLOW_IMPORTS} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.split() == []
