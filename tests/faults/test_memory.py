"""A process that gets no more memory: a payment is taken or refused in words, and what was acknowledged stands."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.store.database import StoreFailure
from tests.faults.nursery import ROOT, Said, judge, set_up_till

TILL_WITHOUT_MEMORY = """
import json, resource, sys
from pathlib import Path
from app.bootstrap import open_services
from app.drawers.queries import open_shift
from app.errors import Unavailable
from tests.factories.counter import CASHIER, Counter
from tests.factories.payments import pay
from tests.faults.till import file_edges

folder = Path(sys.argv[1])
services = open_services(folder, file_edges(folder))
with services.read_journal() as connection:
    counter = Counter(services, CASHIER, open_shift(connection, "A2"))
said = {"acknowledged": {}, "failures": []}

def take(times):
    for _ in range(times):
        try:
            receipt = pay(counter).receipt
            said["acknowledged"][receipt.fact_id] = receipt.number
        except Unavailable as failure:
            said["failures"].append(failure.code.value)
        except MemoryError:
            said["failures"].append("out_of_memory")

def fill(piece):
    hoard = []
    try:
        while True:
            hoard.append(bytearray(piece))
    except MemoryError:
        return hoard

take(3)
if sys.argv[2] == "reopen":
    services.writer.dispose()
    services.reader.dispose()
_, hard = resource.getrlimit(resource.RLIMIT_AS)
used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + 4_000_000, hard))
hoard = [fill(piece) for piece in (1 << 20, 1 << 16, 1 << 12, 600)]
take(6)
del hoard
resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
take(2)
print(json.dumps(said))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks /proc how much memory is taken")
@pytest.mark.parametrize("files", ["open", "reopen"])
def test_no_more_memory_is_given(tmp_path: Path, files: str) -> None:
    folder = tmp_path / "data"
    set_up_till(folder)
    command = [sys.executable, "-c", TILL_WITHOUT_MEMORY, str(folder), files]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    said = json.loads(ended.stdout)
    assert len(said["acknowledged"]) >= 5 and len(said["acknowledged"]) + len(said["failures"]) == 11
    assert set(said["failures"]) == {StoreFailure.OUT_OF_MEMORY}
    judge(folder, Said(said["acknowledged"], list(said["acknowledged"])), thorough=True)
