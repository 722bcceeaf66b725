"""Stable names of accounts and charges."""

from app.accounts.types import AccountKey, charge_key, is_returned_key, opening_key, returned_key


def test_keys_name_the_source() -> None:
    assert charge_key("cis", "B1-2611", 2) == "cis/B1-2611/2"
    assert opening_key("cis", "100045127", "water") == "cis/opening/100045127/water"
    assert returned_key(AccountKey("cis", "100045127")) == "cis/returned/100045127"


def test_what_was_returned_is_told_from_charges() -> None:
    assert is_returned_key(returned_key(AccountKey("cis", "100045127")))
    assert not is_returned_key(charge_key("cis", "B1-2611", 2))
    assert not is_returned_key("plain")
