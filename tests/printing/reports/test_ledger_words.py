"""Ledger accounts in words, in both languages; every account that the program posts to has some."""

import pytest

from app import ledger_accounts
from printing.reports.ledger_words import ledger_words

ENGLISH = {
    ledger_accounts.drawer("A2", "cash"): "Drawer A2, cash",
    ledger_accounts.drawer("North/1", "money_order"): "Drawer North/1, money order",
    ledger_accounts.safe("cash"): "Safe, cash",
    ledger_accounts.safe("check"): "Safe, check",
    ledger_accounts.sealed_bags("check"): "Sealed bags, check",
    ledger_accounts.in_transit("cash"): "On the way to the bank, cash",
    ledger_accounts.receivable("solid_waste"): "Solid waste, owed by customers",
    ledger_accounts.general_ledger("322-1000"): "322-1000",
    ledger_accounts.CHANGE_FUND: "Change fund",
    ledger_accounts.BANK: "Bank",
    ledger_accounts.OVER_SHORT: "Cash over and short",
    ledger_accounts.CARD_CLEARING: "Card clearing",
    ledger_accounts.CUSTOMER_CREDIT: "Customer credit",
    ledger_accounts.SUSPENSE: "Suspense",
    ledger_accounts.CASH_ROUNDING: "Cash rounding",
    "of/another/program": "of/another/program",
    "": "",
}


@pytest.mark.parametrize("account", ENGLISH)
def test_english(account: str) -> None:
    assert ledger_words(account, "en") == ENGLISH[account]


def test_spanish() -> None:
    assert ledger_words("drawer/A2/cash", "es") == "Gaveta A2, efectivo"
    assert ledger_words("receivable/sewer", "es") == "Drenaje, por cobrar"
