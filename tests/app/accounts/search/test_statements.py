"""No statement of the search walks a table: their query plans say so."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from app.accounts.search import find, statements, typos
from tests.factories.city import CsvSet


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    files = CsvSet().load(tmp_path_factory.mktemp("plans") / "data")
    with files.read() as found:
        yield found
    files.close()


def _plan(connection: Connection, statement: str) -> list[str]:
    rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", statements.PARAMETERS[statement])
    return [row[3] for row in rows]


@pytest.mark.parametrize("statement", list(statements.PARAMETERS))
def test_no_table_is_scanned(connection: Connection, statement: str) -> None:
    scans = [step for step in _plan(connection, statement) if step.startswith("SCAN")]
    walked = [step for step in scans if "VIRTUAL TABLE INDEX" not in step and "(subquery" not in step]
    assert walked == []


@pytest.mark.parametrize("statement", list(statements.PARAMETERS))
def test_nothing_large_is_sorted(connection: Connection, statement: str) -> None:
    assert not [step for step in _plan(connection, statement) if "ORDER BY" in step]


def test_every_statement_is_among_them() -> None:
    named = {value for name, value in vars(statements).items() if name.isupper() and isinstance(value, str)}
    assert named == set(statements.PARAMETERS)


def test_the_search_asks_nothing_else() -> None:
    for module in (find, typos):
        source = Path(str(module.__file__)).read_text("utf-8")
        assert "SELECT" not in source
