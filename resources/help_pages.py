"""The help of a page in the language of the screen: what it is for, the usual way, what to do when it goes wrong.

`help/<page>.<language>.md`, in four forms of line: `## heading`, `### what went wrong`, "- `key` what it does" and a
paragraph. Within the words `F6` is a key, and what stands in “ ” is to be read on the screen.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

_FOLDER = Path(__file__).parent / "help"
_STEP = re.compile(r"- `(?P<key>[^`]+)` (?P<words>.+)")
_KEY = re.compile(r"`([^`]+)`")

Form = Literal["heading", "question", "step", "words"]


@dataclass(frozen=True)
class HelpLine:
    """One line or paragraph; `key` for a step only."""

    form: Form
    words: str
    key: str = ""


def help_lines(page: str, language: str) -> tuple[HelpLine, ...]:
    """The help of a page, nothing for one without help. Raises OSError when the program's files cannot be read."""
    path = _FOLDER / f"{page}.{language}.md"
    if not page or not path.exists():
        return ()
    return tuple(_read(line) for line in path.read_text("utf-8").splitlines() if line.strip())


def _read(line: str) -> HelpLine:
    if line.startswith("### "):
        return HelpLine("question", _plain(line[4:]))
    if line.startswith("## "):
        return HelpLine("heading", _plain(line[3:]))
    step = _STEP.fullmatch(line)
    return HelpLine("step", _plain(step["words"]), step["key"]) if step else HelpLine("words", _plain(line))


def _plain(words: str) -> str:
    return _KEY.sub(r"\1", words).strip()
