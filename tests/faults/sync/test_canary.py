"""Canary search: after payments and an exchange no name, PIN, password or key can be read anywhere it should not.

Searched: every file of the workstation's folder while it is open (database, its log, the reference file, prints),
its temporary files, everything that was logged at any level, and every byte on the wire, which goes *without* TLS here.
Each canary is looked for as text, as UTF-16 and, if it is bytes, raw, in hexadecimal and in base64.
"""

import base64
import logging
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from app.drawers import open_shift
from app.identity.demo_people import DEMO_PEOPLE
from app.payments.tenders import Tender
from app.workplace import Services
from tests.factories.central import Central
from tests.factories.counter import CASHIER, ORACLE_ACCOUNT, SMALL_ACCOUNT, Counter, write_reference
from tests.factories.payments import pay
from tests.factories.people import open_office
from tests.factories.synced import Synced
from tests.faults.sync.office import drain, judge
from tests.faults.sync.proxy import Proxy

PAYOR = "Zephyrine Quillfeather"


def forms(canary: str | bytes) -> Iterator[bytes]:
    """How it could stand somewhere."""
    if isinstance(canary, str):
        yield canary.encode()
        yield canary.encode("utf-16-le")
    else:
        yield canary
        yield canary.hex().encode()
        yield canary.hex().upper().encode()
        yield base64.b64encode(canary).rstrip(b"=")


def read_where(where: dict[str, bytes], canaries: dict[str, str | bytes]) -> list[str]:
    """Which canary can be read where."""
    return [
        f"{name} in {place}"
        for place, content in where.items()
        for name, canary in canaries.items()
        if any(form in content for form in forms(canary))
    ]


def signing_key(services: Services) -> bytes:
    """The private key of its chain."""
    with services.read_journal() as connection:
        return bytes(connection.exec_driver_sql("SELECT private_key FROM chain_device").scalar_one())


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go, SQLite's too."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def _work(services: Services) -> None:
    """A payment in cash and one by check, both with the payor's name."""
    write_reference(services, (ORACLE_ACCOUNT, SMALL_ACCOUNT))
    opened = open_shift.record(services, CASHIER, open_shift.OpenShift(services.ids.new_id(), {2000: 10}))
    counter = Counter(services, CASHIER, opened.shift)
    pay(counter, payor_name=PAYOR)
    check = Tender(kind="check", amount_cents=7415, number="1041", routing_number="021000021")
    pay(counter, tenders=(check,), payor_name=PAYOR)


@pytest.mark.fault(
    "Canary search: names, PINs, passwords, keys",
    injected="payments by cash and check, an exchange through a recording proxy without TLS",
    expected="not readable in any file, temporary file, log line, nor on the wire",
)
def test_no_canary_can_be_read(
    central: Central,
    tmp_path: Path,
    temporary: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    seen: Callable[[str], None],
) -> None:
    caplog.set_level(logging.DEBUG)
    with (
        closing(open_office(tmp_path / "data").services) as services,
        Proxy(central.cluster.port, records=True) as proxy,
    ):
        _work(services)
        synced = Synced.enrolled(central, services, services.kinds)
        dsn = central.passwords["A2"]
        central.passwords["A2"] = make_conninfo(dsn, port=proxy.port, sslmode="disable")
        drain([synced])
        facts = judge(central, [synced])
        synced.link.close()
        where = {
            path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()
        }
        keys = {"database key": services.key, "signing key": signing_key(services)}
    spoken = {"the log": caplog.text, "the output": repr(capfd.readouterr())}
    where |= {"the wire": bytes(proxy.wire), **{name: said.encode() for name, said in spoken.items()}}
    canaries: dict[str, str | bytes] = {
        **{f"name {demo.display_name}": demo.display_name for demo in DEMO_PEOPLE},
        **{f"PIN of {demo.display_name}": demo.pin for demo in DEMO_PEOPLE},
        **{f"password of {demo.display_name}": demo.password for demo in DEMO_PEOPLE},
        **{account.name: account.name for account in (ORACLE_ACCOUNT, SMALL_ACCOUNT)},
        **{account.address: account.address for account in (ORACLE_ACCOUNT, SMALL_ACCOUNT)},
        "payor": PAYOR,
        **keys,
        "centre's password": str(conninfo_to_dict(dsn)["password"]),
    }
    assert read_where(where, canaries) == []
    assert b"PaymentTaken" in where["the wire"], "the search finds nothing at all"
    size = sum(map(len, where.values())) // 1024
    seen(f"{len(canaries)} canaries in {len(where)} places, {size} KB: none; {facts} facts went over the wire")
