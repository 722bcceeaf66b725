"""The two tables of the sync section, empty: what waits, and who else is known."""

from resources.texts import text
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.table_data import Column


def waiting_table() -> DataTable:
    """How many facts of each kind the center has not confirmed."""
    nothing = EmptyState("good", text("Nothing waits"), text("New facts go out within seconds."))
    columns = [Column(text("What"), 120, 1), Column(text("Count"), 80, align="right")]
    return DataTable(columns, name=text("What waits"), choosable=False, empty=nothing)


def workstations_table() -> DataTable:
    """Every workstation that is known here."""
    columns = [
        Column(text("Workstation"), 110, 1),
        Column(text("Place"), 150, 3),
        Column(text("State"), 110),
        Column(text("Facts here"), 90, align="right"),
        Column(text("Newest"), 76, align="right"),
    ]
    nothing = EmptyState("counter", text("Nobody else is known yet"), text("They appear with the first exchange."))
    return DataTable(columns, name=text("Workstations"), choosable=False, empty=nothing)
