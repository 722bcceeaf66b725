"""Changing how a customer is reached: one fact for what was changed of the form, its values private data.

Whoever changes a detail says on which changes they based it; one that another person made meanwhile refuses. What a
workstation that is not connected does meanwhile nobody can refuse: both changes stand then, and a person chooses.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.accounts import queries
from app.accounts.contact_details import ContactMark, contact_details, customer_key
from app.accounts.contact_facts import ContactDetailsChanged, ContactField, DetailChange
from app.accounts.contact_rules import ContactRefusal, clean_detail
from app.accounts.types import AccountSummary
from app.changed import Changed
from app.errors import Refused
from app.identity.permissions import Permission, Session, require
from app.journal.append import Author, JournalWork, is_recorded
from app.workplace import Services


@dataclass(frozen=True)
class ChangeContact:
    """`intent` is the id made when the form was opened: the same intent twice is one change.

    `details`: what was typed, by field; what is as before may stand in it, and settles what two counters changed.
    `based_on`: the ids of the changes that stood when the form was filled, of all its fields.
    """

    intent: str
    account: str
    details: Mapping[ContactField, str]
    based_on: frozenset[str] = frozenset()


def record(services: Services, session: Session, command: ChangeContact) -> Changed:
    """Keeps what was changed. Raises Refused(NOT_PERMITTED or ContactRefusal) or Unavailable."""
    require(session, Permission.ACCOUNT_CONTACT)
    summary = _summary(services, command.account)
    typed = {each: clean_detail(each, command.details[each]) for each in ContactField if each in command.details}
    with services.unit_of_work() as work:
        if not is_recorded(work.connection, command.intent):
            details = tuple(_changes(work, summary, typed, command.based_on))
            if not details:
                raise Refused(ContactRefusal.NOTHING_CHANGED)
            body = ContactDetailsChanged(customer=customer_key(summary), account=command.account, details=details)
            work.append(body, Author(session.person_id), fact_id=command.intent)
            work.commit()
        changed = work.changed
        return Changed(changed.kinds, changed.accounts | {command.account}, changed.ledger_accounts)


def _summary(services: Services, account: str) -> AccountSummary:
    with services.reference.read() as reference:
        row = queries.find_account(reference, queries.account_key(account))
        if row is None:
            raise Refused(ContactRefusal.ACCOUNT_UNKNOWN, account=account[:80])
        return queries.account_summary(reference, row)


def _changes(
    work: JournalWork, summary: AccountSummary, typed: Mapping[ContactField, str], based_on: frozenset[str]
) -> Iterator[DetailChange]:
    for detail in contact_details(work.connection, summary):
        value = typed.get(detail.field)
        if value is None or (value == detail.value and detail.mark is not ContactMark.EDITED_TWICE):
            continue
        follows = tuple(each.fact_id for each in detail.standing)
        if not based_on.issuperset(follows):
            raise Refused(ContactRefusal.CHANGED_MEANWHILE, field=detail.field.value)
        name = f"contact_{detail.field.value}"
        hashes = (work.private(name, value), work.private(name, detail.city_value))
        yield DetailChange(field=detail.field.value, value=hashes[0], city=hashes[1], follows=follows)
