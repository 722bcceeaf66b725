"""Rows as one text: separators, nulls, what COPY escapes."""

import pytest

from app.sync.reference_rows import columns_of, copied_rows, key_of, place_of, put, remove


def test_columns_and_nulls() -> None:
    assert columns_of("1\x1f\x1e\x1f\x1fa b") == ["1", "\x1e", "", "a b"]
    assert put("opening_balance") == "INSERT OR REPLACE INTO opening_balance VALUES (?, ?, ?, ?, ?)"
    assert put("account_alert") == "INSERT OR REPLACE INTO account_alert VALUES (?, ?, ?, nullif(?, char(30)), ?, ?)"


def test_keys() -> None:
    assert key_of("charge", ["7", "8", "1", "2", "1", "500", "\x1e", "\x1e", "3"]) == ["7", "8", "1"]
    assert remove("charge") == "DELETE FROM charge WHERE account_id = ? AND bill_id = ? AND line = ?"
    assert place_of("account", "external_id") == 2


@pytest.mark.parametrize(
    ("copied", "rows"),
    [
        (b"", []),
        (b"1\x1fa\n2\x1fb\n", [["1", "a"], ["2", "b"]]),
        (b"1\x1f\n", [["1", ""]]),
        (b"1\x1ftwo\\nlines\\\\n\n2\x1fb\n", [["1", "two\nlines\\n"], ["2", "b"]]),
        ("1\x1fé\n".encode(), [["1", "é"]]),
    ],
)
def test_what_copy_sends(copied: bytes, rows: list[list[str]]) -> None:
    assert copied_rows(copied) == rows
