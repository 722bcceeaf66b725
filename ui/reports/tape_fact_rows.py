"""One fact as its panel shows it, every word made on a lane: what the chain says, what it says, what belongs to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.money import format_cents
from app.reports.fact_papers import paper_of
from app.reports.report import Paper
from app.reports.tape_fact import BodyPair, WholeFact
from printing.reports.fact_words import check_words, kind_words, newest_words, value_words, way_words
from printing.reports.ledger_words import ledger_words
from resources.texts import text
from ui.dates import moment_words
from ui.reports.tape_rows import state_cell
from ui.widgets.table_data import Cell, Row, money

_CHECKS = ("content", "before", "after", "signature", "labels", "postings")


@dataclass(frozen=True)
class ShownFact:
    """`paper`: what F8 shows. `checks`: (words, holds) of each. Keys of `others` and `near` are fact ids."""

    fact: WholeFact
    paper: Paper | None
    title: str
    verified: bool
    verdict: str
    rest: str
    checks: tuple[tuple[str, bool], ...]
    pairs: tuple[tuple[str, str], ...]
    body: tuple[Row, ...]
    postings: tuple[Row, ...]
    others: tuple[Row, ...]
    near: tuple[Row, ...]
    proof: tuple[tuple[str, str], ...]


def shown_fact(fact: WholeFact, language: str, on: date) -> ShownFact:
    """A fact with its words."""
    verdict = fact.verdict
    failed = {check.value for check in verdict.failed}
    return ShownFact(
        fact=fact,
        paper=paper_of(fact.row.kind, fact.row.fact_id),
        title=f"{kind_words(fact.row.kind, language)} {fact.row.receipt or fact.row.place}",
        verified=verdict.verified,
        verdict=text("Verified.") if verdict.verified else text("This fact does not verify."),
        rest=text("Nobody changed it since it was recorded.")
        if verdict.verified
        else text("Believe nothing that it says; tell whoever keeps the books."),
        checks=tuple(_check(check, check not in failed, language, newest=verdict.newest) for check in _CHECKS),
        pairs=tuple(_pairs(fact, language, on)),
        body=tuple(_body(fact, language)),
        postings=tuple(
            Row(str(n), (ledger_words(line.ledger_account, language), line.account, money(line.amount_cents)))
            for n, line in enumerate(fact.postings, 1)
        ),
        others=tuple(_others(fact, language, on)),
        near=tuple(_near(fact, language)),
        proof=_proof(fact),
    )


def _check(check: str, holds: bool, language: str, *, newest: bool) -> tuple[str, bool]:
    if check == "after" and holds and newest:
        return newest_words(language), True
    return check_words(check, language, holds=holds), holds


def _pairs(fact: WholeFact, language: str, on: date) -> list[tuple[str, str]]:
    row = fact.row
    found = [
        (text("Recorded"), moment_words(row.recorded_at_us, fact.time_zone, on) if row.recorded_at_us else ""),
        (text("Business date"), value_words("business_on", fact.business_date, language, fact.time_zone)),
        (text("By"), row.person),
        (text("Amount"), "" if row.amount_cents is None else format_cents(row.amount_cents)),
        (text("Receipt"), row.receipt),
        (text("Place"), row.place),
    ]
    if not fact.known:
        found.append((text("Kind"), text("{kind}, of a newer program", kind=row.kind)))
    return [pair for pair in found if pair[1]]


def _body(fact: WholeFact, language: str) -> Iterator[Row]:
    """What says something, in the order of the body."""
    for pair in fact.body:
        value = _value(pair, language, fact.time_zone)
        if value.words:
            yield Row(pair.name, (way_words(pair.name, language), value))


def _value(pair: BodyPair, language: str, time_zone: str) -> Cell:
    if pair.hidden:
        return Cell(text("Private"), color="muted", icon="lock")
    if pair.private and pair.value is None:
        return Cell(text("Erased"), color="muted")
    return Cell(value_words(pair.name, pair.value, language, time_zone), icon="lock" if pair.private else "")


def _others(fact: WholeFact, language: str, on: date) -> list[Row]:
    """What it names, then what names it."""
    return [
        Row(
            row.fact_id,
            (relation, kind_words(row.kind, language), moment_words(row.recorded_at_us, fact.time_zone, on), row.place),
        )
        for relation, rows in ((text("names"), fact.names), (text("named by"), fact.named_by))
        for row in rows
    ]


def _near(fact: WholeFact, language: str) -> list[Row]:
    return [
        Row(
            verdict.fact_id,
            (
                Cell(str(verdict.sequence), weight=600 if verdict.sequence == fact.sequence else 0),
                Cell(kind_words(verdict.kind, language), weight=600 if verdict.sequence == fact.sequence else 0),
                Cell(verdict.hash.hex()[:10], color="muted"),
                state_cell(verified=verdict.verified),
            ),
        )
        for verdict in fact.verdicts
    ]


def _proof(fact: WholeFact) -> tuple[tuple[str, str], ...]:
    return (
        (text("Sequence"), str(fact.sequence)),
        (text("Hash"), fact.hash),
        (text("Hash before"), fact.previous_hash),
        (text("Signature"), fact.signature),
        (text("Public key"), fact.public_key or text("not here")),
        (text("Fact"), fact.row.fact_id),
    )
