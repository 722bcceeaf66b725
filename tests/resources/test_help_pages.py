"""Each page has help in every language, of the same shape, with keys that exist and the words that stand on buttons."""

import ast
import re
from pathlib import Path

import pytest

from installer import texts
from resources.help_pages import HelpLine, help_lines
from resources.texts import LANGUAGES, text_in
from tests.test_layout import ROOT, sources, tree

FOLDER = ROOT / "resources" / "help"
PAGES = sorted({path.name.split(".")[0] for path in FOLDER.glob("*.md")})
KEYS_OF_CONTROLS = {"Enter", "Esc", "Tab"}
WORDS_ON_SCREEN = re.compile("“([^”]+)”")
ANY_KEY = re.compile(r"`([^`]+)`")


def written(page: str, language: str) -> str:
    return (FOLDER / f"{page}.{language}.md").read_text("utf-8")


def keys_of_the_window() -> set[str]:
    """Every key that a command or a control of the window names, as it is drawn; sections and tabs count theirs."""
    named = {
        node.value.replace("Return", "Enter")
        for path in sources()
        if path.parts[0] == "ui" and path.parts[1] != "tour"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return named | KEYS_OF_CONTROLS | {f"Alt+{number}" for number in range(1, 5)}


def asked_for() -> set[str]:
    """The names that the pages' `help_name` can answer."""
    return {
        constant.value
        for path in sources()
        if path.parts[0] == "ui"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and node.name == "help_name"
        for answer in ast.walk(node)
        if isinstance(answer, ast.Return)
        for constant in ast.walk(answer)
        if isinstance(constant, ast.Constant) and isinstance(constant.value, str)
    } - {""}


def test_lines_have_four_forms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("resources.help_pages._FOLDER", tmp_path)
    lines = [
        "What it is for.",
        "",
        "## The usual way",
        "- `F2` Search; `F3` goes on.",
        "### No paper",
        "Press “Go on”.",
    ]
    (tmp_path / "page.en.md").write_text("\n".join(lines), "utf-8")
    assert help_lines("page", "en") == (
        HelpLine("words", "What it is for."),
        HelpLine("heading", "The usual way"),
        HelpLine("step", "Search; F3 goes on.", "F2"),
        HelpLine("question", "No paper"),
        HelpLine("words", "Press “Go on”."),
    )


def test_a_page_without_help_has_no_lines() -> None:
    assert help_lines("", "en") == help_lines("nothing-of-that-name", "en") == ()


def test_every_page_has_its_help() -> None:
    assert set(PAGES) == asked_for()


@pytest.mark.parametrize("page", PAGES)
def test_help_has_the_same_shape_in_every_language(page: str) -> None:
    shapes = {language: [(line.form, line.key) for line in help_lines(page, language)] for language in LANGUAGES}
    assert shapes["en"]
    assert all(shape == shapes["en"] for shape in shapes.values())


@pytest.mark.parametrize("page", PAGES)
def test_help_names_keys_that_there_are(page: str) -> None:
    known = keys_of_the_window()
    assert {key for language in LANGUAGES for key in ANY_KEY.findall(written(page, language))} - known == set()


@pytest.mark.parametrize("page", PAGES)
def test_help_says_the_words_that_stand_on_the_screen(page: str) -> None:
    english = WORDS_ON_SCREEN.findall(written(page, "en"))
    assert set(english) - texts.extracted() == set()
    for language in LANGUAGES:
        assert WORDS_ON_SCREEN.findall(written(page, language)) == [text_in(language, words) for words in english]
