"""Starts training in a program of its own, so that its data and the real data never meet in one process."""

from pathlib import Path

from PySide6.QtCore import QProcess

from app.own_process import own_process

_SOURCES = Path(__file__).parents[2]


def training_words(folder: Path, language: str) -> list[str]:
    """The command line of the training program for this workstation's data folder."""
    return own_process("ui.main", "--data", str(folder), "training", "--language", language)


def start_training(folder: Path, language: str) -> bool:
    """Starts it beside this window; where it is open already it says so itself. False when it cannot be started."""
    program, *words = training_words(folder, language)
    started, _process = QProcess.startDetached(program, words, str(_SOURCES))
    return bool(started)
