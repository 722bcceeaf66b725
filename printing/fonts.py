"""The bundled fonts for paper, in the order in which they are asked for a character.

DejaVu Sans Mono (Latin, Greek, Cyrillic, Arabic, Armenian, Georgian), DejaVu Sans (Hebrew, symbols, some emoji; sheets
are set in it and its bold) and Droid Sans Fallback (Chinese, Japanese, Korean). What none of them has is written out by
`characters.printable`. Fonts are read at first need; `warm_up` does it ahead.
"""

from functools import cache
from pathlib import Path
from typing import Final

_FOLDER = Path(__file__).parent.parent / "resources" / "fonts"

MONO: Final = "DejaVuSansMono"
MONO_BOLD: Final = "DejaVuSansMono-Bold"
SANS: Final = "DejaVuSans"
SANS_BOLD: Final = "DejaVuSans-Bold"
EAST_ASIAN: Final = "DroidSansFallback"
_WIDE_ORDER = (MONO, SANS, EAST_ASIAN)

CELL_EM = 1233 / 2048
"""Advance of every DejaVu Sans Mono character, in em: a column's width at font size 1."""


def path(name: str) -> Path:
    """Where a bundled font's file stands."""
    return _FOLDER / f"{name}.ttf"


def has_glyph(character: str) -> bool:
    """Whether any bundled font can draw it."""
    return font_for(character) is not None


@cache
def font_for(character: str, bold: bool = False) -> str | None:
    """The first bundled font with this character (for a cluster: its first); None when no font has it."""
    code = ord(character[0])
    order = (MONO_BOLD, *_WIDE_ORDER) if bold else _WIDE_ORDER
    return next((name for name in order if code in _coverage(name)), None)


def covers(name: str, character: str) -> bool:
    """Whether this bundled font can draw the character."""
    return ord(character[0]) in _coverage(name)


@cache
def _coverage(name: str) -> frozenset[int]:
    from reportlab.pdfbase.ttfonts import TTFontFile

    return frozenset(TTFontFile(str(path(name))).charToGlyph)


def warm_up() -> None:
    """Reads all coverage tables (about 0.1 s), so that the first unusual name does not wait for them."""
    for name in (MONO_BOLD, *_WIDE_ORDER):
        _coverage(name)
