"""New identities: UUIDv7 in order, and bytes that differ."""

import uuid

from app.ids import SystemIds


def test_ids_are_version_seven_and_sort_in_the_order_of_their_making() -> None:
    made = [SystemIds().new_id() for _ in range(1000)]
    assert sorted(made) == made
    assert len(set(made)) == 1000
    assert {uuid.UUID(one).version for one in made} == {7}
    assert all(str(uuid.UUID(one)) == one for one in made)


def test_random_bytes() -> None:
    made = {SystemIds().random_bytes(32) for _ in range(100)}
    assert len(made) == 100
    assert {len(one) for one in made} == {32}
