"""What holds for every test: no screen, no network, nobody's home folder, one time zone, and no unexpected warning.

A log record of WARNING or above, a socket that leaves this machine, a Qt message (pyproject.toml, `qt_log_level_fail`)
or a Python warning (`filterwarnings` there) fails the test it happens in. A test that provokes a log record says so:

    def test_printer_gone(expect_log):
        expect_log(r"printer .* does not answer")

Confusable words: a *finding* is what fails the test; an *expectation* is a pattern that must be met by a log record.
"""

import ipaddress
import logging
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import hypothesis
import pytest

pytest_plugins = ["tests.factories.central"]

TIME_ZONE = "America/Los_Angeles"
LONGEST = ("ui/tour/test_run_tour.py", "ui/test_pages_entry_fields.py", "faults/test_server.py")
"""Begun first: a test of two minutes that comes last leaves a core idle."""
SOURCE_READERS = ("test_layout.py", "test_sources.py", "test_texts.py", "test_help_pages.py", "test_reliability.py")
"""Run last: they keep the tree of every source, and to look for garbage among two million objects takes seconds."""
HOME_VARIABLES = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "run",
}
_home = tempfile.TemporaryDirectory(prefix="civic-counter-tests-", ignore_cleanup_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, those that read every source last, the others as they stand."""

    def turn(item: pytest.Item) -> tuple[bool, bool]:
        path = item.path.as_posix()
        return path.endswith(SOURCE_READERS), not path.endswith(LONGEST)

    items.sort(key=turn)


def _settle_environment() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["TZ"] = TIME_ZONE
    if hasattr(time, "tzset"):
        time.tzset()
    for name, folder in HOME_VARIABLES.items():
        place = Path(_home.name, folder)
        place.mkdir(mode=0o700, exist_ok=True)
        os.environ[name] = str(place)


_settle_environment()  # at import: before Qt, keyring or platformdirs look
hypothesis.settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    print_blob=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.register_profile("explore", hypothesis.settings.get_profile("ci"), derandomize=False)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


class LeftThisMachine(Exception):
    """A test spoke, or listened, beyond the loopback addresses. Not an OSError: code would take that for an outage."""


@dataclass
class Watch:
    """What one test did that it should not; `expected`: the log patterns it announced and how often each was met."""

    findings: list[str] = field(default_factory=list)
    expected: dict[str, int] = field(default_factory=dict)

    def log_record(self, record: logging.LogRecord) -> None:
        """Meets an expectation or becomes a finding."""
        message = record.getMessage()
        for pattern in self.expected:
            if re.search(pattern, message):
                self.expected[pattern] += 1
                return
        self.findings.append(f"{record.levelname} in log {record.name!r}: {message}")


_watch = Watch()


class _WatchingHandler(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        _watch.log_record(record)


def _is_loopback(host: object) -> bool:
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host is None or host == "localhost":
        return True
    try:
        return ipaddress.ip_address(str(host).partition("%")[0]).is_loopback
    except ValueError:
        return False


def _watch_sockets(event: str, arguments: tuple[object, ...]) -> None:
    if not event.startswith("socket."):
        return
    if event in ("socket.connect", "socket.bind", "socket.sendto"):
        address = arguments[1]
        if not isinstance(address, tuple):  # a Unix socket
            return
        host = address[0]
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = arguments[0]
    else:
        return
    if not _is_loopback(host):
        _watch.findings.append(f"{event} beyond this machine: {host!r}")
        raise LeftThisMachine(host)


def pytest_configure() -> None:
    """Starts watching; an audit hook cannot be taken away again, nor can code get around it."""
    sys.addaudithook(_watch_sockets)
    logging.getLogger().addHandler(_WatchingHandler(logging.WARNING))


def _judge(*, and_expectations: bool) -> None:
    findings = list(_watch.findings)
    if and_expectations:
        findings += [f"no log record matched {pattern!r}" for pattern, met in _watch.expected.items() if not met]
    _watch.findings.clear()
    if findings:
        pytest.fail("\n".join(findings), pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Iterator[None]:
    """Judges set-up and the test itself; where the test failed anyway, the findings go with its own failure."""
    try:
        result = yield
    except BaseException as failure:
        for finding in _watch.findings:
            failure.add_note(finding)
        _watch.findings.clear()
        raise
    _judge(and_expectations=True)
    return result


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """Judges what the fixtures did on their way out, by the same expectations, and forgets them."""
    try:
        result = yield
        _judge(and_expectations=False)
        return result
    finally:
        _watch.findings.clear()
        _watch.expected.clear()


@pytest.fixture
def expect_log() -> Callable[[str], None]:
    """Announces a log record of WARNING or above by a pattern (`re.search`); it must come, once or more."""

    def expect(pattern: str) -> None:
        _watch.expected[pattern] = 0

    return expect
