"""Rows of the tab *Contacts*: who the customer is, how to reach them, which services they take."""

from app.accounts.types import AccountSummary, Agreement
from app.reports.account_page import AccountPage
from resources.texts import text
from ui.accounts.words import class_name, service_name
from ui.dates import day_words
from ui.widgets.table_data import Cell, Column, Row

_LANGUAGES = {"en": "English", "es": "Español"}


def contact_columns() -> list[Column]:
    """What it is, and what it says."""
    return [Column("", 176, color="muted"), Column("", 240, stretch=1, weight=500)]


def contact_rows(page: AccountPage) -> list[Row]:
    """Only what the city's data has."""
    said = [*_customer(page.summary), *((text("Service"), _service(agreement)) for agreement in page.agreements)]
    return [Row(str(n), (name, Cell(value))) for n, (name, value) in enumerate(said) if value]


def _customer(summary: AccountSummary) -> list[tuple[str, str]]:
    kind = text("Person") if summary.customer_kind == "person" else text("Organization")
    return [
        (text("Customer"), f"{summary.customer_name} · {kind}"),
        (text("Account"), f"{summary.number} · {class_name(summary.account_class)}"),
        (text("Phone"), summary.phone),
        (text("Email"), summary.email),
        (text("Language"), _LANGUAGES.get(summary.language, summary.language)),
        (text("Service address"), service_address(summary)),
        (text("Mailing address"), summary.mailing_address or text("Same as the service address")),
    ]


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
