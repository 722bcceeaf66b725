"""What happens at the counter in the tour, in this order."""

from ui.tour.steps.signing_in import SIGNING_IN
from ui.tour.tour import Step

STEPS: tuple[Step, ...] = (*SIGNING_IN,)
