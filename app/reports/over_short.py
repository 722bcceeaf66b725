"""Over and short by person and by drawer: every standing close, and what went over or short without one.

An amount is what was found less what was expected: short below zero. The ledger account has the opposite sign.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app import ledger_accounts
from app.drawers.counts import Close, standing_close
from app.drawers.queries import Shift
from app.journal.tables import posting
from app.reports.fact_papers import behind
from app.reports.report import (
    Question,
    ReportColumn,
    ReportKind,
    ReportRow,
    Section,
    code_column,
    count_column,
    day_column,
    moment_column,
    money_column,
    section,
    text_column,
)
from app.reports.report_scope import Scope

_FIGURES = (
    count_column("closes"),
    count_column("times_over"),
    count_column("times_short"),
    money_column("over"),
    money_column("short"),
    money_column("difference"),
)
_BY_PERSON = (text_column("cashier"), *_FIGURES)
_BY_DRAWER = (text_column("drawer"), *_FIGURES)
_CLOSES = (
    day_column("business_date"),
    text_column("drawer"),
    text_column("cashier"),
    text_column("z_number"),
    code_column("state"),
    money_column("difference"),
)
_ELSEWHERE = (moment_column("time"), code_column("kind"), text_column("person"), money_column("difference"))


@dataclass(frozen=True)
class Closed:
    """A shift with the close that stands."""

    shift: Shift
    close: Close


def sections(scope: Scope) -> tuple[Section, ...]:
    """By person, by drawer, every close, which alone the sums' totals open; then what is of no shift."""
    closes = closes_in(scope)
    question = scope.question
    listed = section("closes", _CLOSES, tuple(_row(scope, each) for each in closes))
    if question.of == listed.name:
        return (listed,)
    parts = [
        _grouped(scope, "by_person", _BY_PERSON, closes, lambda each: scope.known_as(each.shift.person), _of_person),
        _grouped(scope, "by_drawer", _BY_DRAWER, closes, lambda each: each.shift.drawer, _of_drawer),
        listed,
    ]
    elsewhere = _elsewhere(scope) if not (question.drawer or question.person) else None
    return (*parts, elsewhere) if elsewhere is not None and elsewhere.rows else tuple(parts)


def closes_in(scope: Scope) -> list[Closed]:
    """Every standing close, of one cashier where the question names a person."""
    found = []
    for chained in scope.shifts:
        close = standing_close(scope.connection, chained.shift.shift)
        if close is not None and scope.asks_for(chained.shift.person):
            found.append(Closed(chained.shift, close))
    return found


def _of_person(question: Question, person: str) -> Question:
    return question.narrowed(ReportKind.OVER_SHORT, person=person)


def _of_drawer(question: Question, drawer: str) -> Question:
    return question.narrowed(ReportKind.OVER_SHORT, drawer=drawer)


def _grouped(
    scope: Scope,
    name: str,
    columns: tuple[ReportColumn, ...],
    closes: Iterable[Closed],
    key: Callable[[Closed], str],
    narrowed: Callable[[Question, str], Question],
) -> Section:
    groups: dict[str, list[int]] = {}
    for each in closes:
        groups.setdefault(key(each), []).append(each.close.over_short_cents)
    words = scope.name_of if name == "by_person" else str
    rows = tuple(
        ReportRow(group, (words(group), *_figures(cents)), narrowed(scope.question, group))
        for group, cents in sorted(groups.items(), key=lambda item: words(item[0]))
    )
    return section(name, columns, rows, scope.question.narrowed(ReportKind.OVER_SHORT, of="closes"))


def _figures(cents: list[int]) -> tuple[int, ...]:
    signs = Counter((each > 0) - (each < 0) for each in cents)
    over, short = sum(each for each in cents if each > 0), sum(each for each in cents if each < 0)
    return len(cents), signs[1], signs[-1], over, short, over + short


def _row(scope: Scope, each: Closed) -> ReportRow:
    shift, close = each.shift, each.close
    who = (shift.business_date, shift.drawer, scope.name_of(shift.person), f"{shift.drawer}-Z{close.number:04d}")
    opens = scope.question.narrowed(ReportKind.Z, shift=shift.shift)
    return ReportRow(close.fact_id, (*who, shift.state, close.over_short_cents), opens)


def _elsewhere(scope: Scope) -> Section:
    """Corrections of the bank and differences of the safe."""
    key = (posting.c.workstation, posting.c.generation, posting.c.sequence)
    columns = (*key, posting.c.line, posting.c.amount_cents, posting.c.shift)
    found = [row for row in scope.postings(*columns, account=ledger_accounts.OVER_SHORT) if row.shift is None]
    facts = scope.facts_at({(row.workstation, row.generation, row.sequence) for row in found})
    rows = []
    for row in found:
        fact = facts[row.workstation, row.generation, row.sequence]
        said = (fact.envelope.recorded_at_us, fact.envelope.kind, scope.name_of(fact.envelope.person or ""))
        opens = behind(scope.question, fact)
        rows.append(ReportRow(f"{fact.envelope.fact_id}/{row.line}", (*said, -row.amount_cents), opens))
    return section("elsewhere", _ELSEWHERE, tuple(rows))
