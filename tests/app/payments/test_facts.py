"""The rows that facts of receipts give; the private values that they never hold."""

from pathlib import Path

import pytest
from sqlalchemy import select

from app.bootstrap import check
from app.journal.fact import Envelope, Fact, FactBody
from app.journal.kinds import Kind, Kinds
from app.journal.tables import private_data
from app.payments import facts, reprint, tables
from app.payments.queries import read_receipt
from app.payments.reprint import Reprint
from app.payments.tenders import Tender
from app.payments.types import AccountPayment, MiscellaneousReceipt, UnidentifiedPayment
from tests.factories.counter import CASHIER, OKAFOR, Counter, NewAccount, open_counter
from tests.factories.ledger import read_fact, stored_bytes
from tests.factories.payments import pay

CANARIES = (b"Canary Payor", b"Canary Street", b"canary permit", b"canary envelope", b"021000021", b"Canary, Customer")


def test_rows_are_a_pure_function_of_one_fact(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    fact = read_fact(counter.services, pay(counter).receipt.fact_id)
    rows = dict(Kinds(facts.KINDS).rows(fact))
    counter.services.close()
    place = ("A2", 1, 1, fact.envelope.fact_id, counter.shift.shift, fact.envelope.recorded_at_us)
    parts = ('[["account","10-007733-9"]]', '[["cash",7415]]')
    assert rows[tables.receipt] == (*place, 7415, 0, 0, *parts, None, None, None, None)
    assert {table: len(row) for table, row in rows.items()} == {table: len(table.columns) for table in rows}


@pytest.mark.parametrize("kind", facts.KINDS, ids=lambda kind: kind.name)
def test_a_projection_reads_its_own_kind_only(kind: Kind) -> None:
    envelope = Envelope(
        workstation="A2",
        generation=1,
        sequence=1,
        fact_id="f",
        kind="Other",
        schema_version=1,
        recorded_at_us=0,
        office="main",
    )
    with pytest.raises(TypeError, match="Other is not a"):
        list(kind.project(Fact(envelope, FactBody())))


def canary_sale(counter: Counter) -> str:
    lines = (
        AccountPayment(OKAFOR, 100),
        MiscellaneousReceipt("322-1000", 1, "canary permit"),
        UnidentifiedPayment(1, "canary envelope"),
    )
    check = Tender(kind="check", amount_cents=102, number="1041", routing_number="021000021")
    return pay(counter, *lines, tenders=(check,), payor_name="Canary Payor").receipt.fact_id


def open_canary_counter(folder: Path) -> Counter:
    return open_counter(folder, (NewAccount("100077339", "10-007733-9", "Canary, Customer", "1 Canary Street"),))


def test_names_stand_in_private_data_alone(tmp_path: Path) -> None:
    counter = open_canary_counter(tmp_path)
    reprint.record(counter.services, CASHIER, Reprint(canary_sale(counter), "en"))
    found = stored_bytes(counter.services, "private_data")
    kept = stored_bytes(counter.services)
    counter.services.close()
    assert b"10-007733-9" in found
    assert [canary for canary in CANARIES if canary in found] == []
    assert [canary for canary in CANARIES if canary not in kept] == [b"Canary, Customer"]


def test_an_erased_name_leaves_the_chain_valid_and_the_receipt_printable(tmp_path: Path) -> None:
    counter = open_canary_counter(tmp_path)
    receipt = canary_sale(counter)
    with counter.services.plain_work() as work:
        work.connection.execute(
            private_data.update().where(private_data.c.fact_id == receipt).values(value=None, salt=None)
        )
        work.commit()
    with counter.services.read_journal() as connection:
        printed = read_receipt(connection, counter.services.kinds, receipt)
        fields = (
            connection.execute(select(private_data.c.field).where(private_data.c.fact_id == receipt)).scalars().all()
        )
    reprint.record(counter.services, CASHIER, Reprint(receipt, "es"))
    findings = check(counter.services, thorough=True)
    counter.services.close()
    assert sorted(fields) == ["description", "description", "payor_name", "routing_number", "service_address"]
    assert (printed.payor_name, printed.total_cents, printed.lines[1].description) == ("", 102, "Building permit")
    assert findings == ()


def test_the_same_name_twice_cannot_be_told_from_its_hashes(tmp_path: Path) -> None:
    counter = open_canary_counter(tmp_path)
    bodies = [read_fact(counter.services, canary_sale(counter)).body for _ in range(2)]
    counter.services.close()
    payors = {body.payor for body in bodies if isinstance(body, facts.PaymentTaken)}
    assert len(payors) == 2 and all(payor and len(payor) == 64 for payor in payors)
