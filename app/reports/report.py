"""The one shape of every report: a question gives sections of rows; each row says what stands behind it.

Confusable words: a *report* is what a question gave at one moment; what a row *opens* is another question, narrower
than the one before, or the paper of a fact. So every total can be followed down to its facts. Nothing here words
anything: columns, sections and codes are worded for screen, PDF and files by `printing.reports.report_words`.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

Cell = str | int | None
"""As its column's kind says: text, code, cents, a count, an ISO day, an instant in UTC µs; None for nothing."""


class ReportKind(StrEnum):
    """Which report. Those of `LISTED` can be asked for; the others stand behind the rows of these."""

    X = "x_report"
    Z = "z_report"
    DAY_CLOSE = "day_close"
    CASHIER_LIST = "cashier_list"
    OVER_SHORT = "over_short"
    TENDER_LIST = "tender_list"
    LEDGER = "ledger"
    EXCEPTIONS = "exceptions"
    POSTINGS = "postings"
    ENTRY = "entry"


LISTED = tuple(kind for kind in ReportKind if kind not in (ReportKind.POSTINGS, ReportKind.ENTRY))


@dataclass(frozen=True)
class Question:
    """What is asked: business dates from and to (both included), narrowed where the others are not "".

    `person`: an id; `shift`: the id of one shift, whatever its date; `of`: a tender, a ledger account, a kind of
    exception, the id of a fact, or the one section that is wanted, as the report says.
    """

    report: ReportKind
    from_on: date
    to_on: date
    drawer: str = ""
    person: str = ""
    shift: str = ""
    of: str = ""

    def narrowed(self, report: ReportKind, **to: str) -> "Question":
        """Another report over no more than this one; `of` begins anew."""
        return replace(self, report=report, **{"of": "", **to})  # type: ignore[arg-type] # text fields only


class PaperKind(StrEnum):
    """Which paper a fact has."""

    RECEIPT = "receipt"
    DRAWER_SLIP = "drawer_slip"
    UNDO_SLIP = "undo_slip"
    BANK_DEPOSIT = "bank_deposit"


@dataclass(frozen=True)
class Paper:
    """The paper of one fact."""

    kind: PaperKind
    fact_id: str


class ColumnKind(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    CODE = "code"
    MONEY = "money"
    COUNT = "count"
    DAY = "day"
    MOMENT = "moment"


@dataclass(frozen=True)
class ReportColumn:
    """`name` is worded by the papers; a CODE column's cells too, by the column's name."""

    name: str
    kind: ColumnKind


@dataclass(frozen=True)
class ReportRow:
    """`key` is its own within the section; `opens` None: nothing stands behind it."""

    key: str
    cells: tuple[Cell, ...]
    opens: Question | Paper | None = None


@dataclass(frozen=True)
class Section:
    """Rows under columns; the cells of `total` are sums of the rows' where it has any."""

    name: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[ReportRow, ...]
    total: ReportRow | None = None


@dataclass(frozen=True)
class Head:
    """A figure above the sections: whose drawer, when it was closed."""

    column: ReportColumn
    value: Cell


@dataclass(frozen=True)
class Report:
    """What a question gave. `hidden_shifts`: how many are left out, because this person may not see what a drawer that
    is not counted yet should hold. `person_name`: of the question's person; `made_at_us` UTC µs.
    """

    question: Question
    city: str
    office: str
    time_zone: str
    made_at_us: int
    made_by: str
    person_name: str
    heads: tuple[Head, ...]
    sections: tuple[Section, ...]
    hidden_shifts: int = 0


def text_column(name: str) -> ReportColumn:
    """Text as it is."""
    return ReportColumn(name, ColumnKind.TEXT)


def code_column(name: str) -> ReportColumn:
    """A code that is worded."""
    return ReportColumn(name, ColumnKind.CODE)


def money_column(name: str) -> ReportColumn:
    """Cents."""
    return ReportColumn(name, ColumnKind.MONEY)


def count_column(name: str) -> ReportColumn:
    """How many."""
    return ReportColumn(name, ColumnKind.COUNT)


def day_column(name: str) -> ReportColumn:
    """An ISO day."""
    return ReportColumn(name, ColumnKind.DAY)


def moment_column(name: str) -> ReportColumn:
    """An instant in UTC µs."""
    return ReportColumn(name, ColumnKind.MOMENT)


def section(
    name: str,
    columns: tuple[ReportColumn, ...],
    rows: tuple[ReportRow, ...],
    total_opens: Question | Paper | None = None,
    summed: tuple[ColumnKind, ...] = (ColumnKind.MONEY, ColumnKind.COUNT),
) -> Section:
    """A section whose total is the sum of its rows, in every column of a kind that is `summed`; none without rows."""
    if not rows or not any(column.kind in summed for column in columns):
        return Section(name, columns, rows)
    cells = tuple(
        _sum([row.cells[place] for row in rows]) if column.kind in summed else None
        for place, column in enumerate(columns)
    )
    return Section(name, columns, rows, ReportRow("total", cells, total_opens))


def _sum(cells: list[Cell]) -> int | None:
    """None where no row says anything."""
    numbers = [cell for cell in cells if isinstance(cell, int)]
    return sum(numbers) if numbers else None
