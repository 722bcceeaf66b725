"""What the fact of the first enrolment's review gives: a row for each id that is another one at the centre."""

import pytest

from app.identity.facts import PersonUnlocked
from app.identity.mapping_facts import KINDS, IdentityMapped, MappedIdentity, Subject, mapped_identity
from app.journal.fact import Envelope, Fact

ENVELOPE = Envelope(
    workstation="A2",
    generation=1,
    sequence=9,
    fact_id="f9",
    kind="IdentityMapped",
    schema_version=1,
    recorded_at_us=1,
    office="main",
)


def test_rows_stand_for_what_the_city_calls_otherwise() -> None:
    """What is new at the centre keeps its id and gives none."""
    body = IdentityMapped(
        identities=(
            MappedIdentity(subject=Subject.PERSON, local="p1", central="p9"),
            MappedIdentity(subject=Subject.PERSON, local="p2", central=""),
            MappedIdentity(
                subject=Subject.ACCOUNT, local="cis/1", central="cis/9", until_generation=1, until_sequence=7
            ),
        ),
        same=3,
    )
    assert list(KINDS[0].project(Fact(ENVELOPE, body))) == [
        (mapped_identity, ("person", "A2", "p1", "f9", "p9", None, None)),
        (mapped_identity, ("account", "A2", "cis/1", "f9", "cis/9", 1, 7)),
    ]


def test_another_body_is_a_bug() -> None:
    with pytest.raises(TypeError, match="not an IdentityMapped"):
        list(KINDS[0].project(Fact(ENVELOPE, PersonUnlocked(person_id="p1", method="supervisor"))))
