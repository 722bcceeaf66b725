"""What the tape found as rows of a table; made on a lane."""

from collections.abc import Iterable
from datetime import date

from app.reports.tape import TapeRow
from printing.reports.fact_words import kind_words
from resources.texts import text
from ui.dates import moment_words
from ui.widgets.table_data import Cell, Column, Row, money, money_column


def tape_columns() -> list[Column]:
    """Chain, time, who, what, receipt, amount, place."""
    return [
        Column(text("Chain"), 98),
        Column(text("Time"), 108, stretch=1),
        Column(text("Who"), 84, stretch=2),
        Column(text("What"), 150, stretch=3),
        Column(text("Receipt"), 92, stretch=1),
        money_column(text("Amount"), 80, stretch=1),
        Column(text("Place"), 88, stretch=1, align="right", color="muted", gives_way=True),
    ]


def tape_rows(rows: Iterable[TapeRow], language: str, time_zone: str, on: date) -> list[Row]:
    """A row a fact."""
    return [
        Row(
            row.fact_id,
            (
                state_cell(verified=row.verified),
                moment_words(row.recorded_at_us, time_zone, on) if row.recorded_at_us else "",
                row.person,
                kind_words(row.kind, language),
                row.receipt,
                money(row.amount_cents),
                row.place,
            ),
        )
        for row in rows
    ]


def state_cell(*, verified: bool) -> Cell:
    """What the chain says of a fact."""
    if verified:
        return Cell(text("Verified"), color="muted", icon="good", icon_color="good")
    return Cell(text("Broken"), color="bad", weight=600, icon="bad", icon_color="bad")
