"""How this program starts a part of itself in a process of its own, from its sources or as it was built."""

import sys


def own_process(module: str, *words: str) -> list[str]:
    """The command that runs one of our own modules; what PyInstaller built takes `-m` as Python does.

    `-P`: the folder in which somebody happens to stand has no say in what is imported.
    """
    python = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-P"]
    return [*python, "-m", module, *words]
