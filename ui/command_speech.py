"""How commands without a window speak: a sentence for what was done or refused, a bar where somebody looks."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from app.errors import Refused, Unavailable
from ui.data_folder import data_folder

if TYPE_CHECKING:
    from app.accounts.import_types import ImportResult

Tell = Callable[[str, int, int], None]
"""Step, done, total."""


def in_words(run: Callable[[argparse.Namespace], int], arguments: argparse.Namespace) -> int:
    """Runs a command; what was refused is a sentence and exit code 1, what is no command 2."""
    from app.day.state import Mistake

    try:
        return run(arguments)
    except (Refused, Unavailable) as failure:
        from ui.error_messages import sentence

        say(sentence(failure), sys.stderr)
        return 1
    except Mistake as mistake:
        say(str(mistake), sys.stderr)
        return 2


def say(sentence: str, to: Any = None) -> None:
    """One line on the terminal."""
    (to or sys.stdout).write(sentence + "\n")


def say_imported(result: "ImportResult") -> None:
    """What a load of the city's CSV set came to."""
    if not result.changed:
        say("This set is loaded already; nothing has changed.")
        return
    say(f"Loaded {result.row_count:,} rows of {result.source_system}, {result.rejected:,} of them rejected.")
    if result.rejects_folder is not None:
        say(f"The rejected rows and why: {result.rejects_folder}")


def counted(count: int, one: str, many: str) -> str:
    """`1 fact`, `2,000 facts`."""
    return f"1 {one}" if count == 1 else f"{count:,} {many}"


@contextmanager
def opened(arguments: argparse.Namespace) -> Iterator[Any]:
    """The services of this workstation, closed at the end. Raises Unavailable."""
    from app.bootstrap import open_services

    services = open_services(data_folder(arguments))
    try:
        yield services
    finally:
        services.close()


@contextmanager
def shown_progress() -> Iterator[Tell]:
    """A bar on a terminal; nothing where nobody looks, not even an empty line."""
    if not sys.stderr.isatty():
        yield lambda _step, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        tasks: dict[str, Any] = {}

        def tell(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = progress.add_task(step.replace("_", " "), total=total)
            progress.update(tasks[step], completed=done, total=total)

        yield tell
