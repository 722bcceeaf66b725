"""What the letter to a customer whose payment was returned says: which payment, what is owed again, by when, how.

Fla. Stat. 68.065(3): a written demand names the maker, the check, the amount and the fee (domain rules §2). It goes
to the account that owes most; names and addresses are read from the city's data, not from the fact.
"""

from datetime import date

import msgspec

from app.accounts import queries
from app.accounts.contact_details import contact_details, with_details
from app.accounts.types import AccountSummary, is_own_charge
from app.clock import local_date
from app.errors import Refused
from app.identity.access_log import note_look
from app.identity.permissions import Permission, Session, require
from app.identity.queries import today
from app.journal.fact import Fact
from app.payments import receipt_numbers
from app.payments.account_lines import account_lines
from app.payments.facts import PaymentTaken
from app.payments.queries import read_payment
from app.payments.return_rules import return_rules
from app.payments.returned_payment import ReturnRefusal
from app.payments.returned_payment_facts import PaymentReturned
from app.payments.returned_payment_queries import find_return
from app.workplace import Place, Reading, Services


class OwedAgain(msgspec.Struct, frozen=True):
    """One line of the letter: a service category's key, or "fee" and "bank_fee"; due date; cents."""

    what: str
    due_on: date | None
    amount_cents: int


class ReturnNotice(msgspec.Struct, frozen=True):
    """The letter's content. Amounts in cents; `language` is the customer's; `cash_only_until` None where not asked."""

    city: str
    office: str
    office_address: str
    office_phone: str
    language: str
    written_on: date
    customer: str
    address: tuple[str, ...]
    account_number: str
    receipt_number: str
    taken_on: date
    kind: str
    check_number: str
    amount_cents: int
    reason: str
    returned_on: date
    owed: tuple[OwedAgain, ...]
    balance_cents: int
    as_of_us: int
    time_zone: str
    cash_only_until: date | None


def return_notice(services: Services, session: Session, fact_id: str) -> ReturnNotice:
    """The letter of a return; looking is logged, because it shows private data.

    Raises Refused(NOT_PERMITTED, RECEIPT_UNKNOWN, TENDER_UNKNOWN: no account owes it).
    """
    require(session, Permission.PAYMENT_RETURN)
    with services.read() as reading:
        found = find_return(reading.journal, services.kinds, fact_id)
        payment = read_payment(reading.journal, services.kinds, found.receipt) if found else None
        if found is None or payment is None:
            raise Refused(ReturnRefusal.RECEIPT_UNKNOWN)
        if not found.accounts:
            raise Refused(ReturnRefusal.TENDER_UNKNOWN)
        notice = _notice(services, reading, found, payment)
    note_look(services, session, "account", found.accounts[0].account)
    return notice


def _notice(services: Services, reading: Reading, found: PaymentReturned, payment: Fact) -> ReturnNotice:
    body, envelope = payment.body, payment.envelope
    if not isinstance(body, PaymentTaken):
        raise TypeError(f"{envelope.kind} is not a payment")
    place, on, owing = services.place, today(services), found.accounts[0]
    line = account_lines(reading.journal, services.reference, [owing.account], on).get(owing.account)
    summary = _summary(reading, owing.account)
    language = summary.language if summary else body.language
    tender = body.tenders[found.tender - 1]
    return ReturnNotice(
        **_sender(place),
        language=language,
        written_on=on,
        customer=summary.customer_name if summary else "",
        address=_address(summary) if summary else (),
        account_number=owing.account_number,
        receipt_number=receipt_numbers.spoken(envelope.workstation, envelope.generation, body.number),
        taken_on=local_date(envelope.recorded_at_us, place.time_zone),
        kind=tender.kind,
        check_number=tender.number or "",
        amount_cents=found.amount_cents,
        reason=return_rules(services.policies, on).reason_name(found.reason, language),
        returned_on=date.fromisoformat(found.returned_on),
        owed=_owed(found),
        balance_cents=line.balance_cents if line else 0,
        as_of_us=line.as_of_us if line else 0,
        time_zone=place.time_zone,
        cash_only_until=_day(owing.cash_only_until),
    )


def _sender(place: Place) -> dict[str, str]:
    return {
        "city": place.city,
        "office": place.office_name,
        "office_address": place.office_address,
        "office_phone": place.office_phone,
    }


def _summary(reading: Reading, account: str) -> AccountSummary | None:
    account_id = queries.find_account(reading.reference, queries.account_key(account))
    if account_id is None:
        return None
    summary = queries.account_summary(reading.reference, account_id)
    return with_details(summary, contact_details(reading.journal, summary))


def _address(summary: AccountSummary) -> tuple[str, ...]:
    """Where the customer wants mail, else the service address."""
    if summary.mailing_address:
        parts = summary.mailing_address.replace("\n", ", ").split(", ", 1)
        return tuple(part.strip() for part in parts if part.strip())
    street = f"{summary.street_address}, {summary.unit}" if summary.unit else summary.street_address
    return street, " ".join(part for part in (summary.city, summary.postal_code) if part)


def _owed(found: PaymentReturned) -> tuple[OwedAgain, ...]:
    owing = found.accounts[0]
    rows = [OwedAgain(p.service_category, date.fromisoformat(p.due_on), p.amount_cents) for p in owing.restored]
    rows.sort(key=lambda row: (row.due_on or date.min, row.what))
    due_on = next((p.due_on for p in found.postings if p.charge and is_own_charge(p.charge)), None)
    fees = (("fee", found.fee_cents), ("bank_fee", found.bank_fee_cents))
    rows += [OwedAgain("credit", None, owing.credit_cents)] if owing.credit_cents else []
    return (*rows, *(OwedAgain(what, _day(due_on), cents) for what, cents in fees if cents))


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None
