"""`counter`, the one script: when it sets up, what it asks of the system, how it passes on exit codes and signals."""

import ast
import importlib.util
import json
import os
import re
import signal
import subprocess
import sys
import tomllib
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def counter(tmp_path: Path) -> ModuleType:
    """The script, loaded from a folder of its own, so that its `.venv` would be made there."""
    for name in ("counter", "requirements.lock", "pyproject.toml"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    loader = SourceFileLoader("counter", str(tmp_path / "counter"))
    spec = importlib.util.spec_from_loader("counter", loader)
    assert spec
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def pretend_set_up(counter: ModuleType) -> None:
    """Leaves what a finished set-up leaves, as far as the script looks."""
    counter.PYTHON.parent.mkdir(parents=True)
    counter.PYTHON.symlink_to(sys.executable)
    counter.STAMP.write_text(json.dumps({**counter.present(), "libraries": counter.OFFSCREEN_LIBRARIES}))


def on_path(folder: Path, monkeypatch: pytest.MonkeyPatch, **programs: str) -> None:
    """Makes small shell programs the only ones on the PATH."""
    folder.mkdir()
    for name, body in programs.items():
        program = folder / name.replace("_", "-")
        program.write_text(f"#!/bin/sh\n{body}\n")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


def test_an_old_python_can_read_it() -> None:
    ast.parse((ROOT / "counter").read_text("utf-8"), feature_version=(3, 7))


def test_without_a_word_it_tells_the_commands(counter: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert counter.main([]) == 0
    said = capsys.readouterr().out
    assert all(f"./counter {word}" in said for word in ("demo", "test", "tour", "bench", "lock"))


class TestStamp:
    """What decides whether a start sets up first."""

    def test_a_fresh_clone_lacks_everything(self, counter: ModuleType) -> None:
        lacks = counter.missing_from_stamp(counter.OFFSCREEN_LIBRARIES)
        assert lacks == {"python", "lock", "project", "libraries"}

    def test_a_finished_set_up_lacks_nothing(self, counter: ModuleType) -> None:
        pretend_set_up(counter)
        assert counter.missing_from_stamp(counter.OFFSCREEN_LIBRARIES) == set()

    def test_the_first_screen_asks_for_its_libraries(self, counter: ModuleType) -> None:
        pretend_set_up(counter)
        wanted = counter.OFFSCREEN_LIBRARIES + counter.SCREEN_LIBRARIES
        assert counter.missing_from_stamp(wanted) == {"libraries"}

    def test_an_interrupted_set_up_begins_again(self, counter: ModuleType) -> None:
        pretend_set_up(counter)
        counter.STAMP.unlink()
        assert "lock" in counter.missing_from_stamp(())

    def test_a_damaged_stamp_begins_again(self, counter: ModuleType) -> None:
        pretend_set_up(counter)
        counter.STAMP.write_bytes(b'{"lock": "')
        assert "lock" in counter.missing_from_stamp(())

    def test_a_new_lock_is_installed(self, counter: ModuleType) -> None:
        pretend_set_up(counter)
        counter.LOCK.write_text("other==1\n")
        assert counter.missing_from_stamp(()) == {"lock"}

    def test_a_python_that_went_away_is_replaced(self, counter: ModuleType) -> None:
        pretend_set_up(counter)
        counter.PYTHON.unlink()
        counter.PYTHON.symlink_to("/nowhere/python3.11")
        assert "python" in counter.missing_from_stamp(())


def test_a_folder_that_cannot_be_written_is_said(counter: ModuleType) -> None:
    counter.VENV.write_text("in the way")
    with pytest.raises(SystemExit, match="Copy the folder to a place of your own"):
        counter.make_ready(())


@pytest.mark.skipif(sys.platform == "win32", reason="Debian's tools are shell programs here")
class TestDebianPackages:
    """The system libraries, on systems that have apt."""

    def test_none_elsewhere(self, counter: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        on_path(tmp_path / "bin", monkeypatch)
        assert counter.missing_packages(counter.OFFSCREEN_LIBRARIES) == []

    def test_installed_renamed_and_removed_are_told_apart(
        self, counter: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        listing = r"printf 'libgl1\tinstalled\t\nlibglib2.0-0t64\tinstalled\tlibglib2.0-0 (= 2.8), x\n"
        listing += r"libegl1\tconfig-files\t\n'"
        on_path(tmp_path / "bin", monkeypatch, apt_get="exit 0", dpkg_query=listing)
        assert counter.missing_packages(("libgl1", "libegl1", "libglib2.0-0", "libdbus-1-3")) == [
            "libegl1",
            "libdbus-1-3",
        ]

    def test_apt_refreshes_its_lists_only_when_needed(
        self, counter: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen = tmp_path / "seen"
        apt = f'echo "$*" >> {seen}; case "$*" in *update*) : > {tmp_path}/fresh;; *) test -e {tmp_path}/fresh;; esac'
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        on_path(tmp_path / "bin", monkeypatch, apt_get=apt)
        counter.install_packages(["libgl1"])
        counter.install_packages(["libegl1"])
        verbs = [
            next(word for word in line.split() if word in ("install", "update"))
            for line in seen.read_text().splitlines()
        ]
        assert verbs == ["install", "update", "install", "install"]

    def test_who_is_not_root_gets_one_command(
        self, counter: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: 1000)
        counter.install_packages(["python3.11-venv", "libgl1"])
        command = "sudo apt-get update && sudo apt-get install -y --no-install-recommends python3.11-venv libgl1"
        assert command in capsys.readouterr().out

    def test_a_server_of_any_version_will_do(
        self, counter: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        on_path(tmp_path / "bin", monkeypatch, apt_get="exit 0", dpkg_query="exit 0")
        programs = tmp_path / "postgresql"
        monkeypatch.setattr(counter, "SERVER_PROGRAMS", programs)
        assert counter.missing_packages(("postgresql",)) == ["postgresql"]
        (programs / "16" / "bin").mkdir(parents=True)
        (programs / "16" / "bin" / "initdb").touch()
        assert counter.missing_packages(("postgresql",)) == []

    @pytest.mark.parametrize(("packages", "kept_from"), [(["libgl1", "postgresql"], True), (["libgl1"], False)])
    def test_a_server_is_installed_without_a_database(
        self,
        counter: ModuleType,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        packages: list[str],
        kept_from: bool,
    ) -> None:
        told = tmp_path / "createcluster.d" / "civic-counter.conf"
        monkeypatch.setattr(counter, "NO_MAIN_CLUSTER", told)
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        apt = f": > {tmp_path}/seen; test -e {told} && read line < {told} && echo $line > {tmp_path}/seen; true"
        on_path(tmp_path / "bin", monkeypatch, apt_get=apt)
        counter.install_packages(packages)
        assert (tmp_path / "seen").read_text() == ("create_main_cluster = false\n" if kept_from else "")
        assert not told.exists()

    @pytest.mark.parametrize(
        ("words", "needed"),
        [(["test"], True), (["bench", "push"], True), (["demo", "--office", "3"], True), (["demo"], False)],
    )
    def test_only_what_starts_a_server_needs_one(
        self, counter: ModuleType, monkeypatch: pytest.MonkeyPatch, words: list[str], needed: bool
    ) -> None:
        asked: list[str] = []
        monkeypatch.setattr(counter, "make_ready", asked.extend)
        monkeypatch.setattr(counter, "test", lambda _: 0)
        monkeypatch.setattr(counter, "hand_over", lambda *_: 0)
        monkeypatch.chdir(counter.ROOT)
        counter.main(words)
        assert ("postgresql" in asked) is needed


class TestScreen:
    """Whether `demo` opens a window or runs the tour."""

    @pytest.mark.parametrize(
        ("platform", "display", "expected"),
        [("offscreen", ":0", False), ("minimal", "", False), ("xcb", "", True), ("", ":0", True)],
    )
    def test_screen(
        self, counter: ModuleType, monkeypatch: pytest.MonkeyPatch, platform: str, display: str, expected: bool
    ) -> None:
        monkeypatch.setenv("QT_QPA_PLATFORM", platform)
        monkeypatch.setenv("DISPLAY", display)
        assert counter.has_screen() is expected

    @pytest.mark.parametrize(
        ("words", "handed"),
        [(["demo"], ("tour",)), (["demo", "--office", "3"], ("demo", "--office", "3"))],
    )
    def test_without_one_a_tour_runs_and_an_office_plays_its_own(
        self, counter: ModuleType, monkeypatch: pytest.MonkeyPatch, words: list[str], handed: tuple[str, ...]
    ) -> None:
        told: list[tuple[str, ...]] = []
        monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
        monkeypatch.setattr(counter, "make_ready", lambda _: None)
        monkeypatch.setattr(counter, "hand_over", lambda *arguments: told.append(arguments))
        counter.main(words)
        assert told == [("-P", "-m", "ui.main", *handed)]


class TestPrograms:
    """Exit codes and signals of what it starts."""

    def test_exit_code_passes(self, counter: ModuleType) -> None:
        assert counter.run(sys.executable, "-c", "raise SystemExit(7)") == 7

    @pytest.mark.skipif(sys.platform == "win32", reason="no signals there")
    def test_a_killed_program_is_told_as_the_shell_does(self, counter: ModuleType) -> None:
        assert counter.run(sys.executable, "-c", "import os; os.kill(os.getpid(), 9)") == 128 + 9

    @pytest.mark.skipif(sys.platform == "win32", reason="no signals there")
    def test_a_signal_reaches_the_program_and_ends_the_command(self, counter: ModuleType, tmp_path: Path) -> None:
        script = "import signal, sys\nprint('ready', flush=True)\nsignal.sigwait([signal.SIGTERM])\nprint('told')"
        block = "import signal; signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])\n"
        program = tmp_path / "program.py"
        program.write_text(block + script)
        outer = (
            "import importlib.machinery as m, sys\n"
            f"counter = m.SourceFileLoader('counter', {str(tmp_path / 'counter')!r}).load_module()\n"
            f"counter.run(sys.executable, {str(program)!r})\nprint('went on')"
        )
        with subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", outer], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout
            assert process.stdout.readline() == "ready\n"
            process.send_signal(signal.SIGTERM)
            assert process.stdout.read() == "told\n"
        assert process.returncode == 128 + signal.SIGTERM

    def test_tests_are_counted(self, counter: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        tests = tmp_path / "test_x.py"
        tests.write_text("def test_a(): pass\ndef test_b(): pass\ndef test_c(): raise ValueError")
        options = self.alone(counter, tmp_path, monkeypatch)
        assert counter.tested("three", tmp_path / "r.xml", *options) == (2, 1)
        assert counter.tested("none", tmp_path / "r.xml", *options, "-k", "nothing") == (0, 0)
        assert counter.tested("nonsense", tmp_path / "s.xml", *options, "--no-such-option") == (0, 1)

    @pytest.mark.parametrize(("right_from", "counted"), [(2, (2, 0)), (3, (1, 1)), (9, (1, 1))])
    def test_what_fails_among_others_must_hold_each_time_alone(
        self,
        counter: ModuleType,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capfd: pytest.CaptureFixture[str],
        right_from: int,
        counted: tuple[int, int],
    ) -> None:
        (tmp_path / "test_x.py").write_text(
            "from pathlib import Path\ndef test_a(): pass\ndef test_b():\n    turns = Path('turns')\n"
            "    turns.write_text(f\"{turns.read_text() if turns.exists() else ''}x\")\n"
            f"    assert len(turns.read_text()) >= {right_from}\n"
        )
        options = self.alone(counter, tmp_path, monkeypatch)
        assert counter.tested("two", tmp_path / "r.xml", *options) == counted
        assert ("UNSTEADY" in capfd.readouterr().out) == (counted == (2, 0))

    def test_many_failures_are_not_asked_again(
        self,
        counter: ModuleType,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capfd: pytest.CaptureFixture[str],
    ) -> None:
        wrong = "".join(f"def test_{letter}(): raise ValueError\n" for letter in "abc")
        (tmp_path / "test_x.py").write_text(wrong)
        options = self.alone(counter, tmp_path, monkeypatch)
        assert counter.tested("three", tmp_path / "r.xml", *options) == (0, 3)
        assert "again, alone" not in capfd.readouterr().out

    @staticmethod
    def alone(counter: ModuleType, folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
        """Runs pytest on the tests of a folder that has its own settings: none."""
        (folder / "pytest.ini").write_text("[pytest]\n")
        monkeypatch.chdir(folder)
        monkeypatch.setattr(counter, "PYTHON", sys.executable)
        return ("-m", "pytest", "test_x.py")


def test_the_lock_holds_what_the_project_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["dev"]
    pinned = re.findall(r"^([\w.-]+==[^ ;]+)[^\\]*\\\n +--hash=sha256:", (ROOT / "requirements.lock").read_text(), re.M)
    assert {re.sub(r"\[.*]", "", line).split(";")[0].strip() for line in wanted} <= set(pinned)
