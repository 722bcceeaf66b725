"""Telephones that were changed at counters, for the search: they stand in the journal, not in the city's data.

Read through at each question: they are the changes of some months, not the city's million, and private values have no
index that would outlive their erasure.
"""

from sqlalchemy import Connection

from app.accounts.contact_details import standing_changes
from app.accounts.contact_facts import ContactField
from app.accounts.search.fold import digits_of
from app.accounts.search.shapes import Shape, read_needle

DIGITS_MIN, DIGITS_MAX = 3, 10
CUSTOMERS_MAX = 20
_LOCAL_DIGITS = 7
_HOLDING = (
    "SELECT DISTINCT c.customer, p.value FROM contact_change c "
    "JOIN private_data p ON p.fact_id = c.fact_id AND p.digest = c.value_digest "
    "WHERE c.field = ? AND replace(replace(replace(replace(replace(p.value, '-', ''), ' ', ''), '(', ''), ')', ''), "
    "'.', '') LIKE ?"
)


def changed_phones(journal: Connection, typed: str) -> dict[str, str]:
    """Customers, their keys as text, with a telephone that stands and begins as typed, with or without area code."""
    needle = read_needle(typed)
    digits = needle.digits
    if needle.shape not in (Shape.DIGITS, Shape.PHONE) or not DIGITS_MIN <= len(digits) <= DIGITS_MAX:
        return {}
    found: dict[str, str] = {}
    for customer, phone in journal.exec_driver_sql(_HOLDING, (ContactField.PHONE.value, f"%{digits}%")):
        if len(found) < CUSTOMERS_MAX and _begins(phone, digits) and _stands(journal, customer, phone):
            found[customer] = phone
    return found


def _begins(phone: str, digits: str) -> bool:
    whole = digits_of(phone)
    return whole.startswith(digits) or whole[-_LOCAL_DIGITS:].startswith(digits)


def _stands(journal: Connection, customer: str, phone: str) -> bool:
    standing = standing_changes(journal, customer).get(ContactField.PHONE.value, ())
    return any(each.value == phone for each in standing)
