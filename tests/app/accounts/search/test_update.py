"""One account's words at a time: the same index as one made anew."""

import random
from pathlib import Path
from typing import Any

from app.accounts.search import index
from app.accounts.search.fold import index_words
from app.accounts.search.update import replace_entry
from app.store.database import open_connection
from tests.factories.city import KEY, CsvSet

NAMES = ("Álvarez, Ann", "O'Brien, Jo", "Tran, Dai", "Tran-Okafor, Ann", "12 Monkeys LLC", "Ng")


def _found(cursor: Any) -> list[Any]:
    words = sorted(cursor.execute("SELECT word, account_count FROM search_word").fetchall())
    deletions = cursor.execute("SELECT deletion, word FROM search_deletion JOIN search_word ON id = word_id").fetchall()
    ask = "SELECT rowid FROM account_search WHERE account_search MATCH ? ORDER BY rowid"
    hits = [cursor.execute(ask, (f'"{word}"',)).fetchall() for word, _ in [*words, ("12", 0), ("ng", 0)]]
    return [words, sorted(deletions), hits]


def test_changes_give_what_a_rebuild_gives(tmp_path: Path) -> None:
    rows = CsvSet()
    for n in range(3, 9):
        rows.add_account(str(n), f"Person {n}", f"{n} Oak Ave")
    rows.import_into(tmp_path / "data")
    cursor = open_connection(tmp_path / "data" / "reference-1.db", KEY).cursor()
    chance = random.Random(7)
    for _ in range(60):
        number = chance.randrange(1, 9)
        asked = "SELECT c.name, l.street_address, l.unit FROM customer c JOIN service_location l ON l.id = c.id"
        name, street, unit = cursor.execute(f"{asked} WHERE c.id = ?", (number,)).fetchone()
        new = chance.choice(NAMES)
        cursor.execute("UPDATE customer SET name = ? WHERE id = ?", (new, number))
        replace_entry(cursor, number, index_words(name, street, unit), index_words(new, street, unit))
    before = _found(cursor)
    index.rebuild(cursor, lambda _: None)
    assert before == _found(cursor)


def test_an_account_that_goes_takes_its_words_along(tmp_path: Path) -> None:
    CsvSet().import_into(tmp_path / "data")
    cursor = open_connection(tmp_path / "data" / "reference-1.db", KEY).cursor()
    replace_entry(cursor, 1, index_words("Alvarez, Maria", "1207 Pine St", ""), None)
    assert cursor.execute("SELECT rowid FROM account_search WHERE account_search MATCH 'pine'").fetchall() == []
    assert cursor.execute("SELECT count(*) FROM search_word WHERE word = 'alvarez'").fetchone() == (0,)
    replace_entry(cursor, 1, None, "lowe pine")
    assert cursor.execute("SELECT rowid FROM account_search WHERE account_search MATCH 'lowe'").fetchall() == [(1,)]
