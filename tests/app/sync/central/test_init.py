"""A database becomes the centre, once or again, and never one of a newer program."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from app.errors import Unavailable
from app.ids import SystemIds
from app.sync.central import init as module
from app.sync.central.audit import audit
from app.sync.central.connection import CentralFailure
from app.sync.central.init import init
from app.sync.central.private_cluster import PrivateCluster, private_cluster
from app.sync.central.revoke import revoke
from app.sync.central.status import central_status
from tests.factories.central import Central
from tests.factories.central_chain import Chain, pull

OLD = Path(__file__).parent / "old_centres"
"""A centre of each released schema, as `pg_dump --inserts` wrote it."""

NEXT_REVISION = '''"""The next schema."""

from alembic import op

revision = "9001"
down_revision = "{newest}"


def upgrade() -> None:
    op.execute("ALTER TABLE counter.centre ADD COLUMN later text")
'''


def test_an_empty_database_becomes_the_centre(empty_database: str) -> None:
    made = init(empty_database)
    assert made.before == "" and made.now >= "0001"


def test_once_more_changes_nothing(central: Central) -> None:
    central.enrol("A2")
    made = init(central.dsn)
    assert made.before == made.now
    with central.workstation("A2") as a2:
        assert a2.execute("SELECT workstation FROM counter.heads(1)").fetchall() == [("A2",)]


def test_the_first_schema_is_upgraded_with_all_it_holds(
    cluster: PrivateCluster, empty_database: str, central: Central
) -> None:
    """The roles are those of the template's centre on the same server."""
    with psycopg.connect(empty_database, autocommit=True) as admin:
        admin.execute((OLD / "0001.sql").read_bytes())
    made = init(empty_database)
    assert (made.before, made.now) == ("0001", "0005")
    assert columns(empty_database) == columns(central.dsn)
    with psycopg.connect(empty_database) as admin:
        assert admin.execute("SELECT workstation, head_sequence FROM counter.chain ORDER BY 1").fetchall() == [
            ("A2", 3),
            ("B1", 2),
        ]
        assert admin.execute("SELECT count(*) FROM counter.bundle_key").fetchall() == [(1,)]
    audited = audit(empty_database)
    assert (audited.facts, audited.findings) == (5, ())
    now = Central(cluster, empty_database.partition("dbname=")[2])
    now.enrol("C1")
    with now.workstation("C1") as c1:
        assert c1.execute("SELECT workstation FROM counter.heads(1)").fetchall() == [("A2",), ("C1",)]
        assert c1.execute("SELECT load_id FROM counter.reference_cursor(1)").fetchall() == [(0,)]


def test_the_keys_for_bundles_are_made_once(central: Central) -> None:
    with central.admin() as admin:
        before = admin.execute("SELECT * FROM counter.bundle_key").fetchall()
        init(central.dsn)
        assert admin.execute("SELECT * FROM counter.bundle_key").fetchall() == before


def columns(dsn: str) -> list[tuple[str, ...]]:
    """Every column of the centre's tables, with its type."""
    with psycopg.connect(dsn) as session:
        return session.execute(
            "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns "
            "WHERE table_schema = 'counter' ORDER BY 1, 2"
        ).fetchall()


def test_an_upgrade_keeps_facts_workstations_and_sessions(
    central: Central, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chain = Chain()
    central.enrol("A2", key=chain.signer)
    chain.add(2)
    with central.workstation("A2") as a2:
        chain.push(a2)
        before = init(central.dsn).now
        folder = tmp_path / "migrations"
        (folder / "versions").mkdir(parents=True)
        for path in module.MIGRATIONS.rglob("*.*"):
            if path.suffix in (".py", ".sql"):
                (folder / path.relative_to(module.MIGRATIONS)).write_bytes(path.read_bytes())
        (folder / "versions" / "9001_next.py").write_text(NEXT_REVISION.format(newest=before))
        monkeypatch.setattr(module, "MIGRATIONS", folder)
        made = init(central.dsn)
        assert (made.before, made.now) == (before, "9001")
        chain.add(1)
        assert chain.push(a2, 3).status == "ok"
        assert len(pull(a2)) == 3
    monkeypatch.undo()
    with pytest.raises(Unavailable) as raised:
        init(central.dsn)
    assert raised.value.code is CentralFailure.SCHEMA_NEWER
    assert raised.value.values == {"found": "9001", "known": before}


def test_two_at_once_make_one(empty_database: str) -> None:
    with ThreadPoolExecutor(2) as threads:
        made = [each.result(60) for each in [threads.submit(init, empty_database) for _ in range(2)]]
    assert sorted(each.before for each in made) == ["", made[0].now]


def test_who_may_make_roles_and_owns_the_database_need_not_be_superuser(cluster: PrivateCluster) -> None:
    """As on a rented server, which nobody else made a centre on (from 16 on, whoever makes a role administers it)."""
    with private_cluster(SystemIds(), durable=False) as rented:
        with psycopg.connect(rented.dsn(), autocommit=True) as admin:
            admin.execute("CREATE ROLE dba LOGIN CREATEROLE PASSWORD 'secret'")
            admin.execute("CREATE DATABASE city OWNER dba")
        dsn = psycopg.conninfo.make_conninfo(rented.dsn("city"), user="dba", password="secret")
        assert init(dsn).before == ""
        assert init(dsn).before != ""
        centre = RentedCentre(rented, "city")
        chain = Chain()
        centre.enrol("A2", key=chain.signer)
        chain.add(3)
        with centre.workstation("A2") as a2:
            assert chain.push(a2).status == "ok"
            assert [each.facts for each in central_status(dsn).workstations] == [3]
            assert audit(dsn).findings == ()
            assert revoke(dsn, "A2").sessions == 1


class RentedCentre(Central):
    """Administered by who owns the database."""

    @property
    def dsn(self) -> str:
        return psycopg.conninfo.make_conninfo(self.cluster.dsn(self.database), user="dba", password="secret")


def test_who_may_not_make_roles_is_told(empty_database: str) -> None:
    name = f"guest_{SystemIds().random_bytes(6).hex()}"
    with psycopg.connect(empty_database, autocommit=True) as admin:
        admin.execute(f"CREATE ROLE {name} LOGIN PASSWORD 'secret'")
        dsn = psycopg.conninfo.make_conninfo(empty_database, user=name, password="secret")
        with pytest.raises(Unavailable) as raised:
            init(dsn)
        admin.execute(f"DROP ROLE {name}")
    assert raised.value.code is CentralFailure.NOT_ALLOWED


def test_a_failed_init_leaves_nothing(empty_database: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for path in module.SQL.glob("*.sql"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "rights.sql").write_text("SELECT 1 / 0")
    monkeypatch.setattr(module, "SQL", tmp_path)
    with pytest.raises(psycopg.DataError):
        init(empty_database)
    with psycopg.connect(empty_database) as session:
        assert session.execute("SELECT to_regnamespace('counter')").fetchone() == (None,)
