"""Rules as shipped, bent by a test."""

from dataclasses import replace
from datetime import date
from typing import Any

from app.policies import Policies, Policy

ON = date(2026, 11, 20)


def policy(key: str, **values: Any) -> Policy:
    """The shipped rule in force at the test counter's day, with other values."""
    shipped = Policies().at(key, ON)
    return replace(shipped, values={**shipped.values, **values})


class BentPolicies(Policies):
    """The shipped rules; `BentPolicies(cash_rounding={"enabled": True})` changes values of some."""

    def __init__(self, **bent: dict[str, Any]) -> None:
        super().__init__()
        self._bent = bent

    def _read(self, key: str) -> tuple[Policy, ...]:
        bent = self._bent.get(key, {})
        return tuple(replace(version, values={**version.values, **bent}) for version in super()._read(key))


def without_cash_limit() -> Policies:
    """The shipped rules with a drawer that is never full: the limit is asked for at every payment all the same."""
    return BentPolicies(cash_control={"drawer_stop_cents": 10**12})
