"""Names of the ledger accounts that facts post to. A debit is positive: money in a drawer, a customer who owes.

Each drawer has one account a tender, so what it should hold is the sum of its postings, never a counter beside them.
"""

SAFE = "safe"
CARD_CLEARING = "card_clearing"
CUSTOMER_CREDIT = "customer_credit"
SUSPENSE = "suspense"
CASH_ROUNDING = "cash_rounding"

_DRAWER_TENDERS = ("cash", "check", "money_order")


def drawer(name: str, tender: str) -> str:
    """What a drawer holds of one tender: "cash", "check" or "money_order"."""
    if tender not in _DRAWER_TENDERS:
        raise ValueError(f"a drawer holds no {tender}")
    return f"drawer/{name}/{tender}"


def receivable(service_category: str) -> str:
    """What customers owe for one service category."""
    return f"receivable/{service_category}"


def general_ledger(code: str) -> str:
    """A city's own general-ledger account that a miscellaneous receipt is posted to."""
    return f"general_ledger/{code}"
