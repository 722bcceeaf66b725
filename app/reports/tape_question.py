"""What the tape is asked: as tokens for its index, and compared with a fact."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection

from app.errors import Refused
from app.identity.permissions import Permission, Session, may
from app.payments import receipt_numbers
from app.reports import tape_tokens as tokens
from app.reports.tape_traits import TapeFact, amount_of, amounts_of, folded_words, typed_words, words_of

BEGINNING_MIN = 4


class TapeRefusal(StrEnum):
    """Why nothing is shown, in the order in which it is tested (after the permission)."""

    TIMES_BACKWARDS = "times_backwards"
    AMOUNTS_BACKWARDS = "amounts_backwards"
    BEGINNING_TOO_SHORT = "beginning_too_short"
    FACT_UNKNOWN = "fact_unknown"
    NOT_COUNTED = "not_counted"
    """The drawer that the fact is about is not counted yet, and this person may not see what should be in it."""
    NOTHING_TO_ERASE = "nothing_to_erase"
    """No words of a note and no contact details stand beside the fact, or they were erased already."""


@dataclass(frozen=True)
class TapeQuestion:
    """What is looked for; None and "" look for anything. Times in UTC µs, `to_us` not included.

    Amounts in cents without sign, both included: one (lowest = highest) is looked for anywhere in a fact, a range in
    what the fact is about. `text`: words that all must be there; one that ends in `*` stands for all that begin so.
    """

    from_us: int | None = None
    to_us: int | None = None
    person: str = ""
    kind: str = ""
    lowest_cents: int | None = None
    highest_cents: int | None = None
    text: str = ""

    @property
    def one_amount(self) -> bool:
        """Is one amount looked for, not a range?"""
        return self.lowest_cents is not None and self.lowest_cents == self.highest_cents


@dataclass(frozen=True)
class Sought:
    """A question with what it needs to compare facts."""

    session: Session
    question: TapeQuestion
    words: tuple[frozenset[str], ...]
    """Of each, one must be there."""


def refuse(asked: TapeQuestion) -> None:
    """Raises Refused(TapeRefusal) for a question that has no answer."""
    if asked.from_us is not None and asked.to_us is not None and asked.to_us < asked.from_us:
        raise Refused(TapeRefusal.TIMES_BACKWARDS)
    if asked.lowest_cents is not None and asked.highest_cents is not None and asked.highest_cents < asked.lowest_cents:
        raise Refused(TapeRefusal.AMOUNTS_BACKWARDS)
    if any(word.endswith("*") and len(word) <= BEGINNING_MIN for word in typed_words(asked.text)):
        raise Refused(TapeRefusal.BEGINNING_TOO_SHORT, least=BEGINNING_MIN)


def matches(journal: Connection, fact: TapeFact, looked_for: Sought) -> bool:
    """Is a fact, as it is stored now, what the question looks for?"""
    asked, envelope = looked_for.question, fact.envelope
    if asked.from_us is not None and envelope.recorded_at_us < asked.from_us:
        return False
    if asked.to_us is not None and envelope.recorded_at_us >= asked.to_us:
        return False
    if (asked.kind and asked.kind != envelope.kind) or (asked.person and asked.person != envelope.person):
        return False
    return _has_amount(fact, asked) and _has_words(journal, fact, looked_for)


def _has_amount(fact: TapeFact, asked: TapeQuestion) -> bool:
    if asked.lowest_cents is None and asked.highest_cents is None:
        return True
    about = amount_of(fact.body)
    if about is None:
        return asked.one_amount and asked.lowest_cents in set(amounts_of(fact.body))
    if asked.one_amount:
        return asked.lowest_cents in {abs(about), *amounts_of(fact.body)}
    return (asked.lowest_cents or 0) <= abs(about) and (
        asked.highest_cents is None or abs(about) <= asked.highest_cents
    )


def _has_words(journal: Connection, fact: TapeFact, looked_for: Sought) -> bool:
    if not looked_for.words:
        return True
    words = words_of(fact)
    missing = [either for either in looked_for.words if not _has_one(words, either)]
    if not missing or not may(looked_for.session, Permission.ACCOUNT_SEE):
        return not missing
    private = set(folded_words(row[0] for row in journal.exec_driver_sql(_PRIVATE, (fact.stored.fact_id,))))
    return all(_has_one(private, either) for either in missing)


def _has_one(words: set[str], either: frozenset[str]) -> bool:
    begins = tuple(word[:-1] for word in either if word.endswith("*") and len(word) > 1)
    return not either.isdisjoint(words) or (bool(begins) and any(word.startswith(begins) for word in words))


def tokens_of_question(looked_for: Sought) -> Iterator[Iterable[str]]:
    """Groups of tokens; of each, a fact has one."""
    asked = looked_for.question
    if asked.kind:
        yield [tokens.kind(asked.kind)]
    if asked.person:
        yield [tokens.person(asked.person)]
    if asked.one_amount:
        yield [tokens.part(asked.lowest_cents or 0)]
    elif asked.lowest_cents is not None or asked.highest_cents is not None:
        yield tokens.amount_range(asked.lowest_cents, asked.highest_cents)
    if asked.from_us is not None or asked.to_us is not None:
        yield tokens.time_range(asked.from_us, asked.to_us)
    private = may(looked_for.session, Permission.ACCOUNT_SEE)
    for either in looked_for.words:
        yield [*map(tokens.word, sorted(either)), *(map(tokens.private, sorted(either)) if private else ())]


def sought(journal: Connection, session: Session, question: TapeQuestion) -> Sought:
    """A question made ready."""
    words = tuple(frozenset(_either(journal, word)) for word in typed_words(question.text))
    return Sought(session, question, words)


def _either(journal: Connection, word: str) -> Iterator[str]:
    """The word; of a receipt number also the way people say it, and the fact that voids and refunds name."""
    yield word
    place = receipt_numbers.parse(word)
    if place is not None:
        yield receipt_numbers.spoken(*place).casefold()
        for (fact_id,) in journal.exec_driver_sql(_RECEIPT, place):
            yield fact_id.casefold()


_PRIVATE = "SELECT value FROM private_data WHERE fact_id = ? AND value IS NOT NULL"
_RECEIPT = "SELECT fact_id FROM receipt WHERE workstation = ? AND generation = ? AND number = ?"
