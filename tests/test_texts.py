"""Every sentence a person reads is said through `text`, in every language: catalogues and sources agree.

When this fails after a sentence was added or changed: run `.venv/bin/python installer/texts.py`, translate what it
names in resources/texts/<language>/LC_MESSAGES/civic_counter.po, and run it again.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from installer import texts
from resources.texts import LANGUAGES
from tests.test_layout import ROOT, sources, tree

TRANSLATED = [language for language in LANGUAGES if language != "en"]
SAME_WORD_IN_BOTH = {
    "{minutes} min",
    *("58 mm", "Alaska", "Arizona", "Hawaii", "PIN", "Puerto Rico", "Supervisor", "TOTAL", "Total", "USB"),
    *("{counter}, {office}", "{count} min", "{charge}, {month}", "Gas", "11/20 14:05", "no"),
}
SHOWS_WORDS = {
    *("Alert", "Button", "Card", "CheckBox", "Chip", "ChoiceTile", "Column", "ComboBox", "Command", "DataTable"),
    *("EmptyState", "Field", "Figure", "IconButton", "Label", "LineEdit", "ResultBanner", "SettingRow", "Tag"),
    *("AmountField", "TextArea", "Toggle", "TenderButton", "money_column", "StripPart"),
    *("setText", "setPlaceholderText", "setAccessibleName", "setAccessibleDescription", "setToolTip", "setWindowTitle"),
    *("set_title", "set_words", "set_error", "set_help", "block"),
}
NOT_SHOWN = {"key", "icon", "kind", "size", "color", "align", "parent", "weight", "tag", "tone"}
NOT_FOR_THE_COUNTER = ("tour", "command_line.py", "run_demo.py", "main.py")  # read by whoever runs the program
NAMES = {"Civic Counter", "English", "Español", "Python", "Qt"}
WORDS = re.compile(r"[A-Z][a-z]+|[a-z]{2,} [a-z]{2,}")
KEYS = re.compile(r"(Ctrl|Shift|Alt|Esc|Enter|Tab|Up|Down|Left|Right|Home|End|Del|Backspace|Return|Space|PgUp|PgDown)")


def said() -> Iterator[tuple[str, ast.Call, ast.expr]]:
    """Place, call and message of every `text` and `text_in` of the program."""
    for path, names in texts.sources():
        for node in ast.walk(tree(path.relative_to(ROOT))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
                message = node.args[texts.KEYWORDS[node.func.id][0] - 1]
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node, message


def places(message: str) -> set[str]:
    """The named places of a message."""
    return {name for _, name, _, _ in Formatter().parse(message) if name is not None}


@pytest.fixture(scope="module")
def messages() -> set[str]:
    """What the sources say."""
    return texts.extracted()


@pytest.fixture(scope="module", params=TRANSLATED)
def translated(request: pytest.FixtureRequest) -> tuple[str, dict[str, str]]:
    """A language and its translations as written in the .po file; fuzzy ones as ""."""
    catalogue = texts.read_catalogue(request.param)
    return request.param, {str(one.id): "" if one.fuzzy else str(one.string) for one in catalogue if one.id}


def test_there_is_a_catalogue_for_every_language() -> None:
    assert texts.languages() == TRANSLATED


def test_the_template_has_every_message(messages: set[str]) -> None:
    assert texts.TEMPLATE.read_text("utf-8") == texts.template_text(messages)


def test_every_message_is_translated(messages: set[str], translated: tuple[str, dict[str, str]]) -> None:
    known = translated[1]
    assert sorted(message for message in messages if not known.get(message)) == []


def test_nothing_is_translated_that_is_no_longer_said(
    messages: set[str], translated: tuple[str, dict[str, str]]
) -> None:
    assert sorted(set(translated[1]) - messages) == []


def test_a_translation_has_the_same_places(translated: tuple[str, dict[str, str]]) -> None:
    astray = {message: said for message, said in translated[1].items() if said and places(message) != places(said)}
    assert astray == {}


def test_a_translation_ends_as_its_message_does(translated: tuple[str, dict[str, str]]) -> None:
    """A full stop, a question mark or an ellipsis left out or added: half a sentence was translated."""
    ends = {
        message: said
        for message, said in translated[1].items()
        if said and (message[-1] in ".?…:" or said[-1] in ".?…:") and message[-1] != said[-1]
    }
    assert ends == {}


def test_a_translation_is_not_the_english_again(translated: tuple[str, dict[str, str]]) -> None:
    same = {message for message, said in translated[1].items() if message == said}
    assert same - SAME_WORD_IN_BOTH == set()


def test_what_gettext_reads_is_what_was_written(translated: tuple[str, dict[str, str]]) -> None:
    path = texts.catalogue_path(translated[0]).with_suffix(".mo")
    assert path.read_bytes() == texts.compiled(texts.read_catalogue(translated[0]))


def test_no_message_is_made_from_a_variable() -> None:
    """The catalogue holds whole sentences; a word put together in the program is in no catalogue."""
    made = [
        f"{place} {ast.unparse(message)}"
        for place, _, message in said()
        if not (isinstance(message, ast.Constant) and isinstance(message.value, str))
        and not place.startswith("resources/texts.py")
    ]
    assert made == []


def test_every_message_is_found(messages: set[str]) -> None:
    """What stands inside an f-string is not: the extraction reads words of the source, not its meaning."""
    there = {message.value for _, _, message in said() if isinstance(message, ast.Constant)}
    assert {str(message) for message in there} - {""} == messages


def test_a_message_gets_the_values_of_its_places() -> None:
    """Those that it fills at once; without values it is filled later, by `format`."""
    astray = [
        f"{place} {message.value}"
        for place, call, message in said()
        if isinstance(message, ast.Constant)
        and isinstance(message.value, str)
        and (given := {keyword.arg for keyword in call.keywords})
        and None not in given  # a mapping: nobody knows here what is in it
        and given != places(message.value)
    ]
    assert astray == []


def test_every_word_of_the_window_goes_through_the_catalogue() -> None:
    """A heuristic: literal words handed to what shows words."""
    assert [f"{path}:{line} {words}" for path in _window() for line, words in _bare_words(path)] == []


def _window() -> list[Path]:
    return [path for path in sources() if path.parts[0] == "ui" and path.parts[1] not in NOT_FOR_THE_COUNTER]


def _bare_words(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name not in SHOWS_WORDS:
            continue
        shown = [*node.args, *(keyword.value for keyword in node.keywords if keyword.arg not in NOT_SHOWN)]
        for constant in (part for value in shown for part in _literals(value)):
            words = str(constant.value)
            if WORDS.search(words) and not KEYS.match(words) and not words.startswith("<") and words not in NAMES:
                yield constant.lineno, words


def _literals(value: ast.expr) -> Iterator[ast.Constant]:
    """The literal words of an argument, those of an f-string and of both sides of a choice too."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value
    elif isinstance(value, ast.JoinedStr):
        yield from (part for part in value.values if isinstance(part, ast.Constant))
    elif isinstance(value, ast.IfExp):
        yield from _literals(value.body)
        yield from _literals(value.orelse)
