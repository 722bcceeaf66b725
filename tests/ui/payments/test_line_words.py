"""How a line is said."""

from dataclasses import replace
from datetime import date

import pytest

from app.accounts.types import Alert, AlertKind
from app.payments.account_lines import AccountLine
from app.payments.allocate import Allocation, Paid, Payable
from app.payments.preview import sale_rules
from app.policies import Policies
from ui.payments.line_words import (
    account_parts,
    give_words,
    other_details,
    other_title,
    paid_name,
    pays_items,
    sale_alert,
)
from ui.payments.sale import SaleLine

ON = date(2026, 11, 20)
ZONE = "America/New_York"
AS_OF_US = 1_795_189_080_000_000  # 10:38 at the office
LINE = AccountLine(
    account="cis/1",
    number="10-004512-7",
    name="Alvarez, Maria",
    service_address="1207 Pine St",
    language="en",
    balance_cents=15743,
    due_cents=15743,
    due_on="2026-11-23",
    overdue_cents=1244,
    overdue_since="2026-10-23",
    alerts=(),
    as_of_us=AS_OF_US,
    payables=(),
)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "1207 Pine St · due 23 Nov 2026 · 12.44 overdue since 23 Oct · as of 10:38"),
        ({"overdue_cents": 0, "overdue_since": None}, "1207 Pine St · due 23 Nov 2026 · as of 10:38"),
        ({"due_on": "2026-10-23"}, "1207 Pine St · 12.44 overdue since 23 Oct · as of 10:38"),
        (
            {"due_on": None, "overdue_cents": 0, "overdue_since": None},
            "1207 Pine St · nothing due · as of 10:38",
        ),
        (
            {"balance_cents": -500, "due_on": None, "overdue_cents": 0, "overdue_since": None},
            "1207 Pine St · credit 5.00 · as of 10:38",
        ),
        (
            {"as_of_us": AS_OF_US - 86_400_000_000},
            "1207 Pine St · due 23 Nov 2026 · 12.44 overdue since 23 Oct · as of 19 Nov",
        ),
    ],
)
def test_the_second_line_of_an_account(changes: dict[str, object], words: str) -> None:
    line = replace(LINE, **changes)  # type: ignore[arg-type]  # fields by name
    assert " · ".join(account_parts(line, ON, ZONE)) == words


def test_other_lines() -> None:
    rules = sale_rules(Policies(), ON)
    permit = SaleLine("other-1", "miscellaneous", 3000, code="322-1000", description="two trees")
    assert other_title(permit, rules) == "Building permit"
    assert other_details(permit, rules) == "322-1000 · two trees"
    unknown = SaleLine("other-2", "suspense", 3000, description="envelope")
    assert other_title(unknown, rules) == "Payment to be identified"
    assert other_details(unknown, rules) == "stands in suspense · envelope"


def test_cash_only_says_what_to_take() -> None:
    alert = Alert(AlertKind.CASH_ONLY, date(2026, 3, 3), date(2027, 3, 3), "Check returned 3 Mar 2026.")
    words = sale_alert(alert)
    assert (words.fact, words.rest) == (
        "Cash only until 3 Mar 2027.",
        "Check returned 3 Mar 2026. Take cash or a money order.",
    )
    other = sale_alert(replace_kind(alert, AlertKind.SAFETY))
    assert other.rest == "Check returned 3 Mar 2026."


def replace_kind(alert: Alert, kind: AlertKind) -> Alert:
    return Alert(kind, alert.starts_on, alert.ends_on, alert.detail)


def test_what_is_overdue_says_its_month() -> None:
    overdue = Paid("1", "electric", "2026-10-23", 1244, "2026-10")
    current = Paid("2", "solid_waste", "2026-11-23", 2018, "2026-11")
    items = pays_items(Allocation((overdue, current), 500), ON)
    assert [(item.name, item.cents) for item in items] == [
        ("Oct electric", 1244),
        ("Solid waste", 2018),
        ("Credit to the account", 500),
    ]


def test_a_charge_with_words_of_its_own_keeps_them() -> None:
    assert paid_name(Payable("1", "other", "2026-10-01", 500, None, "Late fee"), ON) == "Late fee"
    assert paid_name(Payable("1", "steam", "2026-12-01", 500), ON) == "steam"


def test_notes_and_coins() -> None:
    assert give_words([(1000, 1), (100, 2), (25, 2), (1, 2)]) == "Give 1 × 10 · 2 × 1 · 2 × 25¢ · 2 × 1¢"
    assert give_words([]) == ""
