"""A process that may open no more files: a payment is taken or refused in words, and what was acknowledged stands."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.store.database import StoreFailure
from tests.faults.nursery import ROOT, Said, judge, set_up_till

TILL_WITHOUT_FILES = """
import json, os, resource, sys
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

take(3)
if sys.argv[2] == "reopen":
    services.writer.dispose()
    services.reader.dispose()
open_files = len(os.listdir("/proc/self/fd"))
_, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (open_files - 1, hard))
take(5)
resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
take(2)
print(json.dumps(said))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks /proc how many files are open")
@pytest.mark.parametrize("files", ["open", "reopen"])
def test_no_more_files_may_be_opened(tmp_path: Path, files: str) -> None:
    folder = tmp_path / "data"
    set_up_till(folder)
    command = [sys.executable, "-c", TILL_WITHOUT_FILES, str(folder), files]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    said = json.loads(ended.stdout)
    assert len(said["acknowledged"]) >= 5
    assert set(said["failures"]) <= {StoreFailure.FOLDER_READ_ONLY, StoreFailure.DISK_ERROR}
    assert len(said["acknowledged"]) + len(said["failures"]) == 10
    judge(folder, Said(said["acknowledged"], list(said["acknowledged"])), thorough=True)
