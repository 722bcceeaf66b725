"""Each detail of a contact tested at the edge."""

import pytest

from app.accounts.contact_facts import ContactField
from app.accounts.contact_rules import ContactRefusal, clean_detail
from tests.factories.outcomes import refused

PHONE, EMAIL, ADDRESS, LANGUAGE = ContactField


@pytest.mark.parametrize(
    ("field", "entered", "kept"),
    [
        (PHONE, " 555-010-4477 ", "555-010-4477"),
        (PHONE, "+1 (555) 010-4477", "+1 (555) 010-4477"),
        (PHONE, "+52 55 1234 5678", "+52 55 1234 5678"),
        (PHONE, "", ""),
        (EMAIL, "maria@example.org", "maria@example.org"),
        (EMAIL, "", ""),
        (ADDRESS, "PO Box 12\nMaple  Falls", "PO Box 12, Maple Falls"),
        (LANGUAGE, "es", "es"),
    ],
)
def test_what_is_kept(field: ContactField, entered: str, kept: str) -> None:
    assert clean_detail(field, entered) == kept


@pytest.mark.parametrize(
    ("field", "entered", "refusal"),
    [
        (ADDRESS, "x" * 10_000_000, ContactRefusal.TOO_LONG),
        (ADDRESS, "x" * 401, ContactRefusal.TOO_LONG),
        (PHONE, "555 010\x004477", ContactRefusal.CHARACTERS),
        (ADDRESS, "12 \u202eelpaM", ContactRefusal.CHARACTERS),
        (PHONE, "010-4477", ContactRefusal.PHONE_WRONG),
        (PHONE, "555-010-4477 x2", ContactRefusal.PHONE_WRONG),
        (PHONE, "+52 123", ContactRefusal.PHONE_WRONG),
        (EMAIL, "maria at example.org", ContactRefusal.EMAIL_WRONG),
        (EMAIL, "maria@example", ContactRefusal.EMAIL_WRONG),
        (EMAIL, "a@b@example.org", ContactRefusal.EMAIL_WRONG),
        (LANGUAGE, "", ContactRefusal.LANGUAGE_UNKNOWN),
        (LANGUAGE, "xx", ContactRefusal.LANGUAGE_UNKNOWN),
    ],
)
def test_what_is_refused(field: ContactField, entered: str, refusal: ContactRefusal) -> None:
    assert refused(lambda: clean_detail(field, entered)) is refusal
