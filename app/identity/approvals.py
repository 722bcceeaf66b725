"""The second person: who may act alone, who must be asked, and up to which amount (policy `approvals`).

A workflow asks `decide` inside its own unit of work and writes the answer into its fact, so that approver, method and
amount stand in the same fact as what was approved. At the counter the second person chooses their name and types their
PIN; the PIN is checked off the writer lane, as every PIN is (`with_second_person`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

import msgspec

from app.errors import Refused
from app.identity.permissions import Permission, Session, may, require
from app.identity.queries import people_to_sign_in, today
from app.identity.rules import permissions_of, roles
from app.identity.sign_in import sign_in
from app.identity.types import Person
from app.policies import Policies, PolicyError
from app.workplace import Services

T = TypeVar("T")
PENDING = "pending"
"""`Approval.approved_by` of what nobody has signed for yet."""


class ApprovalRefusal(StrEnum):
    """Why an action is not approved, in the order in which it is tested."""

    SECOND_PERSON_MISSING = "second_person_missing"
    SECOND_PERSON_IS_THE_SAME = "second_person_is_the_same"
    SECOND_PERSON_MAY_NOT = "second_person_may_not"
    OVER_LIMIT = "over_limit"
    OVER_PENDING_LIMIT = "over_pending_limit"


class Approval(msgspec.Struct, frozen=True):
    """What a fact keeps of it. `approved_by`: "pin" of a second person, "policy" where nobody else is needed.

    "pending": nobody was present; `approver` is "" and somebody signs afterwards (`app.approvals`).
    """

    approver: str
    approved_by: str
    amount_cents: int


@dataclass(frozen=True)
class ApprovalRule:
    """One kind of action in the policy `approvals`; `limits_cents`: role → the most it may approve, of this kind.

    `pending_cents_max`: up to it the action may go ahead with nobody present and be signed for afterwards; 0: never.
    """

    permission: Permission
    second_person: bool
    alone_cents_max: int
    limits_cents: dict[str, int]
    pending_cents_max: int = 0

    def needs_second_person(self, amount_cents: int) -> bool:
        """Whether somebody else must sign for this amount."""
        return self.second_person and amount_cents > self.alone_cents_max

    def limit_cents(self, role_keys: tuple[str, ...]) -> int:
        """Up to which amount somebody with these roles may approve."""
        return max((self.limits_cents.get(key, 0) for key in role_keys), default=0)


def approval_rule(policies: Policies, kind: str, on: date) -> ApprovalRule:
    """The rule of one kind in force on a day. Raises PolicyError where the file does not have it."""
    values = policies.at("approvals", on).values
    try:
        rule = values["kinds"][kind]
        permission = Permission(rule["permission"])
        limits = {**values["limits_cents"], **rule.get("limits_cents", {})}
        pending_cents_max = int(rule.get("pending_cents_max", 0))
        return ApprovalRule(permission, rule["second_person"], rule["alone_cents_max"], limits, pending_cents_max)
    except (KeyError, TypeError, ValueError) as error:
        raise PolicyError(f"approvals.toml, {kind}: {error}") from error


def decide(
    services: Services, session: Session, kind: str, amount_cents: int, approver: Session | None, on: date
) -> Approval:
    """Who answers for an action of this kind and amount. Raises Refused(ApprovalRefusal, NOT_PERMITTED).

    `amount_cents` ≥ 0 is what the action moves; `on` the business date that it belongs to.
    """
    rule = approval_rule(services.policies, kind, on)
    if not rule.needs_second_person(amount_cents):
        require(session, rule.permission)
        return Approval(session.person_id, "policy", amount_cents)
    if approver is None:
        raise Refused(ApprovalRefusal.SECOND_PERSON_MISSING)
    return sign(rule, session.person_id, amount_cents, approver)


def sign(rule: ApprovalRule, asker: str, amount_cents: int, approver: Session) -> Approval:
    """Somebody else signs for what `asker` (a person's id) does. Raises Refused(ApprovalRefusal)."""
    if approver.person_id == asker:
        raise Refused(ApprovalRefusal.SECOND_PERSON_IS_THE_SAME)
    if not may(approver, rule.permission):
        raise Refused(ApprovalRefusal.SECOND_PERSON_MAY_NOT, person=approver.display_name)
    limit_cents = rule.limit_cents(approver.roles)
    if amount_cents > limit_cents:
        raise Refused(ApprovalRefusal.OVER_LIMIT, person=approver.display_name, limit_cents=limit_cents)
    return Approval(approver.person_id, "pin", amount_cents)


def leave_pending(rule: ApprovalRule, amount_cents: int) -> Approval:
    """Nobody is present: up to the kind's cap the action goes ahead. Raises Refused(OVER_PENDING_LIMIT)."""
    if amount_cents > rule.pending_cents_max:
        raise Refused(ApprovalRefusal.OVER_PENDING_LIMIT, limit_cents=rule.pending_cents_max)
    return Approval("", PENDING, amount_cents)


def approvers(services: Services, session: Session, kind: str) -> list[Person]:
    """Who else may approve an action of this kind here, of whatever amount, in the order in which they were added."""
    on = today(services)
    rule, known = approval_rule(services.policies, kind, on), roles(services.policies, on)
    return [
        person
        for person in people_to_sign_in(services)
        if person.person_id != session.person_id
        and rule.permission in permissions_of(person.roles, known)
        and rule.limit_cents(person.roles)
    ]


def with_second_person(
    services: Services, session: Session, approver: str, pin: str, record: Callable[[Session | None], T]
) -> T:
    """Checks the PIN of the second person ("" for nobody), then records on the writer lane. Not on the writer lane.

    Raises Refused(ApprovalRefusal, IdentityRefusal) and whatever `record` raises.
    """
    if approver and approver == session.person_id:
        raise Refused(ApprovalRefusal.SECOND_PERSON_IS_THE_SAME)
    second = sign_in(services, approver, pin) if approver else None
    return services.lanes.write_now(lambda: record(second))
