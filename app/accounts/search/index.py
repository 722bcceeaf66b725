"""Builds what search looks in: the words of each account, and the words themselves for typing errors.

Typing errors are met by a deletion neighbourhood (Garbe's symmetric deletes): each distinct word stands there under
itself with one letter left out, so that a mistyped word finds its likely meanings with a few look-ups, however many
accounts there are. Only words of letters take part; the number of words is bounded.
"""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from app.accounts.search.fold import index_words

TYPO_WORDS_MAX = 300_000
TYPO_LETTERS_MIN = 3
TYPO_LETTERS_MAX = 20
_BATCH = 20_000
_BATCH_WORDS = 8_000
"""About as many words have `5 * _BATCH` deletions."""
_HASH_BYTES = 32 * 1024 * 1024
_FILL = (
    "INSERT INTO account_search (rowid, words) "
    "SELECT a.id, index_words(c.name, l.street_address, l.unit) "
    "FROM account a JOIN customer c ON c.id = a.customer_id JOIN service_location l ON l.id = a.location_id "
    "WHERE a.id BETWEEN ? AND ?"
)


def rebuild(cursor: Any, tick: Callable[[float], None]) -> None:
    """Fills the search tables anew from accounts, customers and locations.

    Calls `tick` at least every 100,000 rows with the share of the work that is done; the shares add up to about one.
    """
    cursor.connection.create_function("index_words", 3, index_words, deterministic=True)
    cursor.execute("INSERT INTO account_search (account_search) VALUES ('delete-all')")
    cursor.execute("INSERT INTO account_search (account_search, rank) VALUES ('hashsize', ?)", (_HASH_BYTES,))
    last = cursor.execute("SELECT coalesce(max(id), 0) FROM account").fetchone()[0]
    for first in range(1, last + 1, _BATCH):
        cursor.execute(_FILL, (first, first + _BATCH - 1))
        tick(0.8 * _BATCH / max(_BATCH, last))
    cursor.execute("INSERT INTO account_search (account_search) VALUES ('optimize')")
    _rebuild_words(cursor, tick)


def _rebuild_words(cursor: Any, tick: Callable[[float], None]) -> None:
    cursor.execute("DELETE FROM search_word")
    cursor.execute("DELETE FROM search_deletion")
    cursor.execute("CREATE VIRTUAL TABLE temp.account_vocabulary USING fts5vocab(main, account_search, row)")
    words = [
        (word, count) for word, count in cursor.execute("SELECT term, doc FROM account_vocabulary") if takes_part(word)
    ]
    cursor.execute("DROP TABLE temp.account_vocabulary")
    words = sorted(words, key=lambda each: (-each[1], each[0]))[:TYPO_WORDS_MAX]
    cursor.executemany(
        "INSERT INTO search_word VALUES (?, ?, ?)", ((n, word, count) for n, (word, count) in enumerate(words, 1))
    )
    rows = ((deletion, n) for n, (word, _) in enumerate(words, 1) for deletion in deletions(word))
    while batch := sorted(islice(rows, _BATCH * 5)):
        cursor.executemany("INSERT INTO search_deletion VALUES (?, ?)", batch)
        tick(0.2 * _BATCH_WORDS / max(_BATCH_WORDS, len(words)))


def takes_part(word: str) -> bool:
    """Whether typing errors of this word are met."""
    return TYPO_LETTERS_MIN <= len(word) <= TYPO_LETTERS_MAX and word.isalpha()


def deletions(word: str) -> Iterator[str]:
    """The word and each form of it with one letter left out, each once."""
    yield from dict.fromkeys([word, *(word[:n] + word[n + 1 :] for n in range(len(word)))])
