"""One line of each file: what becomes of it, and what is said of one that refers to nothing."""

from collections.abc import Callable

import pytest

from app.accounts import import_rows
from app.accounts.csv_set import Problem
from app.accounts.import_rows import LoadContext, MakeRow


class _Ids:
    """Knows the ids it is told of; gives new ones from 100."""

    def __init__(self, *known: str) -> None:
        self._known = {name: n for n, name in enumerate(known, start=1)}
        self._next = 99

    def find(self, external_id: str) -> int | None:
        return self._known.get(external_id)

    def find_owned(self, external_id: str) -> tuple[int, int] | None:
        found = self._known.get(external_id)
        return (found // 2 + 1, found) if found else None

    def add(self, external_id: str, owner: int = 0) -> int:
        self._next += 1
        return self._next


def _maker(maker: Callable[[LoadContext], MakeRow]) -> MakeRow:
    known = {
        "customer": _Ids("C1"),
        "service_location": _Ids("L1"),
        "account": _Ids("A1"),
        "usage_point": _Ids("U1"),
        "account_note": _Ids(),
        "bill": _Ids("B1", "B2", "B3"),
        "outside_receipt": _Ids("R1"),
    }
    return maker(LoadContext(source_id=1, load_id=7, ids=known))  # type: ignore[arg-type]  # a stand-in with its methods


LINES: list[tuple[Callable[[LoadContext], MakeRow], str, tuple[object, ...]]] = [
    (
        import_rows.customers,
        "C2|Núñez, Ana|person|+1 (850) 555-0177|a@example.com|PO Box 1|es",
        (
            *(100, 1, "C2", "Núñez, Ana", "person", "+1 (850) 555-0177", "8505550177", "5550177"),
            *("a@example.com", "PO Box 1", "es", 7),
        ),
    ),
    (
        import_rows.customers,
        "C2|Reyes|organization||||",
        (100, 1, "C2", "Reyes", "organization", "", None, None, "", "", "en", 7),
    ),
    (
        import_rows.service_locations,
        "L2|8 Elm Ct|Apt 3|Cypress Springs|32301|12",
        (100, 1, "L2", "8 Elm Ct", "Apt 3", "Cypress Springs", "32301", 12, 7),
    ),
    (
        import_rows.accounts,
        "A2|10-000002-0|C1|L1|commercial|closed|2020-01-31|2026-10-01",
        (100, 1, "A2", "10-000002-0", "100000020", 1, 1, 2, 4, "2020-01-31", "2026-10-01", 7),
    ),
    (
        import_rows.usage_points,
        "U2|L1|water|W-220916||2026-12-01",
        (100, 1, "U2", 1, 3, "W-220916", "220916", "W220916", None, "2026-12-01", 7),
    ),
    (import_rows.usage_points, "U2|L1|sewer|||", (100, 1, "U2", 1, 4, "", None, None, None, None, 7)),
    (import_rows.agreements, "A1|electric|U1|standard|2020-01-31|", (1, 1, "2020-01-31", 1, "standard", None, 7)),
    (import_rows.agreements, "A1|fire_fee|||2020-01-31|", (1, 7, "2020-01-31", 0, "", None, 7)),
    (import_rows.alerts, "A1|cash_only|2026-03-03||Returned", (1, 1, "2026-03-03", None, "Returned", 7)),
    (import_rows.notes, "N1|A1|2026-03-03|Tran|One\nTwo", (1, 100, 1, "N1", "2026-03-03", "Tran", "One\nTwo", 7)),
    (import_rows.opening_balances, "A1|water|-500|2026-01-31", (1, 3, -500, "2026-01-31", 7)),
    (
        import_rows.bills,
        "B9|A1|2026-11|2026-11-02|2026-11-23|14499",
        (1, 100, 1, "B9", "2026-11", "2026-11-02", "2026-11-23", 14499, 7),
    ),
    (import_rows.charges, "B1|2|water|charge|1170||", (1, 1, 2, 3, 1, 1170, None, None, 7)),
    (import_rows.charges, "B1|2|other|fee|500|2026-12-01|Late", (1, 1, 2, 8, 2, 500, "2026-12-01", "Late", 7)),
    (import_rows.receipts, "R9|A1|2026-11-02|lockbox|500|", (1, 100, 1, "R9", "2026-11-02", 3, 500, None, 7)),
    (import_rows.receipt_lines, "R1|B1|2|500", (1, 1, 1, 2, 500, 7)),
]


@pytest.mark.parametrize(("maker", "line", "row"), LINES)
def test_a_line_becomes_a_row(maker: Callable[[LoadContext], MakeRow], line: str, row: tuple[object, ...]) -> None:
    assert _maker(maker)(line.split("|")) == row


UNKNOWN: list[tuple[Callable[[LoadContext], MakeRow], str, str]] = [
    (import_rows.accounts, "A2|1|C9|L1|commercial|closed||", "customer_id 'C9'"),
    (import_rows.accounts, "A2|1|C1|L9|commercial|closed||", "location_id 'L9'"),
    (import_rows.accounts, "A2|1||L1|commercial|closed||", "customer_id is empty"),
    (import_rows.usage_points, "U2|L9|water|||", "location_id 'L9'"),
    (import_rows.agreements, "A9|water||p|2020-01-31|", "account_id 'A9'"),
    (import_rows.agreements, "A1|water|U9|p|2020-01-31|", "usage_point_id 'U9'"),
    (import_rows.alerts, "A9|cash_only|2026-03-03||", "account_id 'A9'"),
    (import_rows.notes, "N1|A9|2026-03-03|Tran|x", "account_id 'A9'"),
    (import_rows.opening_balances, "A9|water|1|2026-01-31", "account_id 'A9'"),
    (import_rows.bills, "B9|A9|2026-11|2026-11-02|2026-11-23|1", "account_id 'A9'"),
    (import_rows.charges, "B9|1|water|charge|1||", "bill_id 'B9'"),
    (import_rows.receipts, "R9|A9|2026-11-02|web|1|", "account_id 'A9'"),
    (import_rows.receipt_lines, "R9|B1|1|1", "receipt_id 'R9'"),
    (import_rows.receipt_lines, "R1|B9|1|1", "bill_id 'B9'"),
    (import_rows.receipt_lines, "R1|B3|1|1", "belongs to another account"),
]


@pytest.mark.parametrize(("maker", "line", "reason"), UNKNOWN)
def test_a_line_that_refers_to_nothing_is_a_problem(
    maker: Callable[[LoadContext], MakeRow], line: str, reason: str
) -> None:
    with pytest.raises(Problem, match=reason):
        _maker(maker)(line.split("|"))


def test_lines_of_one_bill_and_one_receipt_follow_each_other() -> None:
    charges, parts = _maker(import_rows.charges), _maker(import_rows.receipt_lines)
    assert [charges(f"{bill}|1|water|charge|1||".split("|"))[:2] for bill in ("B1", "B1", "B3", "B1")] == [
        (1, 1),
        (1, 1),
        (2, 3),
        (1, 1),
    ]
    assert [parts(f"R1|B1|{line}|1".split("|"))[3] for line in (1, 2)] == [1, 2]


def test_a_wrong_number_of_fields_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="unpack"):
        _maker(import_rows.bills)(["B1"])
