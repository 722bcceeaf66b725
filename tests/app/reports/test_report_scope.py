"""What a report reads: one run of a shift's chain, and by an index what belongs to no shift; never a whole table."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.journal.tables import posting
from app.reports import report_scope
from app.reports.report import Question, ReportKind
from tests.factories.closing import close_balanced, reopen
from tests.factories.counter import SUPERVISOR, Counter, open_counter
from tests.factories.payments import pay
from tests.factories.reports import DAY, ask, part, total


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    pay(counter)
    yield counter
    counter.services.close()


def plan(counter: Counter, statement: Any) -> str:
    """How the database answers."""
    with counter.services.read_journal() as connection:
        sql = statement.compile(connection.engine, compile_kwargs={"literal_binds": True})
        return " ".join(row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}"))


def ends(counter: Counter, kind: ReportKind) -> tuple[int, int]:
    """Where the run of the day's shift ends."""
    with counter.services.read_journal() as connection:
        scope = report_scope.scope_of(counter.services, SUPERVISOR, connection, Question(kind, DAY, DAY))
    return scope.shifts[0].ends


def test_no_table_is_read_whole(counter: Counter) -> None:
    question = Question(ReportKind.LEDGER, DAY, DAY)
    with counter.services.read_journal() as connection:
        scope = report_scope.scope_of(counter.services, SUPERVISOR, connection, question)
        places = list(scope._places())
    plans = [plan(counter, posting.select().where(place)) for place in places]
    assert len(plans) == 2 and not any("SCAN" in each for each in plans)
    assert "posting_without_shift" in plans[1]
    asked = plan(counter, report_scope._asked(question))
    assert "shift_by_business_date" in asked and "SCAN shift " not in asked


def test_a_closed_shift_ends_with_its_last_event(counter: Counter) -> None:
    close_balanced(counter)
    found = part(ask(counter, ReportKind.OVER_SHORT), "closes").rows[0].key
    assert ends(counter, ReportKind.Z) < (2, 0)
    reopen(counter, found)
    assert ends(counter, ReportKind.X) > (2, 0)
    assert total(part(ask(counter, ReportKind.LEDGER), "ledger"), "net") == 0
