"""Every kind has a word: a new member of an enum cannot be forgotten."""

from datetime import date

import msgspec
import pytest

from app.accounts.types import (
    AccountClass,
    AccountKey,
    AccountStatus,
    AccountSummary,
    Alert,
    AlertKind,
    ChargeKind,
    ReceiptChannel,
    ServiceCategory,
)
from app.payments.account_activity import Activity, ActivityKind
from app.policies import Policies
from ui.accounts import words

DAY = date(2026, 11, 20)
SUMMARY = AccountSummary(
    key=AccountKey("cis", "1"), number="10-000001-5", status=AccountStatus.ACTIVE,
    account_class=AccountClass.RESIDENTIAL, opened_on=None, closed_on=None, customer_external_id="C1",
    customer_name="Ng, Li", customer_kind="person", phone="", email="", mailing_address="", language="en",
    street_address="1 Oak St", unit="", city="Cypress Springs", postal_code="32301", dwelling_units=1, as_of_us=0,
)  # fmt: skip


@pytest.mark.parametrize("kind", AlertKind)
@pytest.mark.parametrize("ends_on", [None, DAY])
def test_alerts(kind: AlertKind, ends_on: date | None) -> None:
    said = words.alert_words(Alert(kind, DAY, ends_on, "Detail."))
    assert said.fact.endswith(".") and said.rest == "Detail." and said.icon


@pytest.mark.parametrize("kind", ActivityKind)
@pytest.mark.parametrize("undone", [True, False])
def test_activities(kind: ActivityKind, undone: bool) -> None:
    row = Activity(kind, "k", DAY, 1, tenders=("cash", "money_order"), reason="odd_reason", undone=undone)
    said = words.activity_words(row)
    assert said and "_" not in said


def test_categories_channels_classes_and_charges() -> None:
    said = [words.service_name(category) for category in ServiceCategory]
    said += [words.channel_name(channel) for channel in ReceiptChannel]
    said += [words.class_name(account_class) for account_class in AccountClass]
    said += [words.charge_name(kind, ServiceCategory.WATER, "") for kind in ChargeKind]
    assert all(each and "_" not in each for each in said)
    assert words.charge_name(ChargeKind.FEE, ServiceCategory.OTHER, "Late fee") == "Late fee"


@pytest.mark.parametrize("status", AccountStatus)
@pytest.mark.parametrize("day", [None, DAY])
def test_statuses(status: AccountStatus, day: date | None) -> None:
    said, tone = words.status_words(msgspec.structs.replace(SUMMARY, status=status, opened_on=day, closed_on=day))
    assert said and tone in ("plain", "good", "warn")


def test_every_void_reason_of_the_policy_has_words() -> None:
    for reason in Policies().at("void", DAY).values["reasons"]:
        assert words.void_reason(reason) != reason.replace("_", " ") or " " in words.void_reason(reason)
