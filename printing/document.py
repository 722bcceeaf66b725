"""A document as pure data, independent of paper: what the ESC/POS, PDF and screen renderers all print.

Confusable words: a *document* says what stands on paper, an *element* is one thing in it; `paper.py` lays elements out
as *rows* of a certain number of *columns*. Texts are already in the language of the reader; nothing here words
anything.
"""

from dataclasses import dataclass
from enum import StrEnum


class Align(StrEnum):
    """Where a line stands between the paper's edges."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Style:
    """How letters look; double sizes are exactly twice a normal cell."""

    bold: bool = False
    double_width: bool = False
    double_height: bool = False


PLAIN = Style()
BOLD = Style(bold=True)
BIG = Style(bold=True, double_width=True, double_height=True)


@dataclass(frozen=True, slots=True)
class Line:
    """Text that wraps between the edges; `indent` in columns, for left-aligned lines only."""

    text: str
    align: Align = Align.LEFT
    style: Style = PLAIN
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """A label at the left and a value at the right edge, such as a charge and its amount."""

    left: str
    right: str
    style: Style = PLAIN
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line over the whole width."""


@dataclass(frozen=True, slots=True)
class Blank:
    """An empty line."""


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code, centred, error correction M."""

    data: str


@dataclass(frozen=True, slots=True)
class Barcode:
    """A Code 128 barcode, centred; printable ASCII only."""

    data: str

    def __post_init__(self) -> None:
        if not self.data or not all(" " <= character <= "~" for character in self.data):
            raise ValueError(f"Code 128 takes printable ASCII, not {self.data!r}")


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as PNG bytes, centred, made smaller where the paper is too narrow; `words` says what it shows."""

    png: bytes
    words: str


@dataclass(frozen=True, slots=True)
class Cut:
    """The paper ends here; what follows is another sheet."""


Element = Line | Pair | Rule | Blank | Qr | Barcode | Image | Cut


@dataclass(frozen=True, slots=True)
class Document:
    """What one paper says, top to bottom. `title` names it in PDF metadata; `language` is "en" or "es"."""

    title: str
    language: str
    elements: tuple[Element, ...]
