"""What a workflow changed."""

from app.changed import Changed


def test_nothing_is_the_default_and_records_compare_by_value() -> None:
    assert Changed() == Changed(frozenset(), frozenset(), frozenset())
    assert Changed(frozenset({"PaymentTaken"})) != Changed()
