"""TLS between a counter and the centre: with `verify-full` it speaks to nobody but the server whose name it was given.

The authorities and certificates are made for the test. `hostaddr` stands beside the name, so that nobody is asked for
an address.
"""

import datetime
import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from psycopg.conninfo import make_conninfo

from app.clock import SystemClock
from app.journal.chain import GENESIS
from app.journal.values_beside import values_beside
from app.sync.exchange import NoAnswer
from app.sync.postgres import PostgresLink
from app.sync.protocol import Heads, HeadsAnswer, Push, PushAnswer, PushStatus
from tests.factories.central import Central
from tests.factories.journal import count, open_journal
from tests.factories.synced import Synced
from tests.faults.sync.office import until
from tests.faults.sync.proxy import Proxy

NAME = "centre.cypress-springs.example"
DAY = datetime.timedelta(days=1)

Key = ec.EllipticCurvePrivateKey
Certificate = tuple[x509.Certificate, Key]


def now() -> datetime.datetime:
    """The instant from which certificates are counted."""
    return datetime.datetime.fromtimestamp(SystemClock().now_us() / 1e6, datetime.UTC)


def certificate(name: str, issuer: Certificate | None = None, *, days: int = 30) -> Certificate:
    """One for a server of this name, or without `issuer` an authority; negative `days`: it ended so long ago."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    signed_by, signing = (issuer[0].subject, issuer[1]) if issuer else (subject, key)
    end = now() + days * DAY
    built = (
        x509.CertificateBuilder(signed_by, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(end - 365 * DAY)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    )
    return built.sign(signing, hashes.SHA256()), key


def written(folder: Path, made: Certificate, name: str, owner: os.stat_result | None = None) -> Path:
    """`name`.crt and `name`.key, the key for its owner's eyes only."""
    certificate_file, key_file = folder / f"{name}.crt", folder / f"{name}.key"
    certificate_file.write_bytes(made[0].public_bytes(serialization.Encoding.PEM))
    form = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    key_file.touch(0o600)
    key_file.write_bytes(made[1].private_bytes(serialization.Encoding.PEM, *form))
    if owner and os.geteuid() == 0:
        os.chown(key_file, owner.st_uid, owner.st_gid)
    return certificate_file


@contextmanager
def speaking_tls(central: Central, made: Certificate) -> Iterator[None]:
    """The server shows this certificate meanwhile, and does not take A2 without TLS."""
    data = central.cluster.folder / "data"
    written(data, made, "server", data.stat())
    rules = data / "pg_hba.conf"
    before = rules.read_text()
    rules.write_text(f"hostnossl {central.database} ws_a2_{central.database} 127.0.0.1/32 reject\n{before}")
    _settings(central, "ALTER SYSTEM SET ssl = on")
    until(lambda: _ssl(central) == "on", "the server does not speak TLS")
    try:
        yield
    finally:
        rules.write_text(before)
        _settings(central, "ALTER SYSTEM RESET ssl")
        until(lambda: _ssl(central) == "off", "the server goes on with TLS")


def _settings(central: Central, change: str) -> None:
    with central.admin() as admin:
        admin.execute(change)
        admin.execute("SELECT pg_reload_conf()")


def _ssl(central: Central) -> str:
    with central.admin() as admin:
        return str(admin.execute("SHOW ssl").fetchall()[0][0])


@pytest.fixture
def authority() -> Certificate:
    """Whom this city's workstations trust."""
    return certificate("Cypress Springs")


def refusal(central: Central, root: Path, **changes: str) -> str:
    """Why A2 gets no answer; "" where it does."""
    verified = {"host": NAME, "hostaddr": "127.0.0.1", "sslmode": "verify-full", "sslrootcert": str(root)}
    link = PostgresLink(lambda: make_conninfo(central.passwords["A2"], **{**verified, **changes}))
    try:
        assert isinstance(link.ask(Heads()), HeadsAnswer)
    except NoAnswer as why:
        return str(why)
    finally:
        link.close()
    return ""


@pytest.mark.serial
@pytest.mark.fault(
    "Network: wrong certificate name, wrong authority, expired, self-signed; plain text",
    injected="a server with each such certificate; a connection with sslmode=disable",
    expected="verify-full refuses each, the right one works; the server takes no workstation without TLS",
)
def test_it_speaks_to_nobody_else(
    central: Central, tmp_path: Path, authority: Certificate, seen: Callable[[str], None]
) -> None:
    central.enrol("A2")
    root = written(tmp_path, authority, "authority")
    stranger = certificate("Cypress Springs")
    shown = {
        "right": certificate(NAME, authority),
        "name": certificate("elsewhere.example", authority),
        "authority": certificate(NAME, stranger),
        "expired": certificate(NAME, authority, days=-1),
        "self-signed": certificate(NAME),
    }
    said = {}
    for what, made in shown.items():
        with speaking_tls(central, made):
            said[what] = refusal(central, root)
            if what == "right":
                said["plain"] = refusal(central, root, sslmode="disable")
    assert said.pop("right") == ""
    for what, words in (
        ("plain", "no encryption"),
        ("name", "does not match host name"),
        ("authority", "SSL error"),  # "signature failure", as it has the true one's name
        ("expired", "certificate verify failed"),
        ("self-signed", "certificate verify failed"),
    ):
        assert words in said[what], said
    told = {what: words.rpartition(": ")[2].partition(" for ")[0].strip() for what, words in said.items()}
    seen("; ".join(f"{what}: {words}" for what, words in told.items()))


@pytest.mark.fault(
    "Network: a server that offers no TLS at all",
    injected="verify-full against a server with ssl = off",
    expected="no fall-back to plain text; the password is not sent",
)
def test_there_is_no_falling_back(central: Central, tmp_path: Path, authority: Certificate) -> None:
    central.enrol("A2")
    root = written(tmp_path, authority, "authority")
    assert "server does not support SSL" in refusal(central, root)
    with psycopg.connect(central.passwords["A2"]) as plain:
        assert not plain.pgconn.ssl_in_use


WORDS = "Zephyrine Quillfeather pays"


@pytest.mark.serial
def test_the_words_of_a_note_cross_under_tls_and_stand_in_no_log(
    central: Central, tmp_path: Path, authority: Certificate
) -> None:
    """The server logs all it can of what fails, as an administrator who looks for a fault would have it."""
    root = written(tmp_path, authority, "authority")
    with central.admin() as admin:
        for setting in ("log_min_messages = 'debug1'", "log_min_error_statement = 'debug1'"):
            admin.execute(f"ALTER DATABASE {central.database} SET {setting}")
    with (
        closing(open_journal(tmp_path / "data")) as services,
        Proxy(central.cluster.port, records=True) as proxy,
    ):
        synced = Synced.enrolled(central, services)
        verified = {"host": NAME, "hostaddr": "127.0.0.1", "sslmode": "verify-full", "sslrootcert": str(root)}
        central.passwords["A2"] = make_conninfo(central.passwords["A2"], port=proxy.port, **verified)
        note = count(services, note=WORDS)
        with speaking_tls(central, certificate(NAME, authority)):
            with services.read_journal() as connection:
                (said,) = values_beside(connection, ("A2", 1), 1, 99)[note.envelope.fact_id]
            chain = synced.replica.own_facts(1, 0, 9, 1 << 20)
            lie = tuple(replace(each, values=(replace(said, field="x"),)) if each.values else each for each in chain)
            refused = synced.link.ask(Push(1, 1, GENESIS, lie))
            synced.exchange()
            synced.link.close()
        assert isinstance(refused, PushAnswer) and refused.status is PushStatus.BAD_HASH
    with central.admin() as admin:
        assert admin.execute("SELECT content FROM counter.private_value").fetchall() == [(WORDS.encode(),)]
    assert len(proxy.wire) > 1_000 and WORDS.encode() not in proxy.wire
    assert WORDS not in (central.cluster.folder / "server.log").read_text("utf-8", "replace")
