"""A process that gets no more memory: a payment is taken or refused in words, and what was acknowledged stands."""

import sys
from pathlib import Path

import pytest

from app.store.database import StoreFailure
from tests.faults.starved_till import starve

WITHOUT_MEMORY = """
hoard = [[], [], [], []]

def fill(pieces, size):
    try:
        while True:
            pieces.append(bytearray(size))
    except MemoryError:
        pass

_, hard = resource.getrlimit(resource.RLIMIT_AS)
used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + 4_000_000, hard))
fill(hoard[0], 1 << 20)
fill(hoard[1], 1 << 16)
fill(hoard[2], 1 << 12)
fill(hoard[3], 600)
take(6)
del hoard
resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks /proc how much memory is taken")
@pytest.mark.parametrize("files", ["open", "reopen"])
def test_no_more_memory_is_given(tmp_path: Path, files: str) -> None:
    acknowledged, failures = starve(tmp_path / "data", WITHOUT_MEMORY, files)
    assert acknowledged >= 5 and acknowledged + len(failures) == 11
    assert failures and set(failures) <= {StoreFailure.OUT_OF_MEMORY, "MemoryError"}  # the window says both alike
