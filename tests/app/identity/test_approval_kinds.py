"""Every kind of action that may need a second person can be asked for in the inbox, or says that they must be here."""

from app.approvable_kinds import APPROVABLES
from app.policies import Policies
from tests.factories.policies import ON


def test_each_kind_is_asked_for_or_signed_on_the_spot() -> None:
    kinds = Policies().at("approvals", ON).values["kinds"]
    for kind, rule in kinds.items():
        if rule["second_person"]:
            assert (kind in APPROVABLES) is not rule.get("on_the_spot", False), kind


def test_each_that_can_be_asked_for_is_made() -> None:
    for kind in Policies().at("approvals", ON).values["kinds"]:
        if kind in APPROVABLES:
            assert APPROVABLES.of(kind).needs
