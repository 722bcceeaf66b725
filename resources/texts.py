"""Every sentence a person reads, on screen and on paper, through one gettext catalogue.

English stands in the source; other languages in `texts/<language>/LC_MESSAGES/civic_counter.mo`.
Confusable words: *language* is what a person reads ("en", "es"); *locale* also says how numbers and dates look.
"""

import gettext
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "es")
_LOCALES = {"en": "en_US", "es": "es_US"}
_FOLDER = Path(__file__).parent / "texts"
_current = "en"


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("civic_counter", _FOLDER, [language], fallback=True)


def use_language(language: str) -> None:
    """Sets the language of the screen. Raises ValueError for one that is not shipped."""
    if language not in LANGUAGES:
        raise ValueError(f"no texts in {language!r}; there are {', '.join(LANGUAGES)}")
    global _current
    _current = language


def current_language() -> str:
    """The language of the screen: "en" or "es"."""
    return _current


def locale_of(language: str) -> str:
    """The locale of a language in a US city: how its days and months are written."""
    return _LOCALES[language]


def text(message: str, **values: object) -> str:
    """The message in the language of the screen, its named places filled from `values`."""
    return text_in(_current, message, **values)


def text_in(language: str, message: str, **values: object) -> str:
    """The message in a given language; paper has the customer's, the screen the cashier's."""
    found = _catalogue(language).gettext(message) if message else ""
    return found.format(**values) if values else found
