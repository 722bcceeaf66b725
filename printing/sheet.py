"""A sheet of US Letter paper as pure data: letters, deposit slips, reports. `sheet_pdf` draws it.

Confusable words: a *document* (`printing.document`) is receipt paper, a *sheet* is a page to be read, filed or mailed;
it goes on over as many pages as it needs. Texts are already in the language of the reader; nothing here words anything.
"""

from dataclasses import dataclass, field

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """The sheet's name in large letters, with a line below for what it is of."""

    text: str
    below: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """Begins a part; stays with what follows it."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text that wraps; `strong` in bold."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Address:
    """Lines that stand where the window of an envelope is (US #10, left)."""

    lines: Cells


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels with their values, below each other."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """Of a table: its heading, its share of the width, and whether numbers stand right-aligned in it."""

    name: str
    share: float = 1.0
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings that come again on each page; `total` stands below a line, () for none."""

    columns: tuple[Column, ...]
    rows: tuple[Cells, ...]
    total: Cells = ()


@dataclass(frozen=True, slots=True)
class Signatures:
    """A line to sign on for each of these people, side by side."""

    names: Cells


Block = Title | Heading | Paragraph | Address | Pairs | Table | Signatures


@dataclass(frozen=True, slots=True)
class Sheet:
    """What it says, top to bottom. `sender`: who it comes from, at the top; `foot`: small, on every page.

    `watermark`: across every page, such as TRAINING; "" for none.
    """

    title: str
    language: str
    blocks: tuple[Block, ...]
    sender: Cells = ()
    foot: str = ""
    watermark: str = field(default="")
