"""The commands in processes of their own, as a terminal runs them: what is said where, the exit code, no traceback."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.accounts.csv_set import SET_FILE
from app.bootstrap import open_services
from app.identity.attempts import keep_secret
from app.identity.demo_people import BRANDT, TRAN
from app.identity.queries import people_to_sign_in
from app.identity.recovery_unlock import unlock_challenge, unlock_with_response
from app.safekeeping.recovery_sheet import issue_recovery_code
from app.safekeeping.second_copy import choose_second_copy, second_copy_status
from app.workplace import Services
from tests.factories.city import CsvSet
from tests.factories.program import copy_workstation, edges_of, id_of, open_copy, session_of
from ui.main import STOPPED, main
from ui.version import VERSION

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 60
SLOW = {
    *("alembic", "argon2", "babel", "escpos", "keyring", "phonenumbers", "PIL", "rapidfuzz", "reportlab", "rich"),
    *("printing.rendering", "app.accounts.import_reference", "app.safekeeping.restore_workstation", "ui.refusal_words"),
    *("ui.payments.take_payment_page", "ui.drawers.drawer_page", "ui.work.approvals_page", "ui.settings.settings_page"),
    "ui.tour.tour",
}
"""Libraries and parts of ours that a window needs only when somebody works at it."""


def _hear_ctrl_c() -> None:
    """A pipeline may have started the tests with the signal ignored, and a child would inherit that."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


class Command:
    """A command that runs; `code`, `out` and `err` wait for its end."""

    def __init__(self, *words: str | Path, typed: str = "") -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "ui.main", *map(str, words)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            preexec_fn=_hear_ctrl_c,
        )
        self._typed = typed
        self._said: tuple[str, str] | None = None

    def end(self) -> tuple[int, str, str]:
        """Exit code, standard output, standard error."""
        out, err = self.process.communicate(self._typed, timeout=PATIENCE_SECONDS)
        assert "Traceback" not in err, err
        return self.process.returncode, out, err


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """Counter A2 with its six people, open in this process."""
    opened = open_copy(tmp_path / "data")
    yield opened
    opened.close()


def test_what_needs_no_workstation(tmp_path: Path) -> None:
    """Started together: a process of its own costs half a second."""
    (tmp_path / "file").write_text("")
    commands = {
        "version": Command("--version"),
        "unknown": Command("nonsense"),
        "nothing there": Command("--data", tmp_path / "none", "check"),
        "city of nobody": Command("demo", "--accounts", "0"),
        "no number": Command("demo", "--accounts", "²"),
        "not a folder": Command("tour", "--out", tmp_path / "file" / "tour"),
    }
    ends = {name: command.end() for name, command in commands.items()}
    assert ends["version"] == (0, f"Civic Counter {VERSION}\n", "")
    assert ends["unknown"][0] == 2 and "invalid choice: 'nonsense'" in ends["unknown"][2]
    code, out, err = ends["nothing there"]
    assert (code, out, err.count("\n")) == (1, "", 1) and "no workstation" in err
    assert not (tmp_path / "none").exists()
    for name in ("city of nobody", "no number"):
        assert ends[name][0] == 2 and "a demo city has 1 to 1,000,000 accounts" in ends[name][2]
    code, _, err = ends["not a folder"]
    assert (code, err.count("\n")) == (1, 1) and "cannot be used" in err


def test_the_window_takes_a_key_before_slow_code_is_read(tmp_path: Path) -> None:
    """A start stays quick only while nothing that it needs imports what a page, a paper or a load needs."""
    copy_workstation(tmp_path)
    command = [sys.executable, "-m", "tests.benchmarks.start_here", str(tmp_path)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=PATIENCE_SECONDS)
    usable, loaded = run.stdout.splitlines()
    assert usable == "usable"
    assert set(loaded.split()) & SLOW == set()


def test_while_the_window_is_open_other_commands_say_so(services: Services) -> None:
    commands = [Command("--data", services.folder, *words) for words in (["check"], ["rebuild"])]
    for code, out, err in (command.end() for command in commands):
        assert (code, out) == (1, "") and err == "The program is already open on this computer. Use that window.\n"


def test_a_lost_workstation_comes_back_with_the_code_on_standard_input(services: Services, tmp_path: Path) -> None:
    copy, sheet = tmp_path / "stick", issue_recovery_code(services, session_of(services, BRANDT))
    copy.mkdir()
    choose_second_copy(services, session_of(services, BRANDT), copy)
    until = time.monotonic() + PATIENCE_SECONDS
    while second_copy_status(services).waiting != 0 and time.monotonic() < until:
        time.sleep(0.02)
    restored, code = tmp_path / "restored", " ".join(sheet.groups)
    wrong = Command("--data", restored, "restore", copy, typed="AAAA\n").end()
    assert wrong[0] == 1 and wrong[1] == "" and wrong[2].count("\n") == 1
    right = Command("--data", restored, "restore", copy, typed=f"{code}\n").end()
    assert right[0] == 0 and "facts of A2 are back, as its generation 2." in right[1] and right[2] == ""
    again = open_services(restored, edges_of(restored))
    assert len(people_to_sign_in(again)) == len(people_to_sign_in(services)) == 6
    again.close()


def test_the_office_answers_a_challenge_by_telephone(services: Services) -> None:
    sheet = issue_recovery_code(services, session_of(services, BRANDT))
    with services.plain_work() as work:
        keep_secret(work.connection, id_of(services, TRAN), failures=10)
        work.commit()
    challenge = unlock_challenge(services, id_of(services, TRAN))
    code, out, err = Command("unlock-code", "A2", challenge, typed="-".join(sheet.groups) + "\n").end()
    assert (code, err) == (0, "")
    unlock_with_response(services, challenge, out.strip())
    assert not next(one for one in people_to_sign_in(services) if one.display_name == TRAN.display_name).locked


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C reaches a whole console there")
def test_ctrl_c_stops_a_long_command_in_one_word(tmp_path: Path) -> None:
    command = Command("demo-city", tmp_path / "city", "--accounts", "500000")
    until = time.monotonic() + PATIENCE_SECONDS
    while not any((tmp_path / "city").glob("*")) and time.monotonic() < until:
        time.sleep(0.05)
    os.kill(command.process.pid, signal.SIGINT)
    code, out, err = command.end()
    assert (code, out, err) == (STOPPED, "", "Stopped.\n")


def test_rejected_rows_are_counted_and_their_folder_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = CsvSet(as_of="2027-01-01T06:00:00-05:00")
    for number in range(3, 400):
        rows.add_account(str(number), "Okafor, Ben", f"{number} Elm Ct")
    rows.add("accounts", "A999", "10-000999-0", "nobody", "nowhere", "residential", "active", "2020-01-31", "")
    source, data = rows.write(tmp_path / "csv"), copy_workstation(tmp_path / "data")
    assert (source / SET_FILE.file_name).exists()
    assert main(["--data", str(data), "import", str(source)]) == 0
    out, err = capsys.readouterr()
    folder = Path(out.strip().rpartition("why: ")[2])
    assert "1 of them rejected" in out and err == ""
    assert "A999" in "".join(path.read_text("utf-8") for path in folder.iterdir())
    assert main(["--data", str(data), "import", str(source)]) == 0
    assert "nothing has changed" in capsys.readouterr().out


def test_a_bug_is_a_traceback_and_no_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """An OSError without a file is none that a person could mend by choosing another one."""
    monkeypatch.setattr(sys, "stdin", _ClosedTerminal())
    with pytest.raises(OSError, match="gone"):
        main(["unlock-code", "A2", "K7QF-3MWD"])


class _ClosedTerminal:
    def isatty(self) -> bool:
        return False

    def readline(self) -> str:
        raise OSError("the terminal is gone")
