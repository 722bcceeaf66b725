"""What keeps Python out of the way of a start: no garbage is looked for, and no import reads source code again.

with quick_start():
    from ui.run_window import run_window

A start makes some hundred thousand objects that all stay; the collector would look them through again and again
(a tenth of the start). `ui.garbage` takes over when the window is made.

Qt wraps Python's import to offer `from __feature__ import …`: from then on the source of every module that is imported
is opened and searched. This program uses none of those features, so Python's own import is put back (another tenth).
"""

import builtins
import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quick_start() -> Iterator[None]:
    """Loads Qt in its quick form; Python collects garbage as before when what runs inside has ended."""
    gc.disable()
    try:
        import PySide6.QtWidgets  # noqa: F401 - wraps `__import__`

        builtins.__import__ = vars(builtins).get("__orig_import__", builtins.__import__)
        yield
    finally:
        gc.enable()
