"""What a person can do, by name and by key: the one source of the keys (bound by the shell), F1 and Ctrl+K."""

from collections.abc import Callable
from dataclasses import dataclass

ENTER = "Enter"


@dataclass(frozen=True)
class Command:
    """A verb with its key ("F5", "Ctrl+H", "Enter"; "" for none) and what it does.

    `why_not` answers with the reason while the command cannot run, else "". "Enter" is not taken from the field that
    has the focus: it runs when no control on the page wanted it.
    """

    name: str
    key: str
    run: Callable[[], object]
    icon: str = ""
    why_not: Callable[[], str] | None = None

    @property
    def reason(self) -> str:
        """Why it cannot run now; "" when it can."""
        return self.why_not() if self.why_not is not None else ""

    def run_if_possible(self) -> bool:
        """Runs it unless there is a reason not to. True when it ran."""
        if self.reason:
            return False
        self.run()
        return True
