"""What happens at the counter in the tour, in this order."""

from ui.tour.steps.boarding import BOARDING
from ui.tour.steps.closing import CLOSING
from ui.tour.steps.custody import CUSTODY
from ui.tour.steps.customer import CUSTOMER
from ui.tour.steps.finding import FINDING
from ui.tour.steps.limits import LIMITS
from ui.tour.steps.looking import LOOKING
from ui.tour.steps.minding import MINDING
from ui.tour.steps.moving import HANDING_OVER, MOVING
from ui.tour.steps.naming import NAMING
from ui.tour.steps.paying import PAYING
from ui.tour.steps.receipts import RECEIPTS
from ui.tour.steps.reporting import REPORTING
from ui.tour.steps.riding import RIDING
from ui.tour.steps.signing_in import SIGNING_IN
from ui.tour.steps.storm import STORM
from ui.tour.steps.taping import TAPING
from ui.tour.steps.undoing import UNDOING
from ui.tour.steps.window import WINDOW
from ui.tour.tour import Step

STEPS: tuple[Step, ...] = (
    *SIGNING_IN,
    *FINDING,
    *PAYING,
    *MINDING,
    *RECEIPTS,
    *LOOKING,
    *MOVING,
    *LIMITS,
    *UNDOING,
    *REPORTING,
    *TAPING,
    *NAMING,
    *RIDING,
    *CUSTOMER,
    *BOARDING,
    *WINDOW,
    *HANDING_OVER,
    *CLOSING,
    *CUSTODY,
    *STORM,
)
