"""kill −9 while a set is loaded: the file in force is the old one or the new one, whole, and the next load succeeds."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from app.accounts.demo_city.city import write_demo_city
from app.accounts.demo_city.options import DemoOptions
from app.accounts.import_reference import import_reference
from app.store.reference import ReferenceFiles
from tests.factories.city import KEY, SMALL_DISK, TODAY
from tests.fakes.clock import FakeClock

ROOT = Path(__file__).parents[2]
CYCLES = 12
LOADER = """
import sys
from pathlib import Path
from app.accounts.import_reference import import_reference
from tests.factories.city import KEY, SMALL_DISK
from tests.fakes.clock import FakeClock
print("ready", flush=True)
sys.stdin.readline()
import_reference(Path(sys.argv[1]), Path(sys.argv[2]), KEY, clock=FakeClock(), settings=SMALL_DISK)
print("loaded", flush=True)
"""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kill -9 is of POSIX")


def _loads(data_dir: Path) -> int:
    """Accounts in force, after asking whether the whole file is sound."""
    files = ReferenceFiles(data_dir, KEY)
    with files.read() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert connection.exec_driver_sql("SELECT count(*) FROM load").scalar() == 1
        found = connection.exec_driver_sql("SELECT count(*) FROM account").scalar_one()
    files.close()
    return int(found)


def _kill_while_loading(source: Path, data_dir: Path, after_s: float) -> bool:
    """Starts a load and kills it; whether it had said that it was done."""
    process = subprocess.Popen(
        [sys.executable, "-c", LOADER, str(source), str(data_dir)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin and process.stdout
    assert process.stdout.readline() == "ready\n"
    process.stdin.write("go\n")
    process.stdin.flush()
    time.sleep(after_s)
    process.send_signal(signal.SIGKILL)
    said = process.stdout.read()
    process.wait()
    process.stdin.close()
    process.stdout.close()
    return said == "loaded\n"


def test_a_killed_load_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    data_dir.mkdir()
    sources = []
    for n, accounts in enumerate((200, 300)):
        sources.append(tmp_path / f"set-{n}")
        write_demo_city(sources[-1], DemoOptions(today=TODAY, accounts=accounts, months=6))
    import_reference(sources[0], data_dir, KEY, clock=FakeClock(), settings=SMALL_DISK)
    before, random = 200, Random(1)
    for _ in range(CYCLES):
        target = 300 if before == 200 else 200
        done = _kill_while_loading(sources[target == 300], data_dir, 0.3 * random.random())
        found = _loads(data_dir)
        assert found == target if done else found in (200, 300)
        before = found
    import_reference(sources[before == 200], data_dir, KEY, clock=FakeClock(), settings=SMALL_DISK)
    assert _loads(data_dir) == (300 if before == 200 else 200)
    assert len(list(data_dir.glob("reference-*"))) == 2, "the one in force and the one before it"
