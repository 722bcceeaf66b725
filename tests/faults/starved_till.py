"""A till in a process of its own that is given no more of something for a while: files it may open, memory.

It takes three payments, more while it is starved, two when it no longer is. Each is acknowledged or refused in words.
"""

import json
import subprocess
import sys
from pathlib import Path

from tests.faults.nursery import ROOT, Said, judge, set_up_till

_BEFORE = """
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
outcomes = [None] * 20
turn = 0

def take(times):  # asks for no memory itself: whoever starves could fail in the harness as well as in the till
    global turn
    after = turn + times
    while turn < after:
        try:
            outcomes[turn] = pay(counter).receipt
        except Unavailable as failure:
            outcomes[turn] = failure.code
        except MemoryError:
            outcomes[turn] = "MemoryError"
        turn += 1

take(3)
if sys.argv[2] == "reopen":
    services.writer.dispose()
    services.reader.dispose()
"""
_AFTER = """
take(2)
taken = [each for each in outcomes[:turn] if not isinstance(each, str)]
failures = [each for each in outcomes[:turn] if isinstance(each, str)]
print(json.dumps({"acknowledged": {each.fact_id: each.number for each in taken}, "failures": failures}))
"""


def starve(folder: Path, how: str, files: str) -> tuple[int, list[str]]:
    """How many payments were acknowledged, and what the others were refused for. What was acknowledged stands.

    `how`: the code that takes payments while something is lacking; `files`: "open" or "reopen", whether the databases
    stay open meanwhile.
    """
    set_up_till(folder)
    command = [sys.executable, "-c", _BEFORE + how + _AFTER, str(folder), files]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    said = json.loads(ended.stdout)
    judge(folder, Said(said["acknowledged"], list(said["acknowledged"])), thorough=True)
    return len(said["acknowledged"]), said["failures"]
