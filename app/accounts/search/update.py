"""Keeps what search looks in right when single accounts change: the same as `index.rebuild` would give.

The index holds no texts of its own, so an entry is taken out by the words that were put in. A word's number may differ
from a rebuild's, and so may which of the rarest words are left out beyond the bound; nothing else.
"""

from typing import Any

from app.accounts.search.index import TYPO_WORDS_MAX, deletions, takes_part

_PUT_IN = "INSERT INTO account_search (rowid, words) VALUES (?, ?)"
_TAKE_OUT = "INSERT INTO account_search (account_search, rowid, words) VALUES ('delete', ?, ?)"


MERGE_PAGES = 4
_SEGMENTS_MAX = 1_000
"""So many may stand side by side before FTS5 merges them at once, however long that takes; `merge_some` comes first."""


def keep_short(cursor: Any) -> None:
    """Tells the index to merge its segments only when it is asked to: a merge by itself takes tens of milliseconds."""
    for setting, value in (("automerge", 0), ("crisismerge", _SEGMENTS_MAX)):
        cursor.execute("INSERT INTO account_search (account_search, rank) VALUES (?, ?)", (setting, value))


def merge_some(cursor: Any) -> bool:
    """Merges a little of what changes left; false when there was nothing to merge."""
    before = cursor.connection.total_changes
    cursor.execute("INSERT INTO account_search (account_search, rank) VALUES ('merge', ?)", (MERGE_PAGES,))
    return bool(cursor.connection.total_changes - before >= 2)  # so FTS5's documentation says it


def replace_entry(cursor: Any, account_id: int, old: str | None, new: str | None) -> None:
    """The account's words (`fold.index_words`) were `old` and are `new`; None: it is not in the index."""
    if old == new:
        return
    if old is not None:
        cursor.execute(_TAKE_OUT, (account_id, old))
    if new is not None:
        cursor.execute(_PUT_IN, (account_id, new))
    before, after = _words(old), _words(new)
    for word in before - after:
        _count_less(cursor, word)
    for word in after - before:
        _count_more(cursor, word)


def _words(words: str | None) -> set[str]:
    return {word for word in (words or "").split() if takes_part(word)}


def _count_more(cursor: Any, word: str) -> None:
    cursor.execute("UPDATE search_word SET account_count = account_count + 1 WHERE word = ?", (word,))
    if cursor.rowcount:
        return
    number = cursor.execute("SELECT coalesce(max(id), 0) + 1 FROM search_word").fetchone()[0]
    if number <= TYPO_WORDS_MAX:
        cursor.execute("INSERT INTO search_word VALUES (?, ?, 1)", (number, word))
        rows = ((deletion, number) for deletion in deletions(word))
        cursor.executemany("INSERT OR IGNORE INTO search_deletion VALUES (?, ?)", rows)


def _count_less(cursor: Any, word: str) -> None:
    found = cursor.execute("SELECT id, account_count FROM search_word WHERE word = ?", (word,)).fetchone()
    if found is None:
        return
    number, count = found
    if count > 1:
        cursor.execute("UPDATE search_word SET account_count = account_count - 1 WHERE id = ?", (number,))
        return
    cursor.execute("DELETE FROM search_word WHERE id = ?", (number,))
    rows = ((deletion, number) for deletion in deletions(word))
    cursor.executemany("DELETE FROM search_deletion WHERE deletion = ? AND word_id = ?", rows)
