"""What a table shows: columns, rows and cells, as plain frozen data that pages build from query results.

columns = [Column(text("Time"), 66), Column(text("For"), stretch=1), money_column(text("Amount"), 110)]
rows = [Row("fact-id", ("10:36", "10-011840-2", money(21208)))]
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.money import format_cents
from ui.widgets.tag import Tone

Align = Literal["left", "right", "center"]
NOTHING = "–"


@dataclass(frozen=True)
class Cell:
    """One cell. `color` colours the words; `icon` stands before them; `tag` draws them as a tag; `link` as a link."""

    words: str
    color: str = ""
    weight: int = 0
    icon: str = ""
    icon_color: str = ""
    tag: Tone | None = None
    link: bool = False
    tooltip: str = ""


@dataclass(frozen=True)
class Column:
    """A head and how its cells stand. `width` at 100 % (also the least width of a column that stretches).

    One that `gives_way` is not shown where there is no room for all: what it says stands elsewhere, too.
    """

    head: str
    width: int = 96
    stretch: int = 0
    align: Align = "left"
    weight: int = 400
    color: str = "ink"
    gives_way: bool = False


@dataclass(frozen=True)
class Row:
    """`key` names the row to the page (an id). `total` rows stand in 600 under a line and cannot be chosen, but for
    those that open something.
    """

    key: str
    cells: tuple[Cell | str, ...]
    total: bool = False
    opens: bool = False

    @property
    def fixed(self) -> bool:
        """Whether it cannot be chosen."""
        return self.total and not self.opens


def money_column(head: str, width: int = 96, *, weight: int = 400, stretch: int = 0, gives_way: bool = False) -> Column:
    """A column of amounts: at the right."""
    return Column(head, width, stretch, "right", weight, gives_way=gives_way)


def money(cents: int | None, *, color: str = "", weight: int = 0, zero_is_nothing: bool = False) -> Cell:
    """An amount with two decimals and no sign; None (and zero where it means nothing) is a dash in muted."""
    if cents is None or (zero_is_nothing and cents == 0):
        return Cell(NOTHING, "muted")
    return Cell(format_cents(cents), color, weight)


def as_cell(cell: Cell | str) -> Cell:
    """A plain string is a cell without further looks."""
    return Cell(cell) if isinstance(cell, str) else cell


def shown_columns(columns: Sequence[Column], least: Sequence[int], room: int) -> list[int]:
    """Numbers of the columns that have room; those that give way go one by one, the last first."""
    shown = list(range(len(columns)))
    for number in reversed(range(len(columns))):
        if columns[number].gives_way and sum(least[each] for each in shown) > room:
            shown.remove(number)
    return shown


def shared_widths(least: Sequence[int], stretches: Sequence[int], room: int) -> list[int]:
    """Widths that fill `room`: the spare goes to the columns that stretch, what is left over to the last column.

    Never less than `least`: a table that is too narrow scrolls.
    """
    spare = max(room - sum(least), 0)
    shares = sum(stretches)
    widths = [width + (spare * share // shares if shares else 0) for width, share in zip(least, stretches, strict=True)]
    if widths:
        widths[-1] += max(room - sum(widths), 0)
    return widths
