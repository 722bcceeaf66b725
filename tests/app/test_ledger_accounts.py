"""Names of ledger accounts."""

import pytest

from app import ledger_accounts


@pytest.mark.parametrize("tender", ["cash", "check", "money_order"])
def test_a_drawer_has_one_account_a_tender(tender: str) -> None:
    assert ledger_accounts.drawer("A2", tender) == f"drawer/A2/{tender}"


@pytest.mark.parametrize("tender", ["card", "", "CASH"])
def test_a_drawer_holds_no_cards(tender: str) -> None:
    with pytest.raises(ValueError, match="nobody holds"):
        ledger_accounts.drawer("A2", tender)


def test_receivables_and_the_city_s_own_accounts_cannot_be_confused() -> None:
    assert ledger_accounts.receivable("water") == "receivable/water"
    assert ledger_accounts.general_ledger("322-1000") == "general_ledger/322-1000"
    own = {ledger_accounts.SAFE, ledger_accounts.CARD_CLEARING, ledger_accounts.CUSTOMER_CREDIT}
    own |= {ledger_accounts.SUSPENSE, ledger_accounts.CASH_ROUNDING}
    assert len(own) == 5 and not any("/" in name for name in own)


def test_money_on_its_way_to_the_bank_has_one_account_a_tender_and_place() -> None:
    places = (ledger_accounts.sealed_bags, ledger_accounts.safe, ledger_accounts.in_transit)
    names = [[place(tender) for tender in ledger_accounts.TENDERS_HELD] for place in places]
    assert names[1] == ["safe", "safe/check", "safe/money_order"]
    assert len({name for row in names for name in row}) == 9
