"""Enrolment at the workstation: a code typed within ten minutes makes this machine one of the city's.

    central enrol main A2          somebody reads the code out
    join(services, session, JoinCentre("db.city.gov", "K7QF3-…"))

Keys and password are made on the device; the centre gets public keys and the password's SCRAM verifier. Address, login
and password stay in the encrypted journal. Of what the centre is asked, everything is tested here first.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from app.errors import Refused, Unavailable
from app.identity.permissions import Permission, Session, require
from app.ids import Ids
from app.journal.append import Device, chain_head
from app.journal.tables import chain_device
from app.store.prepared import Prepared
from app.sync import tables
from app.sync.apply import keep_state
from app.sync.central.enrolment_code import EnrolmentCode
from app.sync.centre_address import CentreAddress
from app.sync.exchange import NONCE_BYTES
from app.sync.own_identities import keep_identities, own_identities
from app.sync.protocol import PROTOCOL, Enrol, EnrolAnswer, EnrolStatus
from app.sync.queries import kept_state
from app.sync.types import Stop, SyncState
from app.workplace import Services

if TYPE_CHECKING:
    import psycopg

PASSWORD_BYTES = 32
CONNECT_SECONDS = 10


class JoinRefusal(StrEnum):
    """Why this machine does not come in, in the order in which it is tested; address and code before them."""

    ALREADY_JOINED = "already_joined"
    NOT_TRUSTED = "not_trusted"
    """Nobody vouches that this server is the centre."""
    NOT_LET_IN = "not_let_in"
    """The server knows no such code: another centre's, used, or older than ten minutes."""
    NOT_A_CENTRE = "not_a_centre"
    OLD_PROTOCOL = EnrolStatus.OLD_PROTOCOL.value
    EXPIRED = EnrolStatus.EXPIRED.value
    WRONG_CODE = EnrolStatus.WRONG_CODE.value
    CODE_TAKEN = EnrolStatus.CODE_TAKEN.value
    MALFORMED = EnrolStatus.MALFORMED.value


class JoinFailure(StrEnum):
    """Why the centre could not be asked."""

    NO_ANSWER = "no_answer"
    """Nothing happened: the code is as good as before."""
    ANSWER_LOST = "answer_lost"
    """The connection broke in the middle: whether we are in, only the centre knows."""


@dataclass(frozen=True)
class JoinCentre:
    """What a person types: where the centre is, and the code that was read to them."""

    address: str
    code: str = field(repr=False)


@dataclass(frozen=True)
class LetIn:
    """What the centre said, and what is needed from now on."""

    address: str
    login: str
    password: str = field(repr=False)
    office: str
    generation: int
    nonce: bytes = field(repr=False)
    sealing_key: bytes = b""
    signing_key: bytes = b""

    def keep(self, connection: Connection, now_us: int) -> None:
        """Stores how to speak to the centre from now on, whatever it was before; the caller commits."""
        row = {"address": self.address, "login": self.login, "password": self.password, "office": self.office}
        keys = {"sealing_key": self.sealing_key, "signing_key": self.signing_key}
        kept = insert(tables.sync_centre).prefix_with("OR REPLACE")
        connection.execute(kept.values(one=1, joined_at_us=now_us, **row, **keys))
        keep_state(connection, SyncState(nonce=self.nonce))


@dataclass(frozen=True)
class Joined:
    """`start_again`: the workstation goes on in another generation, from the program's next start."""

    office: str
    start_again: bool = False


@dataclass(frozen=True)
class Centre:
    """The centre that this workstation belongs to.

    Public keys for bundles: they are sealed to `sealing_key` (X25519), answers are signed by `signing_key` (Ed25519).
    """

    address: str
    login: str
    password: str = field(repr=False)
    office: str
    joined_at_us: int
    sealing_key: bytes = b""
    signing_key: bytes = b""

    def dsn(self, folder: Path) -> str:
        """How the exchange connects."""
        return CentreAddress.parse(self.address).dsn(self.login, self.password, folder)


_CENTRE = Prepared(select(*tables.sync_centre.c[1:]))


def kept_centre(connection: Connection) -> Centre | None:
    """None: this workstation works alone."""
    found = _CENTRE.first(connection)
    return None if found is None else Centre(*found)


def join(services: Services, session: Session, command: JoinCentre) -> Joined:
    """Brings a workstation in that has worked alone, or was revoked; on a lane that may wait.

    At the first enrolment it notes what the workstation called its own, for `map_identities`.

    Raises Refused, Unavailable.
    """
    require(session, Permission.SETTINGS_CHANGE)
    parse(command)
    with services.read_journal() as connection:
        state = kept_state(connection)
        if kept_centre(connection) is not None and (state is None or state.stopped is not Stop.REVOKED):
            raise Refused(JoinRefusal.ALREADY_JOINED)
        chains = _own_chains(connection, services.device.code)
        first = state is None
    own = own_identities(services) if first else ()
    let_in = ask_centre(command, services.device.code, chains, services.folder, services.ids)
    again = let_in.generation != services.device.generation

    def write() -> None:
        with services.plain_work() as work:
            let_in.keep(work.connection, services.clock.now_us())
            keep_identities(work.connection, own, services.device.code, services.device.generation)
            if again:
                _succeed(work.connection, services.device, let_in)
            work.commit()

    services.lanes.write_now(write)
    return Joined(let_in.office, start_again=again)


def parse(command: JoinCentre) -> tuple[CentreAddress, EnrolmentCode]:
    """What was typed. Raises Refused: CentreAddressRefusal, EnrolmentCodeRefusal."""
    return CentreAddress.parse(command.address), EnrolmentCode.parse(command.code)


def ask_centre(command: JoinCentre, workstation: str, chains: dict[int, bytes], folder: Path, ids: Ids) -> LetIn:
    """Asks to be let in with these chains (generation → public key). Raises Refused(JoinRefusal), Unavailable."""
    address, code = parse(command)
    password, nonce = ids.random_bytes(PASSWORD_BYTES).hex(), ids.random_bytes(NONCE_BYTES)
    with _connected(address.dsn(code.login, code.password, folder), command.address) as centre:
        verifier = centre.pgconn.encrypt_password(password.encode(), b"", b"scram-sha-256").decode()
        wish = Enrol(workstation, tuple(chains), tuple(chains.values()), verifier, nonce)
        answer = _ask(centre, wish)
    if answer.status is not EnrolStatus.OK:
        raise Refused(JoinRefusal(answer.status.value), workstation=workstation)
    login, office, generation = answer.login, answer.office, answer.generation
    keys = (answer.sealing_key, answer.signing_key)
    return LetIn(command.address.strip(), login, password, office, generation, nonce, *keys)


def _own_chains(connection: Connection, workstation: str) -> dict[int, bytes]:
    """Every generation that was written here, oldest first, with its public key."""
    device = chain_device.c
    rows = connection.execute(
        select(device.generation, device.public_key)
        .where(device.workstation == workstation, device.private_key.is_not(None))
        .order_by(device.generation)
    )
    return {row.generation: row.public_key for row in rows}


def _succeed(connection: Connection, device: Device, let_in: LetIn) -> None:
    """A code that was revoked before goes on in a new generation, under the key that the centre was just shown."""
    own = chain_device.c
    private_key = connection.execute(
        select(own.private_key).where(own.workstation == device.code, own.generation == device.generation)
    ).scalar_one()
    shared, _ = chain_head(connection, device.code, device.generation)
    connection.execute(
        insert(tables.sync_successor).values(
            one=1, private_key=private_key, generation=let_in.generation, shared=shared, nonce=let_in.nonce
        )
    )


@contextmanager
def _connected(dsn: str, address: str) -> "Iterator[psycopg.Connection[Any]]":
    import psycopg

    try:
        session = psycopg.connect(
            dsn, autocommit=True, connect_timeout=CONNECT_SECONDS, application_name="civic-counter"
        )
    except psycopg.Error as error:
        raise _why_not(error, address) from error
    with session:
        yield session


def _why_not(error: "psycopg.Error", address: str) -> Refused | Unavailable:
    """What a failed connection means. libpq gives no code; that it used a password tells that a server refused it."""
    if error.pgconn is not None and error.pgconn.used_password:
        return Refused(JoinRefusal.NOT_LET_IN, address=address)
    if "certificate" in str(error):
        return Refused(JoinRefusal.NOT_TRUSTED, address=address)
    return Unavailable(JoinFailure.NO_ANSWER, address=address)


def _ask(centre: "psycopg.Connection[Any]", wish: Enrol) -> EnrolAnswer:
    import psycopg
    from psycopg import errors

    call = "SELECT * FROM counter.enrol(%s::integer, %s, %s::integer[], %s::bytea[], %s, %b)"
    values = (wish.workstation, list(wish.generations), list(wish.public_keys), wish.scram_verifier, wish.nonce)
    try:
        status, *rest = centre.execute(call, (PROTOCOL, *values), binary=True).fetchall()[0]
    except (errors.UndefinedFunction, errors.InvalidSchemaName, errors.InsufficientPrivilege) as error:
        raise Refused(JoinRefusal.NOT_A_CENTRE) from error
    except psycopg.OperationalError as error:
        raise Unavailable(JoinFailure.ANSWER_LOST, workstation=wish.workstation) from error
    return EnrolAnswer(EnrolStatus(status), *rest) if status == EnrolStatus.OK else EnrolAnswer(EnrolStatus(status))
