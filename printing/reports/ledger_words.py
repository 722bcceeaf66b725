"""What people call a ledger account: "drawer/A2/cash" is "Drawer A2, cash". Files for other programs keep the codes."""

from printing.payments.receipt import service_category, tender_name
from resources.texts import text_in


def ledger_words(account: str, language: str) -> str:
    """An account's name in words; a city's own account is its number, an unknown one stays as it is."""
    place, _, rest = account.partition("/")
    match place, rest.rpartition("/"):
        case "drawer", (drawer, "/", tender):
            return _of(text_in(language, "Drawer {drawer}", drawer=drawer), tender, language)
        case "safe", _:
            return _of(text_in(language, "Safe"), rest or "cash", language)
        case "sealed_bags", (_, _, tender):
            return _of(text_in(language, "Sealed bags"), tender, language)
        case "in_transit", (_, _, tender):
            return _of(text_in(language, "On the way to the bank"), tender, language)
        case "receivable", _:
            category = service_category(language, rest)
            return text_in(language, "{category}, owed by customers", category=category)
        case "general_ledger", _:
            return rest
        case _:
            return _single(language).get(account, account)


def _of(place: str, tender: str, language: str) -> str:
    return f"{place}, {tender_name(language, tender).lower()}"


def _single(language: str) -> dict[str, str]:
    return {
        "change_fund": text_in(language, "Change fund"),
        "bank": text_in(language, "Bank"),
        "over_short": text_in(language, "Cash over and short"),
        "card_clearing": text_in(language, "Card clearing"),
        "customer_credit": text_in(language, "Customer credit"),
        "suspense": text_in(language, "Suspense"),
        "cash_rounding": text_in(language, "Cash rounding"),
    }
