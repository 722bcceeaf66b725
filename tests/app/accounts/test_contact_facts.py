"""A change of contact details gives a row a detail and a row for each change that it came after."""

import pytest

from app.accounts.contact_facts import (
    KINDS,
    ContactDetailsChanged,
    DetailChange,
    contact_change,
    contact_change_followed,
)
from app.journal.fact import Envelope, Fact, FactBody

ENVELOPE = Envelope(
    workstation="A2", generation=1, sequence=1, fact_id="f", kind="ContactDetailsChanged", schema_version=1,
    recorded_at_us=7, office="main", person="p",
)  # fmt: skip


def test_the_rows() -> None:
    detail = DetailChange(field="phone", value="v", city="c", follows=("e", "e", "d"))
    body = ContactDetailsChanged(customer="cis/C1", account="cis/1", details=(detail,))
    assert list(KINDS[0].project(Fact(ENVELOPE, body))) == [
        (contact_change, ("cis/C1", "phone", "f", 7, "A2", "p", "v", "c", "cis/1")),
        (contact_change_followed, ("cis/C1", "phone", "e", "f")),
        (contact_change_followed, ("cis/C1", "phone", "d", "f")),
    ]


def test_of_another_kind_there_are_none() -> None:
    with pytest.raises(TypeError, match="not a ContactDetailsChanged"):
        list(KINDS[0].project(Fact(ENVELOPE, FactBody())))
