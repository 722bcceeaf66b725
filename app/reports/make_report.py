"""Answers a question with its report, on a read lane. What may be asked for stands in `report.LISTED`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import select

from app.drawers.queries import find_shift
from app.drawers.tables import shift as shift_table
from app.errors import Refused
from app.identity.mapped import same_people
from app.identity.permissions import Permission, Session, require
from app.identity.queries import list_people, person_name, today
from app.journal.tables import fact as fact_table
from app.reports import (
    cashier_list,
    day_close,
    exceptions,
    ledger_summary,
    over_short,
    shift_report,
    tender_list,
)
from app.reports.report import (
    Head,
    Question,
    Report,
    ReportKind,
    ReportRow,
    Section,
    code_column,
    day_column,
    moment_column,
    money_column,
    section,
    text_column,
)
from app.reports.report_scope import Scope, may_see, scope_of
from app.workplace import Services

DAYS_MAX = 366


class ReportRefusal(StrEnum):
    """Why there is no report, in the order in which it is tested (after the permission)."""

    DAYS_BACKWARDS = "days_backwards"
    TOO_MANY_DAYS = "too_many_days"
    ENTRY_UNKNOWN = "entry_unknown"


_SECTIONS: dict[ReportKind, Callable[[Scope], tuple[Section, ...]]] = {
    ReportKind.DAY_CLOSE: day_close.sections,
    ReportKind.CASHIER_LIST: cashier_list.sections,
    ReportKind.OVER_SHORT: over_short.sections,
    ReportKind.TENDER_LIST: tender_list.sections,
    ReportKind.LEDGER: ledger_summary.sections,
    ReportKind.EXCEPTIONS: exceptions.sections,
    ReportKind.POSTINGS: ledger_summary.posting_sections,
}
_POSTED = (text_column("ledger_account"), text_column("account"), money_column("amount"))


@dataclass(frozen=True)
class Choices:
    """`people`: (id, name); `on`: the office's day."""

    drawers: tuple[str, ...]
    people: tuple[tuple[str, str], ...]
    on: date


def make_report(services: Services, session: Session, question: Question) -> Report:
    """The report as things stand now. Raises Refused(NOT_PERMITTED or ReportRefusal), Unavailable."""
    require(session, Permission.REPORT_SEE)
    if question.to_on < question.from_on:
        raise Refused(ReportRefusal.DAYS_BACKWARDS)
    if question.to_on - question.from_on >= timedelta(days=DAYS_MAX):
        raise Refused(ReportRefusal.TOO_MANY_DAYS, days=DAYS_MAX)
    with services.read_journal() as connection:
        scope = scope_of(services, session, connection, question)
        heads, sections = _content(scope)
        place = services.place
        return Report(
            question=question,
            city=place.city,
            office=place.office_name,
            time_zone=place.time_zone,
            made_at_us=services.clock.now_us(),
            made_by=person_name(connection, session.person_id),
            person_name=person_name(connection, question.person) if question.person else "",
            heads=heads,
            sections=sections,
            hidden_shifts=scope.hidden_shifts,
        )


def choices(services: Services, session: Session) -> Choices:
    """Drawers and people that a report can be narrowed to. Raises Refused(NOT_PERMITTED), Unavailable."""
    require(session, Permission.REPORT_SEE)
    with services.read_journal() as connection:
        drawers = connection.scalars(select(shift_table.c.drawer).distinct().order_by(shift_table.c.drawer)).all()
        same = same_people(connection)
        once = [row for row in list_people(connection) if row.person_id not in same]
        people = tuple((row.person_id, row.display_name) for row in once)
    return Choices(tuple(drawers), people, today(services))


def _content(scope: Scope) -> tuple[tuple[Head, ...], tuple[Section, ...]]:
    report = scope.question.report
    if report in (ReportKind.X, ReportKind.Z):
        return shift_report.of_shift(scope)
    if report is ReportKind.ENTRY:
        return _entry(scope)
    return (), _SECTIONS[report](scope)


def _entry(scope: Scope) -> tuple[tuple[Head, ...], tuple[Section, ...]]:
    """One fact that has no paper of its own: who, when, and its postings."""
    stored = select(fact_table.c.envelope, fact_table.c.body).where(fact_table.c.fact_id == scope.question.of)
    row = scope.connection.execute(stored).first()
    if row is None:
        raise Refused(ReportRefusal.ENTRY_UNKNOWN)
    fact = scope.services.kinds.read(row.envelope, row.body)
    envelope = fact.envelope
    shift = find_shift(scope.connection, envelope.shift) if envelope.shift else None
    seen = shift is None or may_see(scope.session, shift)
    heads = (
        Head(code_column("kind"), envelope.kind),
        Head(text_column("entry"), f"{envelope.workstation}-{envelope.generation}-{envelope.sequence}"),
        Head(moment_column("time"), envelope.recorded_at_us),
        Head(day_column("business_date"), envelope.business_date),
        Head(text_column("person"), scope.name_of(envelope.person or "")),
    )
    rows = tuple(
        ReportRow(str(line), (each.ledger_account, each.account or "", each.amount_cents))
        for line, each in enumerate(fact.body.postings, 1)
    )
    return heads, (section("postings", _POSTED, rows if seen else ()),)
