"""New identities: UUIDv7 in order, and bytes that differ."""

import uuid

from app.ids import SystemIds, stable_id


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


def test_a_stable_id_is_the_same_for_the_same_name_and_no_other() -> None:
    assert stable_id("return", "1") == stable_id("return", "1") == str(uuid.UUID(stable_id("return", "1")))
    assert len({stable_id("return", "1"), stable_id("return", "2"), stable_id("file", "1")}) == 3
