"""What search looks in is made from the rows and can be made anew."""

from pathlib import Path

import pytest

from app.accounts.search import index
from app.store.database import open_connection
from tests.factories.city import KEY, CsvSet


def test_rebuilding_gives_the_same(tmp_path: Path) -> None:
    CsvSet().import_into(tmp_path / "data")
    connection = open_connection(tmp_path / "data" / "reference-1.db", KEY)
    cursor = connection.cursor()
    tables = ("search_word", "search_deletion")
    before = [cursor.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in tables]
    shares: list[float] = []
    index.rebuild(cursor, shares.append)
    assert [cursor.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in tables] == before
    assert cursor.execute("SELECT rowid FROM account_search WHERE account_search MATCH 'pine'").fetchall() == [(1,)]
    assert 0.5 < sum(shares) <= 1
    connection.close()


def test_the_words_for_typing_errors_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "TYPO_WORDS_MAX", 2)
    rows = CsvSet()
    rows.add_account("3", "Okafor, Ada", "9 Elm Ct")
    rows.import_into(tmp_path / "data")
    connection = open_connection(tmp_path / "data" / "reference-1.db", KEY, read_only=True)
    words = connection.execute("SELECT word, account_count FROM search_word ORDER BY id").fetchall()
    assert words == [("elm", 2), ("okafor", 2)], "the commonest stay"
    connection.close()
