"""What is said beside a detail that was changed at a counter."""

import pytest

from app.accounts.contact_details import ContactDetail, ContactMark, StandingChange
from app.accounts.contact_facts import ContactField
from ui.accounts.contact_words import mark_words, value_words

HERE = StandingChange("a1", 1, "A2", "p", "es", "en")
THERE = StandingChange("b1", 2, "B1", "q", None, None)


@pytest.mark.parametrize(
    ("mark", "standing", "said"),
    [
        (None, (), ""),
        (ContactMark.NOT_IN_BILLING, (HERE,), "changed here, not yet in the billing system"),
        (ContactMark.CITY_DIFFERS, (HERE,), "the billing system has this since; a counter wrote Español at A2"),
        (
            ContactMark.EDITED_TWICE,
            (HERE, THERE),
            "changed twice, choose what holds: Español at A2; not here at B1",
        ),
        (ContactMark.VALUE_ELSEWHERE, (THERE,), "changed at workstation B1, what it is now is not here"),
    ],
)
def test_the_mark(mark: ContactMark | None, standing: tuple[StandingChange, ...], said: str) -> None:
    assert mark_words(ContactDetail(ContactField.LANGUAGE, "es", "en", mark, standing)) == said


def test_a_value_that_is_none_is_a_dash() -> None:
    assert (value_words(ContactField.EMAIL, ""), value_words(ContactField.LANGUAGE, "xx")) == ("–", "xx")
