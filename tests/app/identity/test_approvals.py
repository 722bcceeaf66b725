"""The second person: who may act alone, who must be asked, and up to which amount."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.identity.approvals import Approval, ApprovalRefusal, approval_rule, approvers, decide, with_second_person
from app.identity.demo_people import BRANDT, OKAFOR, REYES
from app.identity.permissions import Permission, Session
from app.identity.refusals import IdentityRefusal
from app.policies import SHIPPED, Policies, PolicyError
from tests.factories.outcomes import refused
from tests.factories.people import Office, open_office

DAY = date(2026, 11, 20)
POLICY = """
[[version]]
version = 1
effective_on = 2020-01-01
source = "a test"
limits_cents = { lead_cashier = 25000, supervisor = 90000 }
[version.kinds.void]
permission = "payment.void"
second_person = true
alone_cents_max = 500
[version.kinds.note]
permission = "account.note"
second_person = false
alone_cents_max = 0
"""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    folder = tmp_path / "policies"
    folder.mkdir()
    (folder / "approvals.toml").write_text(POLICY, "utf-8")
    opened = open_office(tmp_path / "data")
    opened = replace(opened, services=replace(opened.services, policies=Policies(SHIPPED, folder)))
    yield opened
    opened.services.close()


def _decide(office: Office, who: Session, approver: Session | None, cents: int, kind: str = "void") -> Approval:
    return decide(office.services, who, kind, cents, approver, DAY)


def test_a_small_amount_needs_nobody_else_but_the_permission(office: Office) -> None:
    reyes, okafor = office.session(REYES), office.session(OKAFOR)
    assert _decide(office, reyes, None, 500) == Approval(reyes.person_id, "policy", 500)
    assert refused(lambda: _decide(office, okafor, None, 500)) is IdentityRefusal.NOT_PERMITTED
    assert _decide(office, okafor, None, 10**9, "note").approved_by == "policy"


def test_the_second_person_stands_in_the_answer(office: Office) -> None:
    brandt = office.session(BRANDT)
    assert _decide(office, office.session(OKAFOR), brandt, 501) == Approval(brandt.person_id, "pin", 501)


# Each row breaks its own rule and all later ones.
@pytest.mark.parametrize(
    ("approver", "code"),
    [
        (None, ApprovalRefusal.SECOND_PERSON_MISSING),
        ("self", ApprovalRefusal.SECOND_PERSON_IS_THE_SAME),
        ("okafor", ApprovalRefusal.SECOND_PERSON_MAY_NOT),
        ("reyes", ApprovalRefusal.OVER_LIMIT),
    ],
)
def test_refusals_come_in_order(office: Office, approver: str | None, code: ApprovalRefusal) -> None:
    cashier = replace(office.session(OKAFOR), person_id="somebody", permissions=frozenset())
    people = {"self": cashier, "okafor": office.session(OKAFOR), "reyes": office.session(REYES)}
    assert refused(lambda: _decide(office, cashier, people[approver] if approver else None, 25001)) is code


def test_the_highest_limit_of_somebody_s_roles_counts(office: Office) -> None:
    rule = approval_rule(office.services.policies, "void", DAY)
    assert rule.permission is Permission.PAYMENT_VOID
    assert [rule.limit_cents(roles) for roles in ((), ("cashier",), ("lead_cashier", "supervisor"))] == [0, 0, 90000]


def test_those_are_asked_who_may_approve(office: Office) -> None:
    names = [person.display_name for person in approvers(office.services, office.session(REYES), "void")]
    assert names == ["L. Brandt"]


def test_the_pin_is_checked_before_anything_is_recorded(office: Office) -> None:
    reyes, brandt = office.session(REYES), office.id_of(BRANDT)
    seen: list[str] = []

    def record(second: Session | None) -> str:
        seen.append(second.display_name if second else "nobody")
        return seen[-1]

    assert with_second_person(office.services, reyes, brandt, BRANDT.pin, record) == "L. Brandt"
    assert with_second_person(office.services, reyes, "", "", record) == "nobody"
    wrong = refused(lambda: with_second_person(office.services, reyes, brandt, "000000", record))
    same = refused(lambda: with_second_person(office.services, reyes, reyes.person_id, REYES.pin, record))
    assert (wrong, same) == (IdentityRefusal.WRONG_PIN, ApprovalRefusal.SECOND_PERSON_IS_THE_SAME)
    assert seen == ["L. Brandt", "nobody"]


def test_a_kind_that_the_policy_lacks_is_said(office: Office) -> None:
    with pytest.raises(PolicyError, match=r"approvals\.toml, loan"):
        approval_rule(office.services.policies, "loan", DAY)


@pytest.mark.parametrize("kind", sorted(Policies().at("approvals", DAY).values["kinds"]))
def test_every_shipped_kind_can_be_read(kind: str) -> None:
    rule = approval_rule(Policies(), kind, DAY)
    assert rule.alone_cents_max >= -1 and rule.limit_cents(("supervisor",)) > 0
