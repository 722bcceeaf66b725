"""How a line of the sale is said: its second line, what it pays, notes and coins to give."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.accounts.types import Alert, AlertKind, ServiceCategory
from app.clock import local_date
from app.money import format_cents
from app.payments.account_lines import AccountLine
from app.payments.allocate import Allocation, Paid, Payable
from app.payments.preview import SaleRules
from app.transit.pass_products import pass_rules
from resources.texts import text
from ui.accounts.words import AlertWords, alert_words, service_name
from ui.dates import day_and_month, day_words, month_label, time_words
from ui.payments.sale import SaleLine
from ui.transit.pass_words import choice_details, choice_title

ONLY_DIRECTED = ("deposit", "prepetition")
"""Groups that the city's order never pays by itself (policy `allocation`, never)."""


@dataclass(frozen=True)
class PaysItem:
    """One thing that a line pays; cents."""

    name: str
    cents: int


def account_parts(account: AccountLine, on: date, time_zone: str) -> list[str]:
    """ "1207 Pine St", "due 23 Nov 2026", "12.44 overdue since 23 Oct", "as of 10:38"; the last one matters least."""
    parts = [account.service_address]
    if account.balance_cents < 0:
        parts.append(text("credit {amount}", amount=format_cents(-account.balance_cents)))
    elif account.due_on is None:
        parts.append(text("nothing due"))
    elif not account.overdue_cents or account.due_on >= on.isoformat():
        parts.append(text("due {day}", day=day_words(date.fromisoformat(account.due_on))))
    if account.overdue_cents and account.overdue_since is not None:
        since = day_and_month(date.fromisoformat(account.overdue_since))
        parts.append(text("{amount} overdue since {day}", amount=format_cents(account.overdue_cents), day=since))
    return [*parts, as_of_words(account.as_of_us, on, time_zone)]


def as_of_words(as_of_us: int, on: date, time_zone: str) -> str:
    """ "as of 10:38", on another day "as of 20 Nov": how fresh the city's data is."""
    day = local_date(as_of_us, time_zone)
    if day == on:
        return text("as of {time}", time=time_words(as_of_us, time_zone))
    return text("as of {moment}", moment=day_and_month(day))


def other_title(line: SaleLine, rules: SaleRules) -> str:
    """The ledger account's name, or that nobody knows yet whose money it is."""
    if line.kind == "suspense":
        return text("Payment to be identified")
    if line.kind == "pass":
        return choice_title(line.code, pass_rules(rules.policies, rules.business_date))
    return dict(rules.ledger_accounts).get(line.code, line.code)


def other_details(line: SaleLine, rules: SaleRules) -> str:
    """ "322-1000 · two trees at 14 Elm Ct"; of a pass its days."""
    if line.kind == "pass":
        return choice_details(line.code, pass_rules(rules.policies, rules.business_date))
    where = text("stands in suspense") if line.kind == "suspense" else line.code
    return " · ".join(part for part in (where, line.description) if part)


def sale_alert(alert: Alert) -> AlertWords:
    """An alert at the counter: cash only also says what to take."""
    words = alert_words(alert)
    if alert.kind is not AlertKind.CASH_ONLY:
        return words
    rest = " ".join(part for part in (words.rest, text("Take cash or a money order.")) if part)
    return AlertWords(words.tone, words.icon, words.fact, rest)


def pays_items(share: Allocation, on: date) -> list[PaysItem]:
    """What an allocation pays, first what it pays first; what is left over becomes credit."""
    items = [PaysItem(paid_name(paid, on), paid.amount_cents) for paid in share.paid]
    if share.credit_cents:
        items.append(PaysItem(text("Credit to the account"), share.credit_cents))
    return items


def paid_name(paid: Paid | Payable, on: date) -> str:
    """ "Solid waste"; what is overdue says its month: "Oct electric"."""
    if paid.description:
        return paid.description
    known = paid.service_category in set(ServiceCategory)
    service = service_name(ServiceCategory(paid.service_category)) if known else paid.service_category
    if paid.due_on >= on.isoformat() or not paid.period:
        return service
    month = month_label(date.fromisoformat(f"{paid.period}-01"))
    return text("{month} {service}", month=month, service=service[:1].lower() + service[1:])


def give_words(pieces: Sequence[tuple[int, int]]) -> str:
    """ "Give 1 × 10 · 2 × 1 · 2 × 25¢"; nothing for no change."""
    if not pieces:
        return ""
    parts = [f"{count} × {value // 100}" if value >= 100 else f"{count} × {value}¢" for value, count in pieces]
    return text("Give {pieces}", pieces=" · ".join(parts))
