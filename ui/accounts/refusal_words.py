"""The sentences of refusals about accounts, for the table of `ui.refusal_words`."""

from collections.abc import Callable

from app.accounts.contact_rules import ContactRefusal
from resources.texts import text


def _contact() -> dict[str, str]:
    return {
        ContactRefusal.ACCOUNT_UNKNOWN: text(
            "This account is not in the city's data here any more. Search for it by name or address."
        ),
        ContactRefusal.TOO_LONG: text("This has {limit} letters at most. Shorten it."),
        ContactRefusal.CHARACTERS: text("What was pasted holds signs that do not show. Type it by hand."),
        ContactRefusal.PHONE_WRONG: text(
            "A phone number has ten digits, such as 555-010-4477; one from abroad begins with + and the country."
        ),
        ContactRefusal.EMAIL_WRONG: text("An email address reads like name@example.org. Check it with the customer."),
        ContactRefusal.LANGUAGE_UNKNOWN: text("Choose one of the languages in the list."),
        ContactRefusal.CHANGED_MEANWHILE: text(
            "Somebody changed this after you opened the form. Close the form, look at it, then change it again."
        ),
        ContactRefusal.NOTHING_CHANGED: text("Nothing is different from before. Change a field, or close with Esc."),
    }


WORDINGS: dict[str, Callable[[], dict[str, str]]] = {ContactRefusal.__name__: _contact}
