"""Names of the ledger accounts that facts post to. A debit is positive: money in a drawer, a customer who owes.

Each drawer has one account a tender, so what it should hold is the sum of its postings, never a counter beside them.
"""

SAFE = "safe"
"""The cash in the safe; its checks and money orders have accounts of their own (`safe`)."""
CHANGE_FUND = "change_fund"
"""What the city entrusted to the safe for floats and change: the safe's opening content, by its first count."""
BANK = "bank"
OVER_SHORT = "over_short"
CARD_CLEARING = "card_clearing"
CUSTOMER_CREDIT = "customer_credit"
SUSPENSE = "suspense"
CASH_ROUNDING = "cash_rounding"

TENDERS_HELD = ("cash", "check", "money_order")
"""What lies in drawers, bags and the safe; cards are settled by the terminal."""


def drawer(name: str, tender: str) -> str:
    """What a drawer holds of one tender: "cash", "check" or "money_order"."""
    return f"drawer/{name}/{_held(tender)}"


def sealed_bags(tender: str) -> str:
    """What lies in sealed bags between a drawer and the safe: dropped or closed, and not yet received there."""
    return f"sealed_bags/{_held(tender)}"


def safe(tender: str) -> str:
    """What the safe holds of one tender."""
    return SAFE if tender == "cash" else f"{SAFE}/{_held(tender)}"


def in_transit(tender: str) -> str:
    """What is on its way from the safe to the bank."""
    return f"in_transit/{_held(tender)}"


def receivable(service_category: str) -> str:
    """What customers owe for one service category."""
    return f"receivable/{service_category}"


def general_ledger(code: str) -> str:
    """A city's own general-ledger account that a miscellaneous receipt is posted to."""
    return f"general_ledger/{code}"


def _held(tender: str) -> str:
    if tender not in TENDERS_HELD:
        raise ValueError(f"nobody holds {tender} in a drawer, a bag or a safe")
    return tender
