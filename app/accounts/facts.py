"""Facts about accounts that counters add beside the city's data, and the rows they give."""

from collections.abc import Iterator

from app.accounts import tables
from app.journal.fact import Fact, FactBody
from app.journal.kinds import Kind, Row


class NoteAdded(FactBody, frozen=True, kw_only=True):
    """Somebody wrote about an account (its key as text). `text` is a salted hash: the words are private data."""

    account: str
    text: str


def _note_row(fact: Fact) -> Iterator[Row]:
    envelope, body = fact.envelope, fact.body
    if not isinstance(body, NoteAdded):
        raise TypeError(f"{envelope.kind} is not a NoteAdded")
    where = (envelope.workstation, envelope.generation)
    yield (
        tables.counter_note,
        (body.account, envelope.recorded_at_us, envelope.fact_id, *where, envelope.person, body.text),
    )


KINDS = (Kind(NoteAdded, project=_note_row),)
