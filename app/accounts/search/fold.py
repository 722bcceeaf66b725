"""How words, numbers, phones and meters are brought to one form, the same when indexed and when typed.

Letters lose case and marks (*Búsqueda*, *busqueda*); letters that Unicode does not take apart are spelt (ø, ł, ß).
Apostrophes vanish (*O'Brien*, *obrien*); words for kinds of street become their usual abbreviation (USPS Publication
28, appendix C1).
"""

import re
import unicodedata

_SPELT = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t", "ß": "ss", "æ": "ae", "œ": "oe",
        "þ": "th", "'": None, "’": None, "‘": None, "ʻ": None, "ʼ": None, "`": None, "´": None,
    }
)  # fmt: skip
_APOSTROPHE = str.maketrans({"'": None, "`": None})
_NOT_DIGITS = re.compile(r"[^0-9]+")
_NOT_ALPHANUMERIC = re.compile(r"[^0-9A-Z]+")
_WORD = re.compile(r"[^\W_]+")

STREET_KINDS = {
    "avenue": "ave", "av": "ave", "boulevard": "blvd", "circle": "cir", "court": "ct", "drive": "dr", "highway": "hwy",
    "lane": "ln", "parkway": "pkwy", "place": "pl", "road": "rd", "square": "sq", "street": "st", "terrace": "ter",
    "trail": "trl", "north": "n", "south": "s", "east": "e", "west": "w", "northeast": "ne", "northwest": "nw",
    "southeast": "se", "southwest": "sw", "apartment": "apt", "suite": "ste",
}  # fmt: skip


def fold(words: str) -> str:
    """Lower case without marks: `Núñez-O'Brien` → `nunez-obrien`."""
    if words.isascii():
        return words.lower().translate(_APOSTROPHE)
    spelt = words.lower().translate(_SPELT)
    apart = unicodedata.normalize("NFKD", spelt)
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).lower()


def split_words(words: str) -> list[str]:
    """The folded words of a text, kinds of street abbreviated, in order."""
    return [STREET_KINDS.get(word, word) for word in _WORD.findall(fold(words))]


def index_words(*texts: str) -> str:
    """What the search index is given for one account: its folded words, each once."""
    return " ".join(dict.fromkeys(split_words(" ".join(texts))))


def digits_of(phone: str) -> str:
    """The digits of a phone number as it is dialled here, the country's 1 left out."""
    digits = _NOT_DIGITS.sub("", phone)
    return digits[1:] if len(digits) == 11 and digits[0] == "1" else digits


def number_key(number: str) -> str:
    """An account number as it is compared: letters and digits alone, `10-004512-7` → `100045127`."""
    return _NOT_ALPHANUMERIC.sub("", number.upper())


def meter_keys(meter_number: str) -> tuple[str, str]:
    """A meter's digits and its letters and digits, `E-558210` → (`558210`, `E558210`): both are typed."""
    key = number_key(meter_number)
    return _NOT_DIGITS.sub("", key), key
