"""Proposals: sure is what two signs say; near ones are questions."""

import pytest

from app.sync.mapping_types import Choice, Doubt, Proposal, Side
from app.sync.match_identities import match_account, match_office, match_person

OWN = Side("alone/1", "10-004512-7", ("Alvarez, Maria", "1207 Pine St"))
SAME = Side("cis/9", "10 004512 7", ("María Álvarez", "7 New Rd"))
MOVED = Side("cis/8", "10-004512-7", ("Okafor, Ben", "1207 PINE STREET"))
OTHER = Side("cis/7", "10-004512-7", ("Okafor, Ben", "8 Elm Ct"))
NO_DATA = Side("cis/1", "", ("", ""))


@pytest.mark.parametrize(
    ("own", "by_number", "by_id", "expected"),
    [
        (OWN, [SAME], None, Proposal(Choice.SAME, SAME)),
        (OWN, [MOVED], None, Proposal(Choice.SAME, MOVED)),
        (OWN, [OTHER, SAME], None, Proposal(Choice.SAME, SAME)),
        (OWN, [SAME, MOVED], None, Proposal(Choice.SAME, SAME, Doubt.SEVERAL)),
        (OWN, [OTHER], None, Proposal(Choice.SAME, OTHER, Doubt.OTHER_CUSTOMER)),
        (OWN, [], None, Proposal(Choice.NEW, None, Doubt.NOT_FOUND)),
        (OWN, [], OTHER, Proposal(Choice.SAME, OTHER, Doubt.SAME_ID_OTHER_ACCOUNT)),
        (OWN, [SAME], OTHER, Proposal(Choice.SAME, SAME, Doubt.SAME_ID_OTHER_ACCOUNT)),
        (OWN, [SAME], SAME, Proposal(Choice.SAME, SAME)),
        (NO_DATA, [], OTHER, Proposal(Choice.SAME, OTHER)),
        (NO_DATA, [], None, Proposal(Choice.NEW, None, Doubt.NOT_FOUND)),
    ],
)
def test_accounts(own: Side, by_number: list[Side], by_id: Side | None, expected: Proposal) -> None:
    assert match_account(own, by_number, by_id) == expected


REYES = Side("p1", "M. Reyes", ("Lead cashier",))


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        ([Side("p1", "", ("Cashier",))], Proposal(Choice.SAME, Side("p1", "", ("Cashier",)))),
        ([Side("p9", "m. reyes", ("Lead cashier",))], (Choice.SAME, None)),
        ([Side("p9", "M. Reyes", ("Cashier",))], (Choice.SAME, Doubt.OTHER_ROLES)),
        ([Side("p9", "M. Reyes"), Side("p8", "M. Reyes")], (Choice.SAME, Doubt.SEVERAL)),
        ([Side("p9", "Maria Reyes")], (Choice.SAME, Doubt.SIMILAR_NAME)),
        ([Side("p9", "Maria Reyes"), Side("p8", "Mo Reyes")], (Choice.SAME, Doubt.SEVERAL)),
        ([Side("p9", "L. Brandt")], (Choice.NEW, None)),
        ([Side("p9", "")], (Choice.NEW, Doubt.NOT_FOUND)),
        ([], (Choice.NEW, None)),
    ],
)
def test_people(there: list[Side], expected: object) -> None:
    found = match_person(REYES, there)
    assert found == expected or (found.choice, found.doubt) == expected


def test_offices() -> None:
    main, hub = Side("main", "Utility service center"), Side("hub", "Transit hub")
    assert match_office("main", "Anything", main).doubt is None
    assert match_office("usc", "utility Service Center", main) == Proposal(Choice.SAME, main)
    assert match_office("main", "Utility service center", hub) == Proposal(Choice.SAME, hub, Doubt.OTHER_OFFICE)
