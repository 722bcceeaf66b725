"""The account of the pictures adds up by itself."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.accounts.demo_city.alvarez import Alvarez

_DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2060, 12, 31))


class _Writer:
    def __init__(self) -> None:
        self.rows: list[tuple[object, ...]] = []

    def writerow(self, row: tuple[object, ...]) -> None:
        self.rows.append(row)


def _written(today: date) -> tuple[dict[str, list[list[str]]], dict[str, _Writer]]:
    names = ("accounts", "usage_points", "agreements", "bills", "charges", "receipts", "receipt_lines")
    lines: dict[str, list[str]] = {name: [] for name in names}
    writers = {name: _Writer() for name in ("customers", "service_locations", "alerts", "notes")}
    Alvarez(today).write(lines, writers, "10-004512-7", "Cypress Springs")
    return {name: [line.rstrip("\n").split(",") for line in found] for name, found in lines.items()}, writers


@given(_DAYS)
def test_bills_are_the_sum_of_their_charges_on_any_day(today: date) -> None:
    lines, _ = _written(today)
    totals: dict[str, int] = {}
    for bill, _, _, _, cents, _, _ in lines["charges"]:
        totals[bill] = totals.get(bill, 0) + int(cents)
    assert totals == {row[0]: int(row[5]) for row in lines["bills"]}
    assert len(totals) == 13


@given(_DAYS)
def test_dates_fit_the_day(today: date) -> None:
    lines, writers = _written(today)
    issued, dues = [row[3] for row in lines["bills"]], [date.fromisoformat(row[4]) for row in lines["bills"]]
    assert issued == sorted(issued)
    assert issued[-1] < today.isoformat()
    assert 0 < (today - dues[-2]).days <= 30
    assert (dues[-1] - today) == timedelta(days=3)
    assert all(row[2] <= today.isoformat() for row in lines["receipts"])
    returned, until = writers["alerts"].rows[0][2], writers["alerts"].rows[0][3]
    assert isinstance(returned, date) and isinstance(until, date)
    assert returned < today < until
    assert all(str(note[2]) <= today.isoformat() for note in writers["notes"].rows)


def test_the_part_payment_leaves_electric_open() -> None:
    lines, _ = _written(date(2026, 11, 20))
    assert sum(int(row[3]) for row in lines["receipt_lines"]) == 15_000
    october = {row[1]: int(row[4]) for row in lines["charges"] if row[0] == "B100045127-2610"}
    paid = {row[2]: int(row[3]) for row in lines["receipt_lines"]}
    assert {line: cents - paid[line] for line, cents in october.items() if cents != paid[line]} == {"1": 1_244}
