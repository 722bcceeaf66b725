"""Full and failing disks: refused before a payment, nothing half done, and the truth after a write that failed.

A full disk is a small tmpfs where the tests run as root, else a limit on file sizes (RLIMIT_FSIZE), which makes SQLite
see a write error instead: both in processes of their own. An fsync that fails is `tests/app/journal/test_append.py`.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import Unavailable
from app.safekeeping.recovery_sheet import issue_recovery_code
from app.safekeeping.second_copy import choose_second_copy, second_copy_status
from app.store.database import StoreFailure
from app.store.second_copy import CopyFailure, CopyReader
from app.store.unit_of_work import FREE_BYTES_MIN
from tests.factories.counter import CASHIER, open_counter
from tests.factories.payments import pay
from tests.faults.nursery import ROOT, Said, judge, set_up_till
from tests.faults.small_disk import fill
from tests.faults.till import file_edges

MEBIBYTE = 1 << 20

TILL_UNDER_LIMIT = """
import json, resource, signal, sys
from pathlib import Path
from app.bootstrap import open_services
from app.drawers.queries import open_shift
from app.errors import Unavailable
from tests.factories.counter import CASHIER, Counter
from tests.factories.payments import pay
from tests.faults.till import file_edges

folder, limit = Path(sys.argv[1]), int(sys.argv[2])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
services = open_services(folder, file_edges(folder))
with services.read_journal() as connection:
    counter = Counter(services, CASHIER, open_shift(connection, "A2"))
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
said = {"acknowledged": {}, "failures": []}
for _ in range(200):
    try:
        receipt = pay(counter).receipt
        said["acknowledged"][receipt.fact_id] = receipt.number
    except Unavailable as failure:
        said["failures"].append(failure.code.value)
        if len(said["failures"]) == 3:
            break
print(json.dumps(said))
"""


def test_a_full_disk_refuses_before_the_payment_and_lets_the_program_start(small_disk: Path) -> None:
    folder = small_disk / "data"
    counter = open_counter(folder, edges=file_edges(folder))
    first = pay(counter).receipt
    filler = fill(small_disk, FREE_BYTES_MIN // 2)
    with pytest.raises(Unavailable) as failure:
        pay(counter)
    assert failure.value.code is StoreFailure.DISK_FULL
    counter.services.close()
    judge(folder, Said({first.fact_id: first.number}, [first.fact_id]), repeat=False)
    filler.unlink()
    judge(folder, Said({first.fact_id: first.number}, [first.fact_id]))


def test_a_full_stick_is_said_and_caught_up_when_there_is_room(small_disk: Path, tmp_path: Path) -> None:
    counter = open_counter(tmp_path / "data")
    services = counter.services
    issue_recovery_code(services, CASHIER)
    filler = fill(small_disk, 16 * 1024)
    choose_second_copy(services, CASHIER, small_disk)
    for _ in range(30):
        pay(counter)
    services.second_copy.work()
    assert second_copy_status(services).failure is CopyFailure.DISK_FULL
    pay(counter)
    filler.unlink()
    services.second_copy.work()
    assert second_copy_status(services).waiting == 0
    (folder,) = small_disk.glob("civic-counter-*")
    assert [frame.position for frame in CopyReader(folder, services.key).frames()] == list(range(1, 34))
    services.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no limits on file sizes here")
def test_a_write_that_fails_is_said_and_what_was_acknowledged_stands(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    set_up_till(folder)
    limit = (folder / "journal.db").stat().st_size + MEBIBYTE // 4
    command = [sys.executable, "-c", TILL_UNDER_LIMIT, str(folder), str(limit)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    said = json.loads(ended.stdout)
    assert said["acknowledged"]
    assert set(said["failures"]) <= {StoreFailure.DISK_ERROR, StoreFailure.DISK_FULL}
    assert len(said["failures"]) == 3
    judge(folder, Said(said["acknowledged"], list(said["acknowledged"])), thorough=True)
