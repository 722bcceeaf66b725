"""`civic-counter central …` as somebody types it: what is said, and the exit code."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.sync.bundle.seal import BundleKind, key_id, opened
from app.sync.central.status import Odd, Risk, central_status
from tests.factories.bundles import REPLY_PRIVATE, REPLY_PUBLIC, Courier
from tests.factories.central import Central
from tests.factories.central_chain import Chain
from tests.factories.city import CsvSet
from ui.central.commands import RISKS, _to_look_at
from ui.main import main


def said(capsys: pytest.CaptureFixture[str]) -> str:
    captured = capsys.readouterr()
    return " ".join((captured.out + captured.err).split())


def test_a_database_becomes_the_centre(empty_database: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["central", "init", empty_database]) == 0
    assert said(capsys).startswith("The database is a center now, schema 0")
    assert main(["central", "init", empty_database]) == 0
    assert "already" in said(capsys)


def test_a_code_is_written_alone_on_the_standard_output(central: Central, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["central", "enrol", "main", "A2", "--dsn", central.dsn]) == 0
    written = capsys.readouterr()
    assert re.fullmatch(r"([0-9A-Z]{5}-){5}[0-9A-Z]{5}\n", written.out)
    assert written.err == "Type it at workstation A2 of main. It works once, for 10 minutes.\n"
    assert main(["central", "status", "--dsn", central.dsn]) == 0
    assert f"0 workstations, epoch {epoch(central)} 1 enrolment code is still open." in said(capsys)


def test_how_far_back_it_is_sent_its_office_is_policy_or_everything(central: Central) -> None:
    assert main(["central", "enrol", "main", "A2", "--dsn", central.dsn]) == 0
    assert main(["central", "enrol", "main", "A3", "--whole", "--dsn", central.dsn]) == 0
    with central.admin() as admin:
        days = admin.execute("SELECT office_days FROM counter.enrolment ORDER BY workstation").fetchall()
    assert days == [(90,), (36_500,)]


def epoch(central: Central) -> str:
    with central.admin() as admin:
        return f"{admin.execute('SELECT counter.epoch()').fetchall()[0][0]:x}"


def test_who_is_there(central: Central, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CIVIC_COUNTER_CENTRAL", central.dsn)
    for code in ("A2", "A3"):
        central.enrol(code)
    chain = Chain()
    chain.add(3)
    with central.workstation("A2") as session:
        chain.push(session)
        assert main(["central", "status"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"A2-1 +main +3  \d{4}-\d\d-\d\d \d\d:\d\d +never +connected", lines[2])
    assert re.fullmatch(r"A3-1 +main +0  never +never +away", lines[3])


def test_a_workstation_is_put_out(central: Central, capsys: pytest.CaptureFixture[str]) -> None:
    central.enrol("A2")
    with central.workstation("A2"):
        assert main(["central", "revoke", "A2", "--dsn", central.dsn]) == 0
    assert said(capsys).startswith("A2 is out: it cannot log in, its leases are burnt, 1 session was ended.")
    assert main(["central", "status", "--dsn", central.dsn]) == 0
    assert " revoked 20" in said(capsys)
    assert main(["central", "revoke", "B1", "--dsn", central.dsn]) == 1
    assert said(capsys) == "The center knows no workstation B1."


def test_the_audit_names_the_first_broken_fact(central: Central, capsys: pytest.CaptureFixture[str]) -> None:
    chain = Chain()
    central.enrol("A2", key=chain.signer)
    chain.add(3)
    with central.workstation("A2") as session:
        chain.push(session)
    assert main(["central", "audit", "--dsn", central.dsn]) == 0
    assert said(capsys) == "Everything holds: 3 facts in 1 chain."
    with central.admin() as admin:
        admin.execute("UPDATE counter.fact SET body = '{}' WHERE sequence = 2")
    assert main(["central", "audit", "--dsn", central.dsn]) == 1
    assert "A2-1-2: altered" in said(capsys)


def test_what_somebody_should_look_at(central: Central) -> None:
    odd = Odd("body_unreadable", "A2", 1, 7, "not a number", datetime(2026, 11, 20, tzinfo=UTC))
    status = replace(
        central_status(central.dsn), stalled_seconds=600.0, exceptions=1, newest_exceptions=(odd,), risks=tuple(Risk)
    )
    assert _to_look_at(status) == [
        "1 exception stands in counter.exception:",
        "  A2-1-7: body unreadable (not a number)",
        "A transaction of 600 s keeps the feed waiting: see pg_stat_activity.",
        *RISKS.values(),
    ]
    assert set(RISKS) == set(Risk)


def test_no_address_is_no_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("CIVIC_COUNTER_CENTRAL", raising=False)
    assert main(["central", "status"]) == 2
    assert "--dsn" in said(capsys)


def test_nobody_answers_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["central", "status", "--dsn", "host=127.0.0.1 port=1 dbname=civic"]) == 1
    assert said(capsys).startswith("The central database does not answer")


def test_a_database_that_is_no_centre(empty_database: str, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("status", "audit"):
        assert main(["central", command, "--dsn", empty_database]) == 1
        assert said(capsys) == "This database is not a center yet. Run central init first."


def test_who_is_no_administrator_is_told(central: Central, capsys: pytest.CaptureFixture[str]) -> None:
    central.enrol("A2")
    assert main(["central", "status", "--dsn", central.passwords["A2"]]) == 1
    assert said(capsys) == "This login may not do that. Use the administrator's login of the database."


def test_the_citys_rows_are_loaded(central: Central, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = CsvSet()
    source = str(rows.write(tmp_path))
    assert main(["central", "import", source, "--dsn", central.dsn]) == 0
    assert said(capsys) == "Loaded 6 rows of cis, 0 of them rejected."
    assert main(["central", "import", source, "--dsn", central.dsn]) == 0
    assert said(capsys) == "This set is loaded already; nothing has changed."
    rows.add("alerts", "A1", "cash_only", "never", "", "")
    rows.write(tmp_path)
    assert main(["central", "import", source, "--dsn", central.dsn]) == 1
    assert "rejects" in said(capsys)


def test_a_bundle_is_taken_and_answered(central: Central, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chain = Chain()
    central.enrol("A2", key=chain.signer)
    chain.add(3)
    bundle, answer = Courier(central, chain, tmp_path).write(), tmp_path / "back"
    words = ["central", "bundle", str(bundle), "--answer", str(answer), "--dsn", central.dsn]
    assert main(words) == 0
    assert said(capsys) == (
        f"Bundle 1 of A2: 3 facts are new of 3. The answer stands in {answer}, with 0 facts and 0 postings for A2. "
        "Bring it back there."
    )
    bundle.write_bytes(bundle.read_bytes()[:100])
    assert main(words) == 1
    assert said(capsys) == "A part of the file is missing. Copy it again, or write it anew; nothing was changed."


def test_new_keys_for_bundles(central: Central, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was sealed to the older ones is still taken, and answered under keys that its workstation knows."""
    chain = Chain()
    central.enrol("A2", key=chain.signer)
    chain.add(3)
    courier = Courier(central, chain, tmp_path)
    bundle, before = courier.write(), courier.keys()
    assert main(["central", "bundle-keys", "--dsn", central.dsn]) == 0
    assert said(capsys).startswith("New keys stand.") and courier.keys() != before
    assert main(["central", "bundle", str(bundle), "--answer", str(tmp_path / "back"), "--dsn", central.dsn]) == 0
    content = (tmp_path / "back").read_bytes()
    opened(content, BundleKind.ANSWER, {key_id(REPLY_PUBLIC): REPLY_PRIVATE}).verify(before[1])
