"""Each fact leaves in exactly one batch, and a batch written again is the same to the byte."""

import csv
import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import bootstrap
from app.bootstrap import check, open_services
from app.drawers.queries import open_shift
from app.errors import Refused, Unavailable
from app.exports.export_batch import BILLING_COLUMNS, LEDGER_COLUMNS, Batch, ExportRefusal, export, repeat
from app.exports.facts import BatchExported
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.payments import void_receipt
from app.payments.types import AccountPayment, MiscellaneousReceipt, UnidentifiedPayment
from app.payments.void_receipt import VoidReceipt
from app.safekeeping.recovery_sheet import issue_recovery_code
from app.safekeeping.restore_workstation import RestoreWorkstation
from app.safekeeping.second_copy import choose_second_copy
from app.store.database import StoreFailure
from tests.factories.counter import ALVAREZ, CASHIER, SMALL_ACCOUNT, SUPERVISOR, Counter, open_counter, write_reference
from tests.factories.ledger import fact_count, ledger
from tests.factories.outcomes import refused
from tests.factories.payments import pay
from tests.factories.workstation import fake_edges, open_workstation


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path / "data")
    yield counter
    counter.services.close()


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def void(counter: Counter, receipt: str) -> str:
    command = VoidReceipt(counter.services.ids.new_id(), receipt, "wrong_amount", SUPERVISOR)
    void_receipt.record(counter.services, CASHIER, command)
    return command.intent


def test_billing_gets_every_posting_of_an_account(counter: Counter, tmp_path: Path) -> None:
    lines = (AccountPayment(ALVAREZ, 40000), MiscellaneousReceipt("369-9000", 5), UnidentifiedPayment(7, "x"))
    receipt = pay(counter, *lines, payor_name="Ada").receipt
    voided = void(counter, receipt.fact_id)
    _, folder = export(counter.services, tmp_path / "out")
    found = rows(folder, "billing.csv")
    assert list(found[0]) == list(BILLING_COLUMNS)
    taken = [row for row in found if row["kind"] == "PaymentTaken"]
    assert [int(row["amount_cents"]) for row in taken] == [-4000, -12000, -2850, -1071, -3520, -2215, -13104, -1240]
    assert {(row["source_system"], row["account"]) for row in found} == {("cis", "100045127")}
    assert taken[0]["charge"] == "cis/B1-2026-10/1" and taken[0]["service_category"] == "water"
    assert (taken[-1]["charge"], taken[-1]["service_category"]) == ("", "")
    assert {row["receipt"] for row in taken} == {receipt.full_number} and taken[0]["reverses"] == ""
    undone = [row for row in found if row["kind"] == "PaymentVoided"]
    assert {row["fact_id"] for row in undone} == {voided}
    assert {row["reverses"] for row in undone} == {receipt.fact_id}
    assert sum(int(row["amount_cents"]) for row in found) == 0
    assert b"Ada" not in (folder / "billing.csv").read_bytes()


def test_the_general_ledger_gets_debits_and_credits_by_day_and_account(counter: Counter, tmp_path: Path) -> None:
    pay(counter, AccountPayment(ALVAREZ, 4000))
    void(counter, pay(counter, AccountPayment(ALVAREZ, 500)).receipt.fact_id)
    batch, folder = export(counter.services, tmp_path / "out")
    found = rows(folder, "general_ledger.csv")
    assert list(found[0]) == list(LEDGER_COLUMNS) and {row["business_date"] for row in found} == {"2026-11-20"}
    sums = {row["ledger_account"]: int(row["debit_cents"]) - int(row["credit_cents"]) for row in found}
    assert {name: cents for name, cents in sums.items() if cents} == ledger(counter.services)
    assert {"drawer/A2/cash": ("24500", "500")}.items() <= {
        row["ledger_account"]: (row["debit_cents"], row["credit_cents"]) for row in found
    }.items()
    debit = sum(int(row["debit_cents"]) for row in found)
    assert debit == sum(int(row["credit_cents"]) for row in found)
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["debit_cents"] == debit and manifest["facts"] == batch.last_sequence
    for name, digest in manifest["files"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


def test_the_next_batch_begins_where_the_last_one_ended(counter: Counter, tmp_path: Path) -> None:
    pay(counter)
    first, folder = export(counter.services, tmp_path)
    assert folder.name == first.name == "A2-1-batch-000001"
    assert refused(lambda: export(counter.services, tmp_path)) is ExportRefusal.NOTHING_NEW
    pay(counter, AccountPayment(ALVAREZ, 100))
    second, folder = export(counter.services, tmp_path)
    assert (second.number, second.first_sequence) == (2, first.last_sequence + 1)
    assert [row["amount_cents"] for row in rows(folder, "billing.csv")] == ["-100"]
    assert not list(tmp_path.glob(".*"))


def test_a_batch_written_again_is_the_same_to_the_byte(counter: Counter, tmp_path: Path) -> None:
    pay(counter)
    batch, folder = export(counter.services, tmp_path / "out")
    first, facts = content(folder), fact_count(counter.services)
    pay(counter)
    export(counter.services, tmp_path / "out")
    again, elsewhere = repeat(counter.services, 1, tmp_path / "elsewhere")
    assert again == batch and content(elsewhere) == first
    assert fact_count(counter.services) == facts + 2
    (folder / "billing.csv").write_text("spoilt")
    (folder / "taken.txt").write_text("the billing system's own mark")
    (tmp_path / "out" / f".{batch.name}.new").mkdir()
    repeat(counter.services, 1, tmp_path / "out")
    assert content(folder) == first | {"taken.txt": b"the billing system's own mark"}
    assert not list((tmp_path / "out").glob(".*"))


@pytest.mark.parametrize("number", [0, 2, -1, 2**63, 2**100])
def test_a_batch_that_was_never_made_is_not_repeated(counter: Counter, tmp_path: Path, number: int) -> None:
    pay(counter)
    export(counter.services, tmp_path)
    assert refused(lambda: repeat(counter.services, number, tmp_path)) is ExportRefusal.BATCH_UNKNOWN


def test_without_money_there_is_nothing_to_export(tmp_path: Path) -> None:
    services = open_workstation(tmp_path / "data")
    facts = fact_count(services)
    assert refused(lambda: export(services, tmp_path / "out")) is ExportRefusal.NOTHING_NEW
    assert fact_count(services) == facts and not list((tmp_path / "out").iterdir())
    services.close()


def test_who_may_not_export_does_not(counter: Counter, tmp_path: Path) -> None:
    nobody = replace(CASHIER, permissions=frozenset(Permission) - {Permission.EXPORT_MAKE})
    for call in (
        lambda: export(counter.services, tmp_path, nobody),
        lambda: repeat(counter.services, 1, tmp_path, nobody),
    ):
        assert refused(call) is IdentityRefusal.NOT_PERMITTED
    batch, _ = export(counter.services, tmp_path, CASHIER)
    assert repeat(counter.services, 1, tmp_path, CASHIER)[0] == batch


def test_a_folder_that_cannot_be_written_fixes_no_batch(counter: Counter, tmp_path: Path) -> None:
    pay(counter)
    facts = fact_count(counter.services)
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Unavailable) as failure:
        export(counter.services, tmp_path / "file" / "out")
    assert failure.value.code is StoreFailure.FOLDER_READ_ONLY
    assert fact_count(counter.services) == facts
    batch, folder = export(counter.services, tmp_path / "out")
    assert batch.number == 1 and rows(folder, "billing.csv")


def test_a_batch_whose_files_could_not_be_written_is_not_lost(counter: Counter, tmp_path: Path) -> None:
    pay(counter)
    in_the_way = tmp_path / "out" / ".A2-1-batch-000001.new"
    in_the_way.parent.mkdir()
    in_the_way.write_text("in the way")
    with pytest.raises(Unavailable) as failure:
        export(counter.services, tmp_path / "out")
    assert failure.value.code is StoreFailure.FOLDER_READ_ONLY
    in_the_way.unlink()
    batch, folder = repeat(counter.services, 1, tmp_path / "out")
    assert batch.number == 1 and rows(folder, "billing.csv")
    assert refused(lambda: export(counter.services, tmp_path / "out")) is ExportRefusal.NOTHING_NEW


def test_the_fact_of_a_batch_is_no_money(counter: Counter, tmp_path: Path) -> None:
    before = ledger(counter.services)
    export(counter.services, tmp_path)
    assert ledger(counter.services) == before and check(counter.services, thorough=True) == ()
    assert BatchExported(number=1, of_generation=1, first_sequence=1, last_sequence=2).postings == ()


def test_a_restored_workstation_exports_first_what_its_lost_generation_left(tmp_path: Path) -> None:
    stick, out = tmp_path / "stick", tmp_path / "out"
    stick.mkdir()
    counter = open_counter(tmp_path / "data")
    sheet = issue_recovery_code(counter.services, CASHIER)
    choose_second_copy(counter.services, CASHIER, stick)
    pay(counter)
    export(counter.services, out)
    left = pay(counter, AccountPayment(ALVAREZ, 4000)).receipt
    counter.services.second_copy.work()
    counter.services.close()

    edges = fake_edges(9)
    bootstrap.restore(tmp_path / "new", RestoreWorkstation(stick, "-".join(sheet.groups)), edges)
    services = open_services(tmp_path / "new", edges)
    write_reference(services, (SMALL_ACCOUNT,))
    with services.read_journal() as connection:
        shift = open_shift(connection, "A2")
    assert shift is not None
    own = pay(Counter(services, CASHIER, shift)).receipt
    batches = [export(services, out) for _ in range(2)]
    assert refused(lambda: export(services, out)) is ExportRefusal.NOTHING_NEW
    assert [(batch.name, batch.of_generation) for batch, _ in batches] == [
        ("A2-2-batch-000001", 1),
        ("A2-2-batch-000002", 2),
    ]
    receipts = [{row["receipt"] for row in rows(folder, "billing.csv")} for _, folder in batches]
    assert receipts == [{left.full_number}, {own.full_number}]
    assert repeat(services, 1, tmp_path / "again")[0] == batches[0][0]
    assert check(services, thorough=True) == ()
    services.close()


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(["pay", "void", "export", "export"]), min_size=3, max_size=15))
def test_every_fact_is_in_exactly_one_batch(tmp_path_factory: pytest.TempPathFactory, day: list[str]) -> None:
    folder = tmp_path_factory.mktemp("day")
    counter, batches, receipts = open_counter(folder / "data"), list[Batch](), list[str]()
    for step in [*day, "pay", "export"]:
        if step == "pay":
            receipts.append(pay(counter, AccountPayment(ALVAREZ, 100)).receipt.fact_id)
        elif step == "void" and receipts:
            void(counter, receipts.pop())
        elif step == "export":
            try:
                batches.append(export(counter.services, folder)[0])
            except Refused:
                continue
    written = [row for batch in batches for row in rows(folder / batch.name, "billing.csv")]
    spans = [sequence for batch in batches for sequence in range(batch.first_sequence, batch.last_sequence + 1)]
    balance = sum(int(row["amount_cents"]) for row in written)
    assert spans == list(range(1, batches[-1].last_sequence + 1))
    assert balance == ledger(counter.services, "account")[ALVAREZ]
    assert len({(row["fact_id"], row["charge"]) for row in written}) == len(written)
    counter.services.close()
