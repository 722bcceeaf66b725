"""The command of a day that asks for a report; its answer is the whole report as the program has it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from app.day.fields import Entry, only, text
from app.day.state import Day, Mistake
from app.identity.queries import today
from app.reports.make_report import make_report
from app.reports.report import Question, ReportKind


def _report(day: Day, entry: Entry) -> Any:
    only(entry, "name", "from", "to", "drawer", "of")
    names = [kind.value for kind in ReportKind]
    name = text(entry, "name")
    if name not in names:
        raise Mistake(f"`name` is one of {', '.join(names)}")
    first = _day(entry, "from", today(day.services))
    question = Question(
        ReportKind(name), first, _day(entry, "to", first), drawer=text(entry, "drawer", ""), of=text(entry, "of", "")
    )
    report = make_report(day.services, day.require_session(), question)
    return {
        "hidden_shifts": report.hidden_shifts,
        "figures": {head.column.name: head.value for head in report.heads},
        "sections": {
            section.name: {
                "columns": [column.name for column in section.columns],
                "rows": [row.cells for row in section.rows],
                "total": section.total.cells if section.total is not None else None,
            }
            for section in report.sections
        },
    }


def _day(entry: Entry, field: str, default: date) -> date:
    try:
        return date.fromisoformat(text(entry, field, default.isoformat()))
    except ValueError as error:
        raise Mistake(f'`{field}` is a day such as "2026-11-20"') from error


COMMANDS: dict[str, Callable[[Day, Entry], Any]] = {"report": _report}
