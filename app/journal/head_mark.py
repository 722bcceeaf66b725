"""A mark beside the journal that says how far it had come: a journal that ends before its mark has lost facts.

So an old backup of the file, or a write-ahead log that was taken away, is said at start instead of giving out receipt
numbers again. The mark follows within a second, without an fsync; what is unreadable says nothing. A backup of the
whole folder brings its own mark along and is not seen here; the second copy sees it.
"""

from contextlib import suppress
from pathlib import Path

import msgspec

from app.errors import Unavailable
from app.journal.read_facts import Execute, facts_after, head_position
from app.store.database import StoreFailure


class HeadMark(msgspec.Struct, frozen=True):
    """The position of the newest fact, and its hash in hex."""

    position: int
    hash: str


def mark_path(database: Path) -> Path:
    """Where the mark of a journal lies."""
    return database.with_name(f"{database.stem}.head")


def write_mark(database: Path, execute: Execute, before: HeadMark | None) -> HeadMark | None:
    """Moves the mark to the newest fact; gives where it is. A folder that takes no file leaves it where it was."""
    position = head_position(execute)
    if not position or (before and before.position == position):
        return before
    (newest,) = facts_after(execute, position - 1, 1)
    mark = HeadMark(position, newest.sealed.hash.hex())
    with suppress(OSError):
        waiting = mark_path(database).with_suffix(".head-new")
        waiting.write_bytes(msgspec.json.encode(mark))
        waiting.replace(mark_path(database))
        return mark
    return before


def refuse_lost_facts(database: Path, execute: Execute) -> None:
    """Raises Unavailable(FACTS_MISSING) with the count of `missing` facts, where the journal ends before its mark."""
    mark = _read_mark(database)
    if mark is None:
        return
    here = head_position(execute)
    found = facts_after(execute, mark.position - 1, 1)
    if not found or found[0].sealed.hash.hex() != mark.hash:
        raise Unavailable(StoreFailure.FACTS_MISSING, missing=max(mark.position - here, 1), here=here)


def remove_mark(database: Path) -> None:
    """The journal goes on without what is missing, or was made anew: its mark begins anew too."""
    mark_path(database).unlink(missing_ok=True)


def _read_mark(database: Path) -> HeadMark | None:
    try:
        return msgspec.json.decode(mark_path(database).read_bytes(), type=HeadMark)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
