"""What may stand in a customer's contact details, each detail tested in clear at the edge: the first wrong one refuses.

A telephone has ten digits after the country's 1 (North American Numbering Plan), or is international and begins with
`+` (ITU-T E.164: 8 to 15 digits). An address for e-mail is tested for its shape only. Empty means: there is none.
"""

import re
import unicodedata
from enum import StrEnum

from app.accounts.contact_facts import ContactField
from app.accounts.search.fold import digits_of
from app.errors import Refused
from app.identity.names import has_hidden_characters

LENGTH_MAX = {
    ContactField.PHONE: 40,
    ContactField.EMAIL: 200,
    ContactField.MAILING_ADDRESS: 400,
    ContactField.LANGUAGE: 2,
}
"""Characters, as the city's own data may have (`import_rows.customers`)."""
LANGUAGES = ("en", "es")
_PHONE_DIGITS = 10
_WORLD_DIGITS_MIN, _WORLD_DIGITS_MAX = 8, 15
_PHONE = re.compile(r"\+?[0-9 ().\-]*")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")


class ContactRefusal(StrEnum):
    """Why contact details are not changed, in the order in which it is tested (after the permission)."""

    ACCOUNT_UNKNOWN = "account_unknown"
    TOO_LONG = "too_long"
    CHARACTERS = "characters"
    PHONE_WRONG = "phone_wrong"
    EMAIL_WRONG = "email_wrong"
    LANGUAGE_UNKNOWN = "language_unknown"
    CHANGED_MEANWHILE = "changed_meanwhile"
    """Somebody changed one of these details after they were shown."""
    NOTHING_CHANGED = "nothing_changed"


def clean_detail(field: ContactField, entered: str) -> str:
    """What is kept of what was typed. Raises Refused(ContactRefusal) with the field in its values."""
    limit = LENGTH_MAX[field]
    if len(entered) > 4 * limit:
        raise Refused(ContactRefusal.TOO_LONG, field=field.value, limit=limit)
    lines = unicodedata.normalize("NFC", entered).replace("\n", ", ").split(" ")
    value = " ".join(word for word in lines if word)
    if len(value) > limit:
        raise Refused(ContactRefusal.TOO_LONG, field=field.value, limit=limit)
    if has_hidden_characters(value):
        raise Refused(ContactRefusal.CHARACTERS, field=field.value)
    refusal = _wrong(field, value)
    if refusal is not None:
        raise Refused(refusal, field=field.value)
    return value


def _wrong(field: ContactField, value: str) -> ContactRefusal | None:
    if field is ContactField.LANGUAGE:
        return None if value in LANGUAGES else ContactRefusal.LANGUAGE_UNKNOWN
    if field is ContactField.PHONE and value and not _is_phone(value):
        return ContactRefusal.PHONE_WRONG
    if field is ContactField.EMAIL and value and not _EMAIL.fullmatch(value):
        return ContactRefusal.EMAIL_WRONG
    return None


def _is_phone(value: str) -> bool:
    digits = digits_of(value)
    if not _PHONE.fullmatch(value):
        return False
    if value.startswith("+") and not value.startswith("+1"):
        return _WORLD_DIGITS_MIN <= len(digits) <= _WORLD_DIGITS_MAX
    return len(digits) == _PHONE_DIGITS
