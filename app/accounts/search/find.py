"""The one search field: accounts by number, name, address, telephone, meter, receipt number or scanned stub.

Exact words come first, then words that begin as typed; only if fewer than five accounts are found are typing errors
tried. Nothing is ranked over the whole city and nothing is scanned, so a million accounts answer as fast as a thousand.
A newer keystroke stops an older search through the connection's `interrupt`.
Receipt numbers of this program are the journal's: the answer names the number and the caller looks it up.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import product
from types import MappingProxyType

import msgspec
from sqlalchemy import Connection

from app.accounts.scan_line import ScanLayout, ScanLine, ScanOutcome, layouts, read_scan_line
from app.accounts.search import statements
from app.accounts.search.shapes import Needle, Shape, read_needle, unfinished_street_kinds
from app.accounts.search.typos import likely_words
from app.accounts.types import AccountClass, AccountStatus
from app.policies import Policies
from resources.texts import text

LIMIT = 20
TYPOS_BELOW = 5
_TYPO_TRIES_MAX = 12


class Matched(StrEnum):
    """What of the account fits the input."""

    ACCOUNT = "account"
    SCAN = "scan"
    PHONE = "phone"
    METER = "meter"
    RECEIPT = "receipt"
    WORDS = "words"
    SIMILAR = "similar"


class SearchHit(msgspec.Struct, frozen=True):
    """One account found. `account` is its stable key as text, `cis/100045127`."""

    account: str
    number: str
    name: str
    street_address: str
    unit: str
    phone: str
    status: AccountStatus
    account_class: AccountClass
    matched: Matched


class SearchResult(msgspec.Struct, frozen=True):
    """Accounts in the order in which to show them; `message` says what to do when a code cannot be used.

    `kind` is the input's shape; `receipt_number` is set when it looks like one of our receipts; `scan` is the stub.
    """

    hits: tuple[SearchHit, ...]
    kind: Shape
    message: str = ""
    receipt_number: str = ""
    scan: ScanLine | None = None


def search(
    connection: Connection,
    typed: str,
    limit: int = LIMIT,
    interrupted: Callable[[], bool] | None = None,
    known_layouts: tuple[ScanLayout, ...] | None = None,
    changed: Mapping[str, str] = MappingProxyType({}),
) -> SearchResult:
    """Finds accounts for what was typed or scanned. `connection` reads the reference file.

    `changed`: customers whose telephone, changed at a counter, fits what was typed (`changed_phones`).
    `interrupted` is asked between questions; a question that runs is stopped by the connection's `interrupt`.
    """
    needle = read_needle(typed)
    search_ = _Search(connection, limit, interrupted or (lambda: False))
    if needle.shape is Shape.NOTHING:
        return SearchResult((), needle.shape)
    if needle.shape is Shape.TOO_LONG:
        return SearchResult((), needle.shape, text("This is too long to search for. Type a number or a name."))
    if needle.shape is Shape.SCAN:
        return _scanned(search_, needle, known_layouts or shipped_layouts())
    search_.add_customers(changed)
    _ask(search_, needle)
    return SearchResult(search_.hits(), needle.shape, receipt_number=needle.receipt_number)


@cache
def shipped_layouts() -> tuple[ScanLayout, ...]:
    """The stub layouts of the policy as shipped."""
    return layouts(Policies().at("scan_line", date.max).values)


def _scanned(search_: "_Search", needle: Needle, known_layouts: tuple[ScanLayout, ...]) -> SearchResult:
    line = read_scan_line(needle.digits, known_layouts)
    if line.outcome is ScanOutcome.CHECK_WRONG:
        message = text("The check digit does not fit; scan again or type the account number.")
        return SearchResult((), needle.shape, message, scan=line)
    if line.outcome is ScanOutcome.LENGTH_WRONG:
        message = text(
            "This code has {count} digits, which no bill of the city has; scan again or type the account number.",
            count=line.digit_count,
        )
        return SearchResult((), needle.shape, message, scan=line)
    search_.add_account_digits(line.account_digits)
    hits = search_.hits()
    message = "" if hits else text("No account has the number on this stub; search by name or address.")
    return SearchResult(hits, needle.shape, message, scan=line)


def _ask(search_: "_Search", needle: Needle) -> None:
    """Asks the indexes that the shape points at, the likeliest first."""
    if needle.shape is Shape.PHONE:
        search_.add_phone(needle.digits)
    if needle.shape in (Shape.DIGITS, Shape.PHONE):
        search_.add(Matched.ACCOUNT, statements.ACCOUNT_PREFIX, needle.key, f"{needle.key}~")
        search_.add_phone(needle.digits)
        search_.add(Matched.METER, statements.METER_DIGITS_PREFIX, needle.digits, f"{needle.digits}~")
    if needle.shape in (Shape.CODE, Shape.RECEIPT):
        search_.add(Matched.ACCOUNT, statements.ACCOUNT_PREFIX, needle.key, f"{needle.key}~")
        range_ = (needle.digits, f"{needle.digits}~", needle.key, f"{needle.key}~")
        search_.add(Matched.METER, statements.METER_KEY_PREFIX, *range_)
        search_.add(Matched.RECEIPT, statements.RECEIPT_PREFIX, needle.code, f"{needle.code}~")
    if needle.words:
        search_.add_words(needle.words)
        if search_.count < TYPOS_BELOW and needle.shape in (Shape.NAME, Shape.ADDRESS):
            search_.add_similar(needle.words)


class _Search:
    """Collects accounts, each once, in the order found."""

    def __init__(self, connection: Connection, limit: int, interrupted: Callable[[], bool]) -> None:
        self._connection, self._limit, self._interrupted = connection, limit, interrupted
        self._found: dict[int, Matched] = {}
        self._phones: dict[int, str] = {}

    @property
    def count(self) -> int:
        return len(self._found)

    def add(self, matched: Matched, statement: str, *values: str) -> None:
        """Asks one index unless there are enough already."""
        if self.count < self._limit and not self._interrupted():
            rows = self._connection.exec_driver_sql(statement, (*values, self._limit))
            for (account_id,) in rows.fetchall():
                if self.count < self._limit:
                    self._found.setdefault(account_id, matched)

    def add_account_digits(self, digits: str) -> None:
        """Accounts by the digits on a stub, which lost or gained zeros at the left."""
        variants = [digits.zfill(width) for width in range(len(digits), 21)]
        self.add(Matched.SCAN, statements.ACCOUNT_NUMBERS, json.dumps(variants))

    def add_phone(self, digits: str) -> None:
        """Telephones that begin so, with or without the area code; from three digits."""
        if 3 <= len(digits) <= 10:
            self.add(Matched.PHONE, statements.PHONE_PREFIX, digits, f"{digits}~")
        if 3 <= len(digits) <= 7:
            self.add(Matched.PHONE, statements.PHONE_LOCAL_PREFIX, digits, f"{digits}~")

    def add_customers(self, changed: Mapping[str, str]) -> None:
        """Accounts of customers who can be reached otherwise than the city knows."""
        if changed:
            asked = (json.dumps(list(changed)), self._limit)
            for account_id, customer in self._connection.exec_driver_sql(statements.CUSTOMERS, asked).fetchall():
                self._found[account_id] = Matched.PHONE
                self._phones[account_id] = changed[customer]

    def add_words(self, words: tuple[str, ...]) -> None:
        """Name and address: the very words first, then words that begin so."""
        self.add(Matched.WORDS, statements.WORDS, " AND ".join(f'"{word}"' for word in words))
        last = len(words) - 1
        begun = (_begun(word, exact=n < last and word.isdigit()) for n, word in enumerate(words))
        self.add(Matched.WORDS, statements.WORDS, " AND ".join(begun))

    def add_similar(self, words: tuple[str, ...]) -> None:
        """The same with likely words for mistyped ones, the fewest errors first."""
        for meant in _meanings(self._connection, words):
            self.add(Matched.SIMILAR, statements.WORDS, " AND ".join(f'"{word}"' for word in meant))

    def hits(self) -> tuple[SearchHit, ...]:
        """What was found, as it is shown."""
        rows = self._connection.exec_driver_sql(statements.DETAILS, (json.dumps(list(self._found)),))
        by_id = {row[0]: row for row in rows}
        statuses, classes = list(AccountStatus), list(AccountClass)
        return tuple(
            SearchHit(
                account=f"{row[1]}/{row[2]}",
                number=row[3],
                name=row[4],
                street_address=row[5],
                unit=row[6],
                phone=self._phones.get(account_id) or row[7],
                status=statuses[row[8] - 1],
                account_class=classes[row[9] - 1],
                matched=matched,
            )
            for account_id, matched in self._found.items()
            if (row := by_id.get(account_id))
        )


def _begun(word: str, *, exact: bool) -> str:
    if exact:
        return f'"{word}"'
    kinds = unfinished_street_kinds(word)
    return f'"{word}" *' if not kinds else "(" + " OR ".join([f'"{word}" *', *(f'"{kind}"' for kind in kinds)]) + ")"


def _meanings(connection: Connection, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Likely readings of the words, at most a dozen; the words themselves are tried with each."""
    choices = []
    for word in words:
        likely = likely_words(connection, word)
        choices.append([(0, word), *enumerate(likely, start=1)])
    readings = sorted(product(*(choice[:5] for choice in choices)), key=lambda reading: sum(n for n, _ in reading))
    for reading in readings[1 : _TYPO_TRIES_MAX + 1]:
        yield tuple(word for _, word in reading)
