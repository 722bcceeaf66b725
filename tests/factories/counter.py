"""A counter with a signed-in cashier, an open shift and a small reference file, in a temporary folder."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Table, insert

from app.accounts import tables as t
from app.accounts.types import ChargeKind, ServiceCategory
from app.bootstrap import Edges
from app.drawers import open_shift
from app.drawers.queries import Shift
from app.identity.permissions import Permission, Session
from app.store.database import open_engine
from app.store.schema import reference_metadata
from app.workplace import Services
from tests.factories.workstation import fake_edges, open_workstation

ALVAREZ = "cis/100045127"
OKAFOR = "cis/100077339"
AS_OF_US = 1_795_000_000_000_000

CASHIER = Session(
    person_id="person-reyes",
    display_name="M. Reyes",
    initials="MR",
    role_title="Lead cashier",
    roles=("lead_cashier",),
    permissions=frozenset(Permission),
    signed_in_at_us=0,
)
SUPERVISOR = replace(
    CASHIER,
    person_id="person-brandt",
    display_name="L. Brandt",
    initials="LB",
    role_title="Supervisor",
    roles=("supervisor",),
)


@dataclass(frozen=True)
class NewCharge:
    """One charge of a bill: category, cents, due date (ISO), kind."""

    category: ServiceCategory
    amount_cents: int
    due_on: str
    kind: ChargeKind = ChargeKind.CHARGE


@dataclass(frozen=True)
class NewAccount:
    """An account of the small reference file; its bills are one a due date."""

    external_id: str
    number: str
    name: str
    address: str
    charges: tuple[NewCharge, ...] = ()
    cash_only: bool = False
    paid_elsewhere: tuple[tuple[str, int], ...] = ()
    """Payments by mail: (day ISO, cents)."""


# The worked numbers of the domain rules, §3: pay 200 → 40 / 120 / 28.50 / 10.71 / sewer 0.79.
ORACLE_CHARGES = (
    NewCharge(ServiceCategory.WATER, 4000, "2026-10-23"),
    NewCharge(ServiceCategory.ELECTRIC, 12000, "2026-10-23"),
    NewCharge(ServiceCategory.SOLID_WASTE, 2850, "2026-11-23"),
    NewCharge(ServiceCategory.STORMWATER, 1071, "2026-11-23"),
    NewCharge(ServiceCategory.SEWER, 3520, "2026-11-23"),
    NewCharge(ServiceCategory.WATER, 2215, "2026-11-23"),
    NewCharge(ServiceCategory.ELECTRIC, 13104, "2026-11-23"),
)
ORACLE_ACCOUNT = NewAccount("100045127", "10-004512-7", "Alvarez, Maria", "1207 Pine St", ORACLE_CHARGES)
SMALL_ACCOUNT = NewAccount(
    "100077339", "10-007733-9", "Okafor, Ben", "8 Elm Ct", (NewCharge(ServiceCategory.WATER, 7415, "2026-11-23"),)
)


@dataclass
class Counter:
    """An open counter. Close it with `services.close()`."""

    services: Services
    session: Session
    shift: Shift


def open_counter(
    folder: Path,
    accounts: Iterable[NewAccount] = (ORACLE_ACCOUNT, SMALL_ACCOUNT),
    *,
    float_pieces: dict[int, int] | None = None,
    edges: Edges | None = None,
    code: str = "A2",
) -> Counter:
    """Counter A2 on 2026-11-20, M. Reyes signed in with every permission, float 200.00 unless said otherwise."""
    services = open_workstation(folder, edges or fake_edges(), code)
    write_reference(services, accounts)
    pieces = {2000: 5, 1000: 10} if float_pieces is None else float_pieces
    opened = open_shift.record(services, CASHIER, open_shift.OpenShift(services.ids.new_id(), pieces))
    return Counter(services, CASHIER, opened.shift)


def write_reference(services: Services, accounts: Iterable[NewAccount]) -> None:
    """Builds a reference file aside and swaps it in."""
    path = services.reference.next_path()
    engine = open_engine(path, services.reference.key, durable=False)
    with engine.begin() as connection:
        reference_metadata.create_all(connection)
        connection.exec_driver_sql(t.ACCOUNT_SEARCH_DDL)
        connection.execute(insert(t.source_system).values(id=1, name="cis"))
        connection.execute(
            insert(t.load).values(
                id=1,
                source_id=1,
                digest="",
                kind="set",
                as_of_us=AS_OF_US,
                loaded_at_us=AS_OF_US,
                row_count=0,
                reject_count=0,
            )
        )
        for number, account in enumerate(accounts, 1):
            for table, rows in _rows(number, account):
                if rows:
                    connection.execute(insert(table), rows)
    engine.dispose()
    services.reference.swap_in(path)


def _rows(n: int, new: NewAccount) -> list[tuple[Table, list[dict[str, object]]]]:
    source = {"source_id": 1, "load_id": 1}
    customer = {"id": n, "external_id": f"C{n}", "name": new.name, "kind": "person", "phone": "", "email": ""}
    location = {"id": n, "external_id": f"L{n}", "street_address": new.address, "unit": "", "city": "Cypress Springs"}
    account = {"id": n, "external_id": new.external_id, "number": new.number, "number_key": new.number.replace("-", "")}
    due_dates = sorted({charge.due_on for charge in new.charges})
    bills = [
        {"account_id": n, "id": n * 100 + m, "external_id": f"B{n}-{due[:7]}", "period": due[:7], "issued_on": due}
        | {"due_on": due, "total_cents": 0}
        | source
        for m, due in enumerate(due_dates)
    ]
    charges = [
        {"account_id": n, "bill_id": n * 100 + due_dates.index(charge.due_on), "line": line, "load_id": 1}
        | {"category_code": list(ServiceCategory).index(charge.category) + 1, "amount_cents": charge.amount_cents}
        | {"kind_code": list(ChargeKind).index(charge.kind) + 1}
        for line, charge in enumerate(new.charges, 1)
    ]
    receipts = [
        {"account_id": n, "id": n * 1000 + m, "external_id": f"R{n}-{m}", "received_on": day, "channel_code": 2}
        | {"amount_cents": cents, "fact_id": None}
        | source
        for m, (day, cents) in enumerate(new.paid_elsewhere)
    ]
    alerts = [
        {
            "account_id": n,
            "kind_code": 1,
            "starts_on": "2026-03-03",
            "ends_on": "2027-03-03",
            "detail": "",
            "load_id": 1,
        }
    ]
    return [
        (t.customer, [customer | source | {"mailing_address": "", "language": "en"}]),
        (t.service_location, [location | source | {"postal_code": "32301", "dwelling_units": 1}]),
        (t.account, [account | source | {"customer_id": n, "location_id": n, "class_code": 1, "status_code": 1}]),
        (t.bill, bills),
        (t.charge, [dict(row) for row in charges]),
        (t.outside_receipt, receipts),
        (t.account_alert, alerts if new.cash_only else []),
    ]
