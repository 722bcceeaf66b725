"""`civic-counter`: without a command the window of this workstation; with one, what it says.

civic-counter                    the window (first run: the wizard)
civic-counter demo               the window on a demo city, signed in, drawer open
civic-counter demo --office 3    three windows of one office, which meet at a PostgreSQL of their own
civic-counter training           the same on a practice city of its own, with exercises; nothing of it is real
civic-counter tour [--out DIR]   the real window driven key by key through the main job
civic-counter --help             every command
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from resources.texts import LANGUAGES
from ui.data_folder import data_folder
from ui.quick_start import quick_start
from ui.version import VERSION

STOPPED = 130
"""Exit code after Ctrl+C, as shells give it."""


def main(words: Sequence[str] | None = None) -> int:
    """Runs one command; gives its exit code. What the disk refuses is a sentence; only a bug is a traceback."""
    arguments = _parser().parse_args(words)
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        return run(arguments)
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        return STOPPED
    except OSError as error:
        if error.filename is None:
            raise
        sys.stderr.write(f"{error.filename} cannot be used: {error.strerror}\n")
        return 1


def _city_size(typed: str) -> int:
    from app.accounts.demo_city.options import ACCOUNTS_MAX

    if not typed.isdecimal() or not 1 <= int(typed) <= ACCOUNTS_MAX:
        raise argparse.ArgumentTypeError(f"a demo city has 1 to {ACCOUNTS_MAX:,} accounts")
    return int(typed)


def _parser() -> argparse.ArgumentParser:
    from ui import command_line

    parser = argparse.ArgumentParser(prog="civic-counter", description="A city's walk-in service counter.")
    parser.add_argument("--version", action="version", version=f"Civic Counter {VERSION}")
    parser.add_argument("--data", type=Path, metavar="DIR", help="where this workstation's data is")
    parser.set_defaults(run=_window)
    commands = parser.add_subparsers(metavar="COMMAND")
    start = commands.add_parser("start", help="open the window of this workstation (as without a command)")
    start.set_defaults(run=_window)
    demo = commands.add_parser("demo", help="open the window on a demo city")
    demo.add_argument("--accounts", type=_city_size, default=5_000, metavar="N", help="how many (default 5,000)")
    demo.add_argument(
        "--office",
        type=int,
        choices=range(2, 5),
        metavar="N",
        help="several windows that meet at a center, 2 to 4",
    )
    demo.add_argument("--out", type=Path, metavar="DIR", help="of an office: its tour, and where pictures of it go")
    demo.set_defaults(run=_demo)
    training = commands.add_parser("training", help="open the window on a practice city, with exercises")
    training.add_argument("--language", choices=LANGUAGES, default="en", help="of its window (default en)")
    training.add_argument("--start-over", action="store_true", help="throw the practice city away and make another")
    training.set_defaults(run=_training)
    tour = commands.add_parser("tour", help="drive the real window through the main job and check every step")
    tour.add_argument("--out", type=Path, metavar="DIR", help="where pictures, receipts and the summary go")
    tour.set_defaults(run=_tour)
    command_line.add_commands(commands)
    return parser


def _window(arguments: argparse.Namespace) -> int:
    with quick_start():
        from ui.run_window import run_window

        return run_window(data_folder(arguments))


def _demo(arguments: argparse.Namespace) -> int:
    if arguments.office:
        from ui.command_speech import in_words
        from ui.office.run_office import run_office

        return in_words(lambda asked: run_office(asked.office, asked.accounts, asked.out), arguments)
    with quick_start():
        from ui.run_demo import run_demo

        return run_demo(arguments.accounts)


def _training(arguments: argparse.Namespace) -> int:
    with quick_start():
        from ui.run_training import run_training

        return run_training(data_folder(arguments), arguments.language, anew=arguments.start_over)


def _tour(arguments: argparse.Namespace) -> int:
    from ui.tour.run_tour import run_tour

    return run_tour(arguments.out)


if __name__ == "__main__":
    sys.exit(main())
