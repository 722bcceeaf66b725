"""Contact details in words: what a detail is called, and what must be said beside one that was changed at a counter."""

from app.accounts.contact_details import ContactDetail, ContactMark, StandingChange
from app.accounts.contact_facts import ContactField
from resources.texts import text

LANGUAGE_NAMES = {"en": "English", "es": "Español"}


def field_name(field: ContactField) -> str:
    """As the page and the form call it."""
    return {
        ContactField.PHONE: text("Phone"),
        ContactField.EMAIL: text("Email"),
        ContactField.MAILING_ADDRESS: text("Mailing address"),
        ContactField.LANGUAGE: text("Language"),
    }[field]


def value_words(field: ContactField, value: str) -> str:
    """A value as it is read; a dash where there is none."""
    return LANGUAGE_NAMES.get(value, value) if field is ContactField.LANGUAGE else value or "–"


def mark_words(detail: ContactDetail) -> str:
    """What must be said beside a detail; "" for what the city's data says as well."""
    if detail.mark is None:
        return ""
    where = ", ".join(dict.fromkeys(each.workstation for each in detail.standing))
    said = "; ".join(_said(detail.field, each) for each in detail.standing)
    return {
        ContactMark.NOT_IN_BILLING: text("changed here, not yet in the billing system"),
        ContactMark.CITY_DIFFERS: text("the billing system has this since; a counter wrote {said}", said=said),
        ContactMark.EDITED_TWICE: text("changed twice, choose what holds: {said}", said=said),
        ContactMark.VALUE_ELSEWHERE: text("changed at workstation {where}, what it is now is not here", where=where),
    }[detail.mark]


def _said(field: ContactField, change: StandingChange) -> str:
    value = value_words(field, change.value) if change.value is not None else text("not here")
    return text("{value} at {workstation}", value=value, workstation=change.workstation)
