"""What the passes page shows of a scanned or typed pass: the judgement, and what was sold, as the policy called it."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.errors import Refused
from app.identity.queries import today
from app.transit.pass_products import Replacement, pass_rules
from app.transit.sell_pass import replaceable
from app.transit.verify_pass import PassCheck, verify
from app.workplace import Services


@dataclass(frozen=True)
class LookedUp:
    """`fee_cents`: what a new paper costs; `no_paper`: why there is none, or None.

    `product`, `rider`: language → what today's policy calls what the code says; {} for what it does not know.
    """

    check: PassCheck
    fee_cents: int
    no_paper: Refused | None
    product: Mapping[str, str]
    rider: Mapping[str, str]

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
    rules = pass_rules(services.policies, on)
    product, rider = rules.products.get(check.product), rules.riders.get(check.rider)
    names = (product.names if product is not None else {}, rider.names if rider is not None else {})
    return LookedUp(check, rules.replacement_cents, no_paper, *names)
