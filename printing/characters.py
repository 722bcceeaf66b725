"""Any Unicode text made printable, never by "?": what no font has is transliterated or written as [U+XXXX].

The order of fallbacks, for a character that the medium cannot draw: a typographic twin (− becomes -), its compatibility
form (NFKC), the sound in its Unicode name ("DEVANAGARI LETTER KA" becomes "ka"), at last the code point in brackets.
Control characters never pass: a name cannot carry a printer command.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

TYPOGRAPHIC_TWINS = {
    "\N{MINUS SIGN}": "-",
    "\N{HYPHEN}": "-",
    "\N{NON-BREAKING HYPHEN}": "-",
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{MODIFIER LETTER APOSTROPHE}": "'",
    "\N{LEFT DOUBLE QUOTATION MARK}": '"',
    "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
    "\N{BULLET}": "\N{MIDDLE DOT}",
    "\N{HORIZONTAL ELLIPSIS}": "...",
}
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_VARIATION_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
_SOUND = re.compile(r"^[A-Z]+(?: [A-Z]+)? (?:LETTER|SYLLABLE)(?: (?:SMALL|CAPITAL))?(?: [A-Z]+)*? ([A-Z]+)$")
_VOWEL_SIGN = re.compile(r" VOWEL SIGN(?: [A-Z]+)*? ([A-Z]+)$")


def clean(text: str) -> str:
    """The text as one line in normal form C: no controls, invisible marks, variation selectors; spaces collapsed."""
    kept = "".join(_kept(character) for character in unicodedata.normalize("NFC", text))
    return " ".join(kept.split())


def _kept(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Zl", "Zp", "Zs"):
        return " "
    code = ord(character)
    if category == "Cf" or code in _SKIN_TONES or any(code in selectors for selectors in _VARIATION_SELECTORS):
        return ""
    return character


def printable(text: str, drawable: Callable[[str], bool]) -> str:
    """The cleaned text with every character that is not `drawable` replaced by one of the fallbacks."""
    cleaned = clean(text)
    if all(map(drawable, cleaned)):
        return cleaned
    written: list[str] = []
    for character in cleaned:
        _write(character, written, drawable)
    return "".join(written)


def _write(character: str, written: list[str], drawable: Callable[[str], bool]) -> None:
    if drawable(character):
        written.append(character)
        return
    vowel = _VOWEL_SIGN.search(_name(character))
    if vowel or _name(character).endswith(" VIRAMA"):
        _drop_inherent_vowel(written)
        written.append(vowel.group(1).lower() if vowel else "")
        return
    written.append(_replacement(character, drawable))


def _drop_inherent_vowel(written: list[str]) -> None:
    """An Indic consonant is written with the "a" that its name has; a vowel sign or virama takes its place."""
    if written and len(written[-1]) > 1 and written[-1].endswith("a"):
        written[-1] = written[-1][:-1]


def _replacement(character: str, drawable: Callable[[str], bool]) -> str:
    for candidate in (TYPOGRAPHIC_TWINS.get(character, ""), clean(unicodedata.normalize("NFKC", character))):
        if candidate and candidate != character and all(map(drawable, candidate)):
            return candidate
    sound = _SOUND.match(_name(character))
    return sound.group(1).lower() if sound else f"[U+{ord(character):04X}]"


@cache
def _name(character: str) -> str:
    return unicodedata.name(character, "")


def clusters(text: str) -> Iterator[str]:
    """Each character with the combining marks that stand on it."""
    cluster = ""
    for character in text:
        if cluster and not _is_mark(character):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def width(text: str) -> int:
    """How many columns the text takes: 2 for a wide East Asian character or emoji, 0 for a combining mark, else 1."""
    return len(text) if text.isascii() else sum(map(_cells, clusters(text)))


def _cells(cluster: str) -> int:
    return 2 if unicodedata.east_asian_width(cluster[0]) in ("W", "F") else 1


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Me")
