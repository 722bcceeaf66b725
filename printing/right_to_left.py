"""Arabic and Hebrew for media that draw from left to right: letters joined (Arabic), right-to-left runs turned around.

A reduced form of the Unicode bidirectional algorithm (UAX #9) that fits labels and names on a left-to-right paper: a
run reaches from one right-to-left letter to the last before a left-to-right letter, numbers inside it keep their
order, and amounts after a name stay at the right edge. Joined forms are those of Arabic Presentation Forms-B.
"""

import re
import unicodedata
from functools import cache

from printing.characters import clusters

_FORMS = range(0xFE70, 0xFEFD)
_LAM = "\N{ARABIC LETTER LAM}"
_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")
_RUN = re.compile(r"R(?:[RNM]*R)?M*")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


def has_right_to_left(text: str) -> bool:
    """Whether `visual` would change anything."""
    return not text.isascii() and any(_is_rtl(character) for character in text)


def visual(text: str) -> str:
    """The text in the order in which it is drawn from left to right, with Arabic letters in their joined forms."""
    if not has_right_to_left(text):
        return text
    classes = "".join(map(_class, text))
    end = 0
    pieces: list[str] = []
    for run in _RUN.finditer(classes):
        stop = run.end() + _closes_bracket(text[run.start() : run.end()], text[run.end() :])
        pieces += [text[end : run.start()], _turned(joined(text[run.start() : stop]))]
        end = stop
    return "".join([*pieces, text[end:]])


def _closes_bracket(run: str, rest: str) -> int:
    """1 when a bracket opened inside the run is closed right after it, and so belongs to it."""
    return int(rest[:1] == ")" and run.count("(") > run.count(")"))


def _class(character: str) -> str:
    """R: right-to-left letter; L: left-to-right letter; M: mark on the letter before; N: number or neutral."""
    bidirectional = unicodedata.bidirectional(character)
    return {"R": "R", "AL": "R", "L": "L", "NSM": "M"}.get(bidirectional, "N")


def _is_rtl(character: str) -> bool:
    return _class(character) == "R"


def _turned(run: str) -> str:
    """The run backwards, cluster by cluster; numbers inside it keep their own order."""
    pieces: list[str] = []
    end = 0
    for inside in _NUMBER.finditer(run):
        pieces += [_backwards(run[end : inside.start()]), inside.group()]
        end = inside.end()
    pieces.append(_backwards(run[end:]))
    return "".join(reversed(pieces))


def _backwards(text: str) -> str:
    return "".join(reversed(list(clusters(text)))).translate(_MIRRORED)


def joined(text: str) -> str:
    """Arabic letters replaced by their isolated, initial, medial or final form; everything else as it was."""
    letters = list(clusters(_ligated(text)))
    return "".join(_shaped(letters, place) for place in range(len(letters)))


def _ligated(text: str) -> str:
    """Lam followed by an alef, with marks left where they are, as the one ligature that Arabic demands."""
    for (form, base), ligature in _forms().items():
        if form == "isolated" and len(base) == 2 and base[0] == _LAM:
            text = text.replace(base, ligature)
    return text


def _shaped(letters: list[str], place: int) -> str:
    base = _base(letters[place][0])
    before = place > 0 and _joins_next(letters[place - 1]) and ("final", base) in _forms()
    after = (
        place + 1 < len(letters) and _joins_next(letters[place]) and ("final", _base(letters[place + 1][0])) in _forms()
    )
    form = {(True, True): "medial", (True, False): "final", (False, True): "initial"}.get((before, after), "isolated")
    return _forms().get((form, base), letters[place][0]) + letters[place][1:]


def _joins_next(cluster: str) -> bool:
    return ("initial", _base(cluster[0])) in _forms()


def _base(character: str) -> str:
    """A ligature's two letters; any other character itself."""
    return _ligatures().get(character, character)


@cache
def _ligatures() -> dict[str, str]:
    return {glyph: base for (form, base), glyph in _forms().items() if form == "isolated" and len(base) == 2}


@cache
def _forms() -> dict[tuple[str, str], str]:
    """(form, letters) → glyph, read from the decompositions in the Unicode database."""
    found: dict[tuple[str, str], str] = {}
    for code in _FORMS:
        form, *letters = (unicodedata.decomposition(chr(code)) or "none").split()
        found[form.strip("<>"), "".join(chr(int(letter, 16)) for letter in letters)] = chr(code)
    return found
