"""One sentence for every refusal: what is the matter, then what to do next. The only place that words refusal codes.

    field.set_error(sentence(refused))

Rules raise codes with values (`app.errors`); here each member of each enum has its wording, and a test holds the table
complete. The sentences themselves are `ui/refusal_words.py`. Values named `..._cents` are shown as money, days as they
are said. Values that a sentence names and a refusal does not carry stay empty.
"""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum

from app.errors import Refused, Unavailable
from app.money import format_cents
from resources.texts import text
from ui.dates import day_words

Wordings = dict[str, str]


def sentence(failure: Refused | Unavailable) -> str:
    """What happened and what to do, in the language of the screen."""
    return message(failure.code, failure.values)


def message(code: StrEnum, values: Mapping[str, object] | None = None) -> str:
    """The sentence of one code, its places filled from `values`."""
    wordings = _table().get(type(code).__name__)
    words = _words(wordings(), code, values or {}) if wordings is not None else ""
    if not words:
        return text("This cannot be done now. Note the code {code} and ask for help.", code=code.value)
    return words.format_map(_Shown(values or {}))


def _words(wordings: Wordings, code: StrEnum, values: Mapping[str, object]) -> str:
    """The wording of a code; where it depends on what is `missing`, that stands behind a dot."""
    return wordings.get(f"{code.value}.{values.get('missing')}") or wordings.get(code.value, "")


def has_wording(code: StrEnum) -> bool:
    """Whether the table words this code; the tests ask for every member of every enum."""
    wordings = _table().get(type(code).__name__)
    return wordings is not None and code.value in wordings()


class _Shown(dict[str, str]):
    """Values as people read them."""

    def __init__(self, values: Mapping[str, object]) -> None:
        super().__init__((name, _shown(name, value)) for name, value in values.items())

    def __missing__(self, name: str) -> str:
        return ""


def _shown(name: str, value: object) -> str:
    if isinstance(value, date):
        return day_words(value)
    return format_cents(value) if name.endswith("_cents") and isinstance(value, int) else str(value)


def _table() -> Mapping[str, Callable[[], Wordings]]:
    """By the name of the enum. Read with the first refusal: it knows every workflow, and the window starts without."""
    from ui.refusal_words import WORDINGS

    return WORDINGS
