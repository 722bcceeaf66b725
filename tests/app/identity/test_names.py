"""Names of any script stand; what hides or turns text does not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Refused
from app.identity.names import NAME_LENGTH_MAX, clean_name, has_hidden_characters, initials_of
from app.identity.refusals import IdentityRefusal

PERSIAN = "علی\u200cرضا"


def clean(entered: str) -> str:
    return clean_name(
        entered,
        missing=IdentityRefusal.NAME_MISSING,
        too_long=IdentityRefusal.NAME_TOO_LONG,
        characters=IdentityRefusal.NAME_CHARACTERS,
    )


@pytest.mark.parametrize(
    ("entered", "name"),
    [
        ("  M.   Reyes ", "M. Reyes"),
        ("Jose\u0301 Nu\u0301n\u0303ez", "José Núñez"),
        ("阿部 寛", "阿部 寛"),
        ("محمد", "محمد"),
        (PERSIAN, PERSIAN),
        ("O'Brien-Smith", "O'Brien-Smith"),
        ("'; DROP TABLE fact; --", "'; DROP TABLE fact; --"),
        ("x" * NAME_LENGTH_MAX, "x" * NAME_LENGTH_MAX),
    ],
)
def test_a_name_is_put_in_order(entered: str, name: str) -> None:
    assert clean(entered) == name


@pytest.mark.parametrize(
    ("entered", "code"),
    [
        ("", IdentityRefusal.NAME_MISSING),
        ("   ", IdentityRefusal.NAME_MISSING),
        ("x" * (NAME_LENGTH_MAX + 1), IdentityRefusal.NAME_TOO_LONG),
        ("\0" * 10_000_000, IdentityRefusal.NAME_TOO_LONG),
        ("Rey\0es", IdentityRefusal.NAME_CHARACTERS),
        ("Rey\nes", IdentityRefusal.NAME_CHARACTERS),
        ("Rey\tes", IdentityRefusal.NAME_CHARACTERS),
        ("\u202eseyeR", IdentityRefusal.NAME_CHARACTERS),
        ("Reyes\u200f", IdentityRefusal.NAME_CHARACTERS),
        ("Rey\u200bes", IdentityRefusal.NAME_CHARACTERS),
        ("Rey\u2028es", IdentityRefusal.NAME_CHARACTERS),
        ("Rey\ud800es", IdentityRefusal.NAME_CHARACTERS),
        ("\ufeffReyes", IdentityRefusal.NAME_CHARACTERS),
    ],
)
def test_refusals(entered: str, code: IdentityRefusal) -> None:
    with pytest.raises(Refused) as caught:
        clean(entered)
    assert caught.value.code is code
    assert caught.value.values["field"] == "name"


@given(st.text(max_size=NAME_LENGTH_MAX))
def test_what_is_taken_is_stable_and_harmless(entered: str) -> None:
    try:
        name = clean(entered)
    except Refused:
        return
    assert clean(name) == name
    assert not has_hidden_characters(name)
    assert unicodedata.is_normalized("NFC", name)
    assert initials_of(name)
    name.encode()


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("M. Reyes", "MR"),
        ("Reyes", "R"),
        ("ana maría de la cruz", "AC"),
        ("阿部 寛", "阿寛"),
        ("– –", "–"),
    ],
)
def test_initials(name: str, initials: str) -> None:
    assert initials_of(name) == initials
