"""Each kind of fact has its paper."""

import msgspec
import pytest

from printing.drawers.drawer_slip import drawer_slip_document
from tests.factories.slips import DROPPED, OPENED, PAID_IN, PAID_OUT


def test_each_kind_has_its_paper() -> None:
    turns = [
        msgspec.structs.replace(OPENED, kind=kind) for kind in ("ShiftSuspended", "ShiftResumed", "ShiftHandedOver")
    ]
    titles = [drawer_slip_document(slip, "en").title for slip in (PAID_IN, PAID_OUT, DROPPED, OPENED, *turns)]
    names = ["PAID IN", "PAID OUT", "SAFE DROP", "OPENED", "SUSPENDED", "RESUMED", "HAND-OVER"]
    assert titles == [f"{name} A2-1-317" for name in names]


def test_a_kind_from_the_future_is_said() -> None:
    with pytest.raises(ValueError, match="has no slip"):
        drawer_slip_document(msgspec.structs.replace(OPENED, kind="Weighed"), "en")
