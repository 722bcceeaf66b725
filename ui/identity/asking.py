"""Asking for an approval from any form: the request goes into the inbox, and what waits already is said.

A form shows `ASK_KEY` on its button; the desk that opened it hands the action over here.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.approvals import request_approval
from app.approvals.request_approval import AskApproval, Asked
from resources.texts import text
from ui.context import WindowContext
from ui.operations import Failure

ASK_KEY = "Ctrl+E"


def ask_words() -> str:
    """What its button and its command are called."""
    return text("Ask for approval")


def asked_words() -> str:
    """What is said once somebody is asked."""
    return text("You asked for an approval. It waits under Work, My requests.")


def ask_for_approval(
    context: WindowContext,
    parent: QObject,
    command: AskApproval,
    on_asked: Callable[[Asked], None],
    on_refused: Callable[[Failure], None],
) -> None:
    """Records the request and tells the window."""
    session = context.session

    def asked(answer: Asked) -> None:
        context.announce(answer.changed)
        on_asked(answer)

    context.operations.write(
        parent, lambda services: request_approval.record(services, session, command), asked, on_refused
    )
