"""A process that may open no more files: a payment is taken or refused in words, and what was acknowledged stands."""

import sys
from pathlib import Path

import pytest

from app.store.database import StoreFailure
from tests.faults.starved_till import starve

WITHOUT_FILES = """
open_files = len(os.listdir("/proc/self/fd"))
_, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (open_files - 1, hard))
take(5)
resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks /proc how many files are open")
@pytest.mark.parametrize("files", ["open", "reopen"])
def test_no_more_files_may_be_opened(tmp_path: Path, files: str) -> None:
    acknowledged, failures = starve(tmp_path / "data", WITHOUT_FILES, files)
    assert acknowledged >= 5 and acknowledged + len(failures) == 10
    assert set(failures) <= {StoreFailure.FOLDER_READ_ONLY, StoreFailure.DISK_ERROR}
