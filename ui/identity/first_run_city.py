"""The last step where the workstation has joined a center: it asks nothing, the city's rows come from there."""

from app.workplace import Services
from resources.texts import text
from ui.error_messages import sentence
from ui.identity.first_run_draft import FirstRunDraft
from ui.identity.first_run_step import Step
from ui.operations import Failure, Operations
from ui.settings.centre_load import CentreLoad
from ui.widgets.layout import column

_LANE = "sync-begin"


class CentreDataStep(Step):
    """Begins by itself and shows how far it is; whoever does not wait opens the counter, and it goes on."""

    def __init__(self, draft: FirstRunDraft, operations: Operations) -> None:
        super().__init__(draft)
        self.part, self.question = text("City data"), text("The city's accounts come from the center")
        self.help = text("You need not wait: open the counter, and the rest comes by itself.")
        self.button = text("Open the counter")
        self._operations = operations
        self.load = CentreLoad(operations.services.sync)
        column(self.load, parent=self)

    def open(self) -> None:
        """The exchange begins, and with it the load."""
        self._operations.background(self, _LANE, _begin, lambda _: self.load.look(), self._failed)

    def step_back(self) -> bool:
        """Esc while it loads stops it; what has come stays, and the settings go on with it."""
        turns = self._operations.services.sync.reference
        if turns is None or not self.load.busy:
            return False
        turns.cancel()
        return True

    def _failed(self, failure: Failure) -> None:
        self.load.result.set_words(sentence(failure), tone="bad")
        self.load.result.show()


def _begin(services: Services) -> None:
    services.sync.begin(services)
