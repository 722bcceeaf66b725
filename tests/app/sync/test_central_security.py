"""What a workstation's login can do at the centre: call the functions named here. Whoever steals it can do no more."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import errors

from app.journal.chain import Signer
from app.sync.protocol import PushStatus
from tests.factories.central import Central, Connection
from tests.factories.central_chain import Chain, pull

MAY_CALL = {
    *("activity_buckets", "fetch", "fetch_activity", "heads", "hello", "next_generation", "pull", "pull_activity"),
    *("bundle_keys", "push", "reference_cursor", "reference_extent", "reference_feed", "reference_rows"),
    *("push_with_values", "pull_with_values", "fetch_with_values"),
}


@pytest.fixture
def a2(central: Central) -> Iterator[Connection]:
    """The session of A2, beside which B1 is enrolled."""
    central.enrol("A2", key=Signer(b"a" * 32))
    central.enrol("B1", key=Signer(b"b" * 32))
    with central.workstation("A2") as session:
        yield session


FORBIDDEN = [
    "SELECT FROM counter.{}",
    "INSERT INTO counter.{} DEFAULT VALUES",
    "DELETE FROM counter.{}",
    "TRUNCATE counter.{} CASCADE",
    "COPY counter.{} TO STDOUT",
    "CREATE TRIGGER t BEFORE INSERT ON counter.{} EXECUTE FUNCTION suppress_redundant_updates_trigger()",
]


def test_no_table_can_be_touched(central: Central, a2: Connection) -> None:
    with central.admin() as admin:
        rows = admin.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'counter'").fetchall()
    assert len(rows) > 20
    for (table,) in rows:
        for statement in FORBIDDEN:
            with pytest.raises(errors.InsufficientPrivilege):
                a2.execute(statement.format(table))
    with pytest.raises(errors.InsufficientPrivilege):
        a2.execute("SELECT FROM counter.account_activity")


BEYOND = [
    "CREATE TABLE public.t ()",
    "CREATE TABLE counter.t ()",
    "CREATE TEMP TABLE t ()",
    "CREATE SCHEMA mine",
    "CREATE ROLE other",
    "SET ROLE counter_owner",
    "SET ROLE counter_enroller",
    "SET SESSION AUTHORIZATION civic",
    "ALTER FUNCTION counter.caller() RESET ALL",
    "SELECT counter.caller()",
    "SELECT counter.revoke('B1')",
    "SELECT counter.end_sessions('B1')",
    "SELECT counter.open_chain('A2', 'main', 9, repeat('k', 32)::bytea)",
    "SELECT * FROM counter.make_enrolment('enrol_00000000', repeat('0', 16), 'main', NULL, 10)",
    "SELECT * FROM counter.enrol(1, 'C1', ARRAY[1], ARRAY[''::bytea], '', '')",
    "SELECT * FROM counter.activity_after(0, '', 0, 0, 0, 500, NULL, NULL)",
    "SELECT * FROM counter.pushes_after(0, '', 0, 0, 500, NULL)",
    "SELECT pg_read_file('postgresql.conf')",
    "COPY (SELECT 1) TO PROGRAM 'true'",
    "SELECT * FROM pg_authid",
]


def test_nothing_can_be_made_or_called_beyond_them(a2: Connection) -> None:
    for statement in BEYOND:
        with pytest.raises(errors.InsufficientPrivilege):
            a2.execute(statement)


def test_it_cannot_become_another_workstation(central: Central, a2: Connection) -> None:
    for statement in ("SET ROLE", "SET SESSION AUTHORIZATION"):
        with pytest.raises(errors.InsufficientPrivilege):
            a2.execute(f"{statement} ws_b1_{central.database}")
    forged = Chain("B1", signer=Signer(b"a" * 32))
    forged.add()
    assert forged.push(a2).status == PushStatus.BAD_HASH


def test_it_cannot_say_that_it_acts_for_another(central: Central, a2: Connection) -> None:
    """As a carrier of bundles may."""
    a2.execute("SET counter.on_behalf_of = 'B1'")
    chain = Chain("B1", signer=Signer(b"b" * 32))
    chain.add()
    assert chain.push(a2).status == PushStatus.BAD_HASH
    own = Chain("A2", signer=Signer(b"a" * 32))
    own.add()
    assert own.push(a2).status == PushStatus.OK
    with central.admin() as admin:
        assert admin.execute("SELECT workstation FROM counter.fact").fetchall() == [("A2",)]


def test_an_enrolments_login_may_enrol_only(central: Central) -> None:
    with central.admin() as admin:
        admin.execute("SELECT counter.make_enrolment('enrol_00000001', repeat('0', 16), 'main', NULL, 10)")
    dsn = central.dsn.replace("user=civic", "user=enrol_00000001").replace(central.cluster.password, "0" * 16)
    with psycopg.connect(dsn, autocommit=True) as invited:
        for call in ("counter.heads(1)", "counter.hello(1, 1, '', '')", "counter.workstation", "counter.enrolment"):
            with pytest.raises(errors.InsufficientPrivilege):
                invited.execute(f"SELECT * FROM {call}")


def test_a_centre_opens_no_other_centre(central: Central, a2: Connection, empty_database: str) -> None:
    """A login belongs to the whole server: in another centre it is nobody."""
    from app.sync.central.init import init

    init(empty_database)
    other = psycopg.conninfo.conninfo_to_dict(empty_database)["dbname"]
    dsn = psycopg.conninfo.make_conninfo(central.passwords["A2"], dbname=other)
    with psycopg.connect(dsn, autocommit=True) as stranger, pytest.raises(psycopg.Error) as raised:
        stranger.execute("SELECT * FROM counter.heads(1)")
    assert raised.value.sqlstate == "CC002"


class TestHijack:
    """Objects of the same name in front of ours, made by a login that may make some."""

    @pytest.fixture
    def hostile(self, central: Central, a2: Connection) -> Connection:
        """A2 with rights that a careless administrator gave it."""
        with central.admin() as admin:
            admin.execute(f"GRANT CREATE, TEMP ON DATABASE {central.database} TO PUBLIC")
            admin.execute("GRANT CREATE ON SCHEMA public TO PUBLIC")
        a2.execute("CREATE SCHEMA mine")
        for place in ("mine", "pg_temp", "public"):
            a2.execute(f"CREATE TABLE {place}.workstation (LIKE pg_class)")
            a2.execute(f"CREATE TABLE {place}.chain (x int)")
            a2.execute(f"CREATE TABLE {place}.centre (x int)")
            for function, gives in (("sha256(bytea)", "bytea"), ("length(bytea)", "integer"), ("now()", "timestamptz")):
                a2.execute(
                    f"CREATE FUNCTION {place}.{function} RETURNS {gives} LANGUAGE plpgsql AS "
                    "'BEGIN RAISE EXCEPTION ''hijacked as %'', current_user; END'"
                )
        a2.execute("SET search_path = mine, pg_temp, public, pg_catalog, counter")
        return a2

    def test_our_functions_find_our_own(self, hostile: Connection) -> None:
        chain = Chain(signer=Signer(b"a" * 32))
        chain.add(2)
        assert chain.push(hostile).status == PushStatus.OK
        assert len(pull(hostile)) == 2
        assert hostile.execute("SELECT status FROM counter.hello(1, 1, %s, %s)", (bytes(16), b"b" * 16)).fetchone() == (
            "ok",
        )


def test_what_may_be_called_is_what_is_meant(central: Central) -> None:
    with central.admin() as admin:
        rows = admin.execute(
            "SELECT DISTINCT proname FROM pg_proc WHERE pronamespace = 'counter'::regnamespace "
            "AND has_function_privilege('counter_workstation', oid, 'EXECUTE')"
        )
        assert {name for (name,) in rows} == MAY_CALL
        everybody = admin.execute(
            "SELECT proname FROM pg_proc, aclexplode(coalesce(proacl, acldefault('f', proowner))) a "
            "WHERE pronamespace = 'counter'::regnamespace AND a.grantee = 0"
        )
        assert everybody.fetchall() == []


def test_functions_with_others_rights_fix_their_search_path(central: Central) -> None:
    with central.admin() as admin:
        rows = admin.execute(
            "SELECT proname, proconfig, rolname, rolsuper, rolcreaterole FROM pg_proc JOIN pg_roles r "
            "ON r.oid = proowner WHERE pronamespace = 'counter'::regnamespace AND prosecdef"
        ).fetchall()
    assert {tuple(config or ()) for _, config, *_ in rows} == {("search_path=pg_catalog, counter, pg_temp",)}
    assert not any(superuser for *_, superuser, _ in rows)
    enrolling = {name for name, _, _, _, may_make_roles in rows if may_make_roles}
    assert enrolling == {"make_enrolment", "enrol", "revoke", "end_sessions"}
    assert {row[2] for row in rows} == {"counter_owner", "counter_enroller"}


def test_the_roles_that_own_cannot_log_in(central: Central) -> None:
    with central.admin() as admin:
        rows = admin.execute("SELECT rolname FROM pg_roles WHERE rolname LIKE 'counter\\_%' AND rolcanlogin")
        assert rows.fetchall() == []
