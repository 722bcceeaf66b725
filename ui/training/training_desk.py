"""What training adds to a window, and what the real window has instead: the command that starts training."""

from functools import partial
from typing import TYPE_CHECKING

from app.training_mode import in_training
from resources.texts import current_language, text
from ui.context import WindowContext
from ui.shell.command import Command
from ui.shell.main_window import MainWindow
from ui.training.start_training import start_training

if TYPE_CHECKING:
    from ui.training.exercises_panel import ExercisesPanel


def training_commands(window: MainWindow, context: WindowContext) -> list[Command]:
    """In training the exercises beside the page; elsewhere the way there, in a program of its own."""
    if not in_training():
        folder = context.operations.services.folder
        return [Command(text("Training"), "", lambda: start_training(folder, current_language()), "shield")]
    from ui.training.exercises_panel import ExercisesPanel

    panel = ExercisesPanel(context)
    window.set_side(panel)
    over = partial(_ask, window, context, panel)
    panel.over_asked.connect(over)
    return [
        Command(text("Begin the next exercise"), "Ctrl+J", panel.begin_next, "tick"),
        Command(text("Show or hide the exercises"), "Ctrl+Shift+J", window.turn_side, "note"),
        Command(text("Start training over"), "Ctrl+Shift+O", over, "refresh"),
    ]


def _ask(window: MainWindow, context: WindowContext, panel: "ExercisesPanel") -> None:
    """Asks before anything is thrown away; a second press changes nothing."""
    from ui.training.start_over_page import StartOverPage

    if isinstance(window.current_page, StartOverPage):
        return
    page = StartOverPage(panel.done, len(panel.cards))
    page.wanted.connect(context.start_over_wanted)
    page.kept.connect(window.step_back)
    window.show_page(page)
