"""What a mistyped word may mean: words of the city that differ by one or two letters, the likeliest first.

Candidates come from the deletion neighbourhood (`index.deletions`), a bounded number of look-ups; their true distance
is the restricted Damerau-Levenshtein distance (a swap of neighbours is one error): one up to four letters, else two.
"""

import json

from sqlalchemy import Connection

from app.accounts.search import statements
from app.accounts.search.index import TYPO_LETTERS_MAX, deletions

LIKELY_MAX = 8
TYPED_LETTERS_MIN = 4
"""Three letters are more likely the beginning of a word than a mistyped one."""


def likely_words(connection: Connection, word: str) -> list[str]:
    """The words that `word` may stand for, itself left out; empty for what is no word of letters."""
    if not (TYPED_LETTERS_MIN <= len(word) <= TYPO_LETTERS_MAX and word.isalpha()):
        return []
    from rapidfuzz.distance import OSA

    errors_max = 1 if len(word) <= 4 else 2
    rows = connection.exec_driver_sql(statements.LIKELY_WORDS, (json.dumps(list(deletions(word))),))
    ranked = []
    for candidate, account_count in rows:
        distance = OSA.distance(word, candidate, score_cutoff=errors_max)
        if 0 < distance <= errors_max:
            ranked.append((distance, -int(account_count), str(candidate)))
    return [candidate for _, _, candidate in sorted(ranked)[:LIKELY_MAX]]
