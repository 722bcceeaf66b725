"""Proves that conftest.py catches what it is there to catch, by running pytest on small tests that misbehave."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

MISBEHAVING = {
    "logs_a_warning": "import logging\ndef test(): logging.getLogger('till').warning('drawer stuck')",
    "expects_in_vain": "def test(expect_log): expect_log('never')",
    "logs_on_the_way_out": (
        "import logging, pytest\n@pytest.fixture\ndef till():\n    yield\n    logging.warning('left open')\n"
        "def test(till): pass"
    ),
    "connects_out": "import socket\ndef test(): socket.create_connection(('192.0.2.1', 80), 0.1)",
    "looks_a_name_up": "import socket\ndef test(): socket.getaddrinfo('example.org', 80)",
    "listens_to_all": "import socket\ndef test():\n    with socket.socket() as s: s.bind(('', 0))",
    "swallows_the_refusal": (
        "import contextlib, socket\ndef test():\n    with contextlib.suppress(BaseException):\n"
        "        socket.gethostbyname('example.org')"
    ),
    "warns": "import warnings\ndef test(): warnings.warn('old', DeprecationWarning)",
    "speaks_through_qt": "from PySide6.QtCore import qWarning\ndef test(): qWarning('no such slot')",
    "dies_in_a_thread": "import threading\ndef test(): t = threading.Thread(target=lambda: 1 / 0); t.start(); t.join()",
    "leaves_a_file_open": "import gc\ndef test(tmp_path):\n    open(tmp_path / 'x', 'w'); gc.collect()",
}
BEHAVING = {
    "announces_its_log": (
        "import logging\ndef test(expect_log):\n    expect_log('drawer .*')\n    logging.warning('drawer stuck')\n"
        "    logging.getLogger('till').error('drawer really stuck')"
    ),
    "stays_at_home": (
        "import socket\ndef test():\n    with socket.create_server(('127.0.0.1', 0)) as s:\n"
        "        socket.create_connection(s.getsockname()).close()"
    ),
    "finds_an_empty_home": "from pathlib import Path\ndef test(): assert 'civic-counter-tests' in str(Path.home())",
    "knows_its_time_zone": "import time\ndef test(): assert time.tzname == ('PST', 'PDT')",
}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The outcome of each small test by its name: "PASSED", "FAILED" or "ERROR", from one run of pytest."""
    folder = tmp_path_factory.mktemp("guards")
    for name, source in (MISBEHAVING | BEHAVING).items():
        (folder / f"test_{name}.py").write_text(source, encoding="utf-8")
    (folder / "conftest.py").write_text((ROOT / "tests/conftest.py").read_text("utf-8"), encoding="utf-8")
    (folder / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text("utf-8"), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-rA", "--tb=no", "-p", "no:cacheprovider", "."],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    found: dict[str, str] = {}
    for line in run.stdout.splitlines():
        outcome, _, rest = line.partition(" test_")
        if outcome in ("PASSED", "FAILED", "ERROR"):
            name = rest.partition(".py::")[0]
            found[name] = "PASSED" if outcome == "PASSED" and found.get(name, "PASSED") == "PASSED" else outcome
    return found


@pytest.mark.parametrize("name", MISBEHAVING)
def test_misbehaviour_fails(outcomes: dict[str, str], name: str) -> None:
    assert outcomes[name] in ("FAILED", "ERROR")


@pytest.mark.parametrize("name", BEHAVING)
def test_good_behaviour_passes(outcomes: dict[str, str], name: str) -> None:
    assert outcomes[name] == "PASSED"
