"""Who endorses and validates where: the city's rule, an office's own, one workstation's own."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.payments.stamp_facts import ENDORSEMENT, VALIDATION
from app.payments.stamp_rules import StampMode, stamp_rules
from app.policies import Policies
from app.workplace import Services
from tests.factories.policies import ON, BentPolicies
from tests.factories.workstation import open_workstation

ASK, OFF, AFTER = StampMode.ASK, StampMode.OFF, StampMode.AFTER_PAYMENT


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    services = open_workstation(tmp_path)
    yield services
    services.close()


@pytest.mark.parametrize(
    ("bent", "endorse", "validate"),
    [
        ({}, ASK, ASK),
        ({"endorse": "off"}, OFF, ASK),
        ({"offices": {"main": {"validate": "after_payment"}}}, ASK, AFTER),
        ({"offices": {"north": {"validate": "off"}}}, ASK, ASK),
        ({"workstations": {"A2": {"endorse": "after_payment", "validate": "off"}}}, AFTER, OFF),
        ({"offices": {"main": {"endorse": "off"}}, "workstations": {"A2": {"endorse": "ask"}}}, ASK, ASK),
        ({"workstations": {"B7": {"endorse": "off"}}}, ASK, ASK),
    ],
)
def test_the_nearest_table_holds(services: Services, bent: dict[str, Any], endorse: str, validate: str) -> None:
    rules = stamp_rules(replace(services, policies=BentPolicies(endorsement=bent)), ON)
    assert (rules.mode(ENDORSEMENT), rules.mode(VALIDATION)) == (endorse, validate)


def test_the_account_is_the_one_of_the_deposit_slip_and_no_more_than_four_digits() -> None:
    for on in (date(2020, 1, 1), ON):
        shown = Policies().at("endorsement", on).values["account_last_four"]
        assert shown.isdigit() and len(shown) == 4
        assert Policies().at("bank_deposit", on).values["account_shown"].endswith(shown)
