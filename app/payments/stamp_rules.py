"""What is endorsed and validated where: policy `endorsement`, for the city, an office, one workstation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from app.payments.stamp_facts import ENDORSEMENT, VALIDATION, StampKind
from app.workplace import Services


class StampMode(StrEnum):
    """When a kind of stamp is offered."""

    OFF = "off"
    ASK = "ask"
    AFTER_PAYMENT = "after_payment"


@dataclass(frozen=True)
class StampRules:
    """`endorses`: kinds of tender. `reference`: of the policy, as facts record it."""

    endorse: StampMode
    validate: StampMode
    endorses: tuple[str, ...]
    restriction: str
    account_last_four: str
    reference: str

    def mode(self, stamp: StampKind) -> StampMode:
        """When it is offered."""
        return {ENDORSEMENT: self.endorse, VALIDATION: self.validate}[stamp]


def stamp_rules(services: Services, on: date) -> StampRules:
    """The rules at this workstation on a day; what its own table does not say its office's does, else the city's."""
    policy = services.policies.at("endorsement", on)
    values: dict[str, Any] = dict(policy.values)
    for table, code in (("offices", services.place.office), ("workstations", services.device.code)):
        own: Mapping[str, Any] = policy.values.get(table, {}).get(code, {})
        values |= {name: own[name] for name in ("endorse", "validate") if name in own}
    return StampRules(
        endorse=StampMode(values["endorse"]),
        validate=StampMode(values["validate"]),
        endorses=tuple(values["endorses"]),
        restriction=values["restriction"],
        account_last_four=values["account_last_four"],
        reference=policy.reference,
    )
