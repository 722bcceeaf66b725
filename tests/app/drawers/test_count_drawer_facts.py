"""The rows of a count, and amounts by tender."""

from app.drawers import count_drawer_facts, tables
from app.drawers.count_drawer_facts import ByTender, CountDifference, DrawerCounted, DrawerExpected
from app.journal.fact import Envelope, Fact, FactBody
from app.journal.kinds import Kinds

ENVELOPE = Envelope(
    workstation="A2",
    generation=1,
    sequence=7,
    fact_id="count",
    kind="",
    schema_version=1,
    recorded_at_us=5,
    office="main",
    person="reyes",
    business_date="2026-11-20",
    shift="shift",
)
FOUND, SHOULD = ByTender(100, 20, 3, None), ByTender(105, 20, 0, 40)


def rows(body: FactBody) -> dict[object, tuple[object, ...]]:
    kind = Kinds(count_drawer_facts.KINDS).of(body)
    return dict(kind.project(Fact(ENVELOPE, body)))


def test_each_fact_gives_the_row_of_its_own_table() -> None:
    counted = DrawerCounted(drawer="A2", purpose="close", denominations=(), counted=FOUND)
    assert rows(counted) == {
        tables.shift_count: ("count", "shift", 1, 7, 5, "reyes", "close", 100, 20, 3, None),
    }
    assert rows(DrawerExpected(count="c", expected=SHOULD)) == {tables.count_expected: ("c", "count", 105, 20, 0, 40)}
    difference = CountDifference(count="c", expected="e", difference=FOUND.less(SHOULD))
    assert rows(difference) == {tables.count_difference: ("c", "count", -5, 0, 3, None)}
    for body in (counted, DrawerExpected(count="c", expected=SHOULD), difference):
        for table, row in rows(body).items():
            assert len(row) == len(table.columns)  # type: ignore[attr-defined] # a table


def test_another_body_gives_no_row() -> None:
    other = Fact(ENVELOPE, FactBody())
    assert [list(kind.project(other)) for kind in count_drawer_facts.KINDS] == [[], [], []]


def test_amounts_by_tender() -> None:
    assert [FOUND.of(tender) for tender in ("cash", "check", "money_order", "card")] == [100, 20, 3, 0]
    assert FOUND.held_cents == 123
    assert ByTender(1, 2, 3, 4).less(ByTender(1, 1, 1, 1)) == ByTender(0, 1, 2, 3)
