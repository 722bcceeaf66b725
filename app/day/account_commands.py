"""Commands of a day about an account's customer: change how they are reached, and what is shown then."""

from collections.abc import Callable
from typing import Any

from app.accounts import change_contact
from app.accounts.change_contact import ChangeContact
from app.accounts.contact_facts import ContactField
from app.day.fields import Entry, only, text
from app.day.sale_commands import account_key
from app.day.state import Day
from app.reports.account_page import account_page


def _change_contact(day: Day, entry: Entry) -> Any:
    """Based on what stands now: whoever writes the line has seen it."""
    fields = [each for each in ContactField if each.value in entry]
    only(entry, "account", "id", *(each.value for each in ContactField))
    session, account = day.require_session(), account_key(day, text(entry, "account"))
    page = account_page(day.services, session, account)
    based_on = frozenset(each.fact_id for detail in page.contact for each in detail.standing)
    details = {each: text(entry, each.value) for each in fields}
    command = ChangeContact(day.intent(text(entry, "id", "")), account, details, based_on)
    change_contact.record(day.services, session, command)
    after = account_page(day.services, session, account)
    return {each.field.value: {"value": each.value, "mark": each.mark} for each in after.contact}


COMMANDS: dict[str, Callable[[Day, Entry], Any]] = {"change_contact": _change_contact}
