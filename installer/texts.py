"""Keeps the catalogues in step with the sources: one command after sentences were added, changed or taken away.

    .venv/bin/python installer/texts.py      (Windows: .venv\\Scripts\\python installer\\texts.py)

Reads every message given to `text` and `text_in`, writes the template, merges it into each language's catalogue and
compiles that for gettext. What is said to be untranslated afterwards is filled in in the .po file; then run it again.
Nothing here is part of the program: at run time gettext reads the compiled catalogues alone.
"""

import ast
import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "texts"
TEMPLATE = FOLDER / "civic_counter.pot"
SOURCES = ("app", "ui", "printing", "resources")
ONLY_READS = ("ui", "tour")  # looks for what the program says, and says nothing by itself
KEYWORDS = {"text": (1,), "text_in": (2,)}  # place of the message among the arguments
TEXTS_MODULE = "resources.texts"


class SteadyCatalogue(Catalog):
    """Without dates, addresses and the program that made it: it changes when its messages change, and only then."""

    def _steady_headers(self) -> list[tuple[str, str]]:
        language = [("Language", self.locale_identifier)] if self.locale_identifier else []
        plural = [("Plural-Forms", self.plural_forms)] if self.locale_identifier else []
        charset = ("Content-Type", "text/plain; charset=utf-8")
        return [*language, charset, ("Content-Transfer-Encoding", "8bit"), *plural]

    mime_headers = property(_steady_headers)


def catalogue_path(language: str) -> Path:
    """Where the translations of a language are written by hand."""
    return FOLDER / language / "LC_MESSAGES" / "civic_counter.po"


def languages() -> list[str]:
    """Every language with a catalogue."""
    return sorted(path.parents[1].name for path in FOLDER.glob("*/LC_MESSAGES/civic_counter.po"))


def imported_names(module: ast.Module) -> set[str]:
    """Which of the keywords a source has from the texts module; sqlalchemy has a `text` of its own."""
    return {
        alias.name
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and node.module == TEXTS_MODULE
        for alias in node.names
        if alias.name in KEYWORDS
    }


def sources() -> Iterator[tuple[Path, set[str]]]:
    """Every source that says something to a person, with the keywords that it uses."""
    for folder in SOURCES:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if path.relative_to(ROOT).parts[:2] == ONLY_READS:
                continue
            written = path.read_text("utf-8")
            names = imported_names(ast.parse(written)) if TEXTS_MODULE in written else set()
            if names:
                yield path, names


def extracted() -> set[str]:
    """Every message of the program."""
    found = set()
    for path, names in sources():
        keywords = {name: KEYWORDS[name] for name in names}
        for _line, message, _comments, _context in extract_from_file("python", path, keywords=keywords):
            found.add(str(message))
    return found - {""}


def template_text(messages: Iterable[str]) -> str:
    """The template's file content."""
    template = SteadyCatalogue()
    for message in sorted(messages):
        template.add(message)
    return _written(template)


def read_catalogue(language: str) -> Catalog:
    """A language's catalogue as it stands. Raises OSError when there is none."""
    with catalogue_path(language).open("rb") as file:
        return read_po(file, locale=language)


def merged(language: str, messages: Iterable[str]) -> Catalog:
    """The messages with the translations known so far, "" for the others; what is no longer said is left out."""
    known, catalogue = read_catalogue(language), SteadyCatalogue(locale=language)
    for message in sorted(messages):
        found = known.get(message)
        catalogue.add(message, str(found.string) if found is not None and not found.fuzzy else "")
    return catalogue


def compiled(catalogue: Catalog) -> bytes:
    """What gettext reads."""
    steady = SteadyCatalogue(locale=catalogue.locale)
    for message in catalogue:
        if message.id and message.string:
            steady.add(message.id, message.string)
    target = io.BytesIO()
    write_mo(target, steady)
    return target.getvalue()


def _written(catalogue: Catalog) -> str:
    target = io.BytesIO()
    write_po(target, catalogue, width=120, no_location=True, sort_output=True, ignore_obsolete=True)
    lines = target.getvalue().decode().splitlines()
    return "\n".join(line for line in lines if not line.startswith("# ") and line not in ("#", "#, fuzzy")) + "\n"


def refresh() -> dict[str, list[str]]:
    """Writes everything anew; gives what each language still lacks."""
    messages = extracted()
    TEMPLATE.write_text(template_text(messages), "utf-8", newline="\n")
    lacking = {}
    for language in languages():
        catalogue = merged(language, messages)
        catalogue_path(language).write_text(_written(catalogue), "utf-8", newline="\n")
        catalogue_path(language).with_suffix(".mo").write_bytes(compiled(catalogue))
        lacking[language] = [str(message.id) for message in catalogue if message.id and not message.string]
    return lacking


def main() -> int:
    """Refreshes; answers 1 while something is untranslated."""
    lacking = refresh()
    for language, messages in lacking.items():
        print(f"{language}: {len(messages)} to translate", *messages, sep="\n  ")
    return int(any(lacking.values()))


if __name__ == "__main__":
    sys.exit(main())
