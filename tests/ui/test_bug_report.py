"""A bug's report says where and what kind, and quotes nobody; the log has a size and never stands in the way."""

import logging
from pathlib import Path

import pytest

from ui.bug_report import LOG, LOG_BYTES_MAX, BugLog, bug_report

CANARY = "Alvarez, Maria 274913"


def raised(work: str) -> BaseException:
    """An error as it is caught, with its traceback."""
    try:
        _fail(work)
    except (ValueError, LookupError, OSError, AttributeError) as error:
        return error
    raise AssertionError(work)


def _fail(work: str) -> None:
    if work == "value":
        raise ValueError(CANARY)
    if work == "key":
        dict[str, str]()[CANARY]
    if work == "cause":
        try:
            int(CANARY)
        except ValueError as error:
            raise LookupError(CANARY) from error
    if work == "context":
        try:
            int(CANARY)
        except ValueError:
            raise LookupError(CANARY)  # noqa: B904 - the context is the point
    if work == "note":
        noted = OSError(5, CANARY, CANARY)
        noted.add_note(CANARY)
        raise noted
    if work == "attribute":
        object().balance  # type: ignore[attr-defined]  # noqa: B018 - no such name is the point


@pytest.mark.parametrize("work", ["value", "key", "cause", "context", "note"])
def test_no_value_is_quoted(work: str) -> None:
    report = bug_report(raised(work))
    assert "Alvarez" not in report and "274913" not in report
    assert "test_bug_report.py" in report and "in _fail" in report


def test_kinds_and_causes_are_named_the_first_one_first() -> None:
    report = bug_report(raised("cause"))
    assert report.index("builtins.ValueError\n") < report.index("then") < report.index("builtins.LookupError\n")


def test_words_that_speak_of_the_program_stay() -> None:
    assert "AttributeError: 'object' object has no attribute 'balance'" in bug_report(raised("attribute"))


def test_causes_in_a_circle_end() -> None:
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    assert bug_report(first).count("Error") == 2


def test_the_log_says_when_and_which_version(tmp_path: Path) -> None:
    BugLog(tmp_path, lambda: 1_795_000_000_000_000).write("builtins.KeyError\n")
    written = (tmp_path / LOG).read_text("utf-8")
    assert written.startswith("2026-11-18T11:06:40+00:00  Civic Counter ") and "builtins.KeyError\n" in written


def test_an_error_of_a_lane_is_logged_without_its_values(tmp_path: Path) -> None:
    log = BugLog(tmp_path, lambda: 0)
    error = raised("value")
    record = logging.LogRecord("spool", logging.ERROR, "", 0, "job %s failed", (CANARY,), (type(error), error, None))
    log.handle(record)
    log.handle(logging.LogRecord("spool", logging.ERROR, "", 0, "no error behind it", None, None))
    written = (tmp_path / LOG).read_text("utf-8")
    assert "spool: job %s failed\n" in written and "builtins.ValueError" in written and CANARY not in written
    assert log.level == logging.ERROR


def test_the_log_does_not_grow_for_ever(tmp_path: Path) -> None:
    (tmp_path / LOG).write_text("x" * (LOG_BYTES_MAX + 1))
    log = BugLog(tmp_path, lambda: 0)
    log.write("first")
    log.write("second")
    assert (tmp_path / "bugs.old.log").stat().st_size == LOG_BYTES_MAX + 1
    assert (tmp_path / LOG).read_text().count("Civic Counter") == 2


def test_a_disk_that_takes_nothing_is_no_reason_to_stop(tmp_path: Path) -> None:
    BugLog(tmp_path / "gone", lambda: 0).write("report")
