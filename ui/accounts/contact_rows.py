"""Rows of the tab *Contacts*: who the customer is, how to reach them, which services they take."""

from app.accounts.contact_facts import ContactField
from app.accounts.types import AccountSummary, Agreement
from app.reports.account_page import AccountPage
from resources.texts import text
from ui.accounts.contact_words import mark_words, value_words
from ui.accounts.words import class_name, service_name
from ui.dates import day_words
from ui.widgets.table_data import Cell, Column, Row


def contact_columns() -> list[Column]:
    """What it is, and what it says."""
    return [Column("", 176, color="muted"), Column("", 240, stretch=1, weight=500)]


def contact_rows(page: AccountPage) -> list[Row]:
    """Only what the city's data has."""
    said = [*_customer(page), *((text("Service"), _service(agreement)) for agreement in page.agreements)]
    return [Row(str(n), (name, Cell(value))) for n, (name, value) in enumerate(said) if value]


def _customer(page: AccountPage) -> list[tuple[str, str]]:
    summary, marks = page.summary, {detail.field: mark_words(detail) for detail in page.contact}
    mailing = summary.mailing_address or text("Same as the service address")
    kind = text("Person") if summary.customer_kind == "person" else text("Organization")
    return [
        (text("Customer"), f"{summary.customer_name} · {kind}"),
        (text("Account"), f"{summary.number} · {class_name(summary.account_class)}"),
        (text("Phone"), _marked(summary.phone, marks[ContactField.PHONE])),
        (text("Email"), _marked(summary.email, marks[ContactField.EMAIL])),
        (text("Language"), _marked(value_words(ContactField.LANGUAGE, summary.language), marks[ContactField.LANGUAGE])),
        (text("Service address"), service_address(summary)),
        (text("Mailing address"), _marked(mailing, marks[ContactField.MAILING_ADDRESS])),
    ]


def _marked(value: str, mark: str) -> str:
    return f"{value or '–'} · {mark}" if mark else value


def service_address(summary: AccountSummary) -> str:
    """Street, unit, city and code in one line."""
    street = ", ".join(part for part in (summary.street_address, summary.unit) if part)
    return ", ".join(part for part in (street, f"{summary.city} {summary.postal_code}".strip()) if part)


def _service(agreement: Agreement) -> str:
    said = [service_name(agreement.category), agreement.plan]
    said.append(text("since {day}", day=day_words(agreement.starts_on)))
    if agreement.ends_on:
        said.append(text("until {day}", day=day_words(agreement.ends_on)))
    if agreement.meter_number:
        said.append(text("meter {number}", number=agreement.meter_number))
    return " · ".join(part for part in said if part)
