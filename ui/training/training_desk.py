"""What training adds to a window, and what the real window has instead: the command that starts training."""

from app.training_mode import in_training
from resources.texts import current_language, text
from ui.context import WindowContext
from ui.shell.command import Command
from ui.shell.main_window import MainWindow
from ui.training.start_training import start_training


def training_commands(window: MainWindow, context: WindowContext) -> list[Command]:
    """In training the exercises beside the page; elsewhere the way there, in a program of its own."""
    if not in_training():
        folder = context.operations.services.folder
        return [Command(text("Training"), "", lambda: start_training(folder, current_language()), "shield")]
    from ui.training.exercises_panel import ExercisesPanel

    panel = ExercisesPanel(context)
    window.set_side(panel)
    return [
        Command(text("Begin the next exercise"), "Ctrl+J", panel.begin_next, "tick"),
        Command(text("Show or hide the exercises"), "Ctrl+Shift+J", window.turn_side, "note"),
    ]
