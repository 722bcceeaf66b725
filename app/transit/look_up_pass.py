"""What the passes page shows of a scanned or typed pass: the judgement, and what was sold, as the policy called it."""

from dataclasses import dataclass
from datetime import date

from app.errors import Refused
from app.identity.queries import today
from app.transit.pass_products import Replacement, pass_rules
from app.transit.sell_pass import replaceable
from app.transit.verify_pass import PassCheck, verify
from app.workplace import Services


@dataclass(frozen=True)
class LookedUp:
    """`fee_cents`: what a new paper costs; `no_paper`: why there is none, or None. `on`: today."""

    check: PassCheck
    fee_cents: int
    no_paper: Refused | None
    on: date

    @property
    def replacement(self) -> str:
        """The choice that a sale keeps for a new paper."""
        return Replacement(self.check.serial).key


def look_up(services: Services, typed: str) -> LookedUp:
    """Judges it and says whether a lost one can be replaced here. Raises Unavailable."""
    on, check = today(services), verify(services, typed)
    with services.read_journal() as journal:
        try:
            replaceable(check.known, journal, check.serial, on)
            no_paper = None
        except Refused as refused:
            no_paper = refused
    return LookedUp(check, pass_rules(services.policies, on).replacement_cents, no_paper, on)
