"""What a customer may read of a sale, worded in the customer's language: one frozen value, made from the sale draft.

Nothing private: a line says which services it pays and the last four signs of the account's number, never a name, an
address, a balance, an alert, what is overdue or what was typed. Whoever stands behind the customer reads it too.
"""

from dataclasses import dataclass

from app.errors import Refused
from app.money import format_cents
from app.payments import preview
from app.payments.allocate import Allocation
from app.payments.preview import SaleRules
from app.payments.receipt import Receipt
from app.transit.pass_products import pass_rules
from printing.payments.receipt import service_category, tender_name
from resources.texts import text_in
from ui.payments.sale import Sale, SaleLine
from ui.transit.pass_words import choice_title

LINES_MAX = 6
"""Lines that stand in large type on the smallest screen; of more, the first ones are summed up."""
_SHOWN_SIGNS = 4


@dataclass(frozen=True)
class WordsRow:
    """Something and its amount; `detail` stands smaller below."""

    title: str
    amount: str
    detail: str = ""


@dataclass(frozen=True)
class CustomerView:
    """All that the customer's screen shows. `stage`: "idle", "sale" or "paid"; amounts are words already.

    `large` stands in the largest type: what is still to be paid, or what goes back.
    """

    stage: str
    language: str
    lines: tuple[WordsRow, ...] = ()
    total: WordsRow = WordsRow("", "")
    tendered: tuple[WordsRow, ...] = ()
    large: WordsRow = WordsRow("", "")
    thanks: str = ""


def idle_view(language: str) -> CustomerView:
    """Nobody is being served."""
    return CustomerView("idle", language)


def sale_view(sale: Sale) -> CustomerView:
    """A sale while it is entered. Cash that merely stands in its field shows once change is due from it."""
    language, sums = sale.language, sale.sums
    pays_back = sums.change_cents > 0 and not sums.remaining_cents
    tenders = sale.tenders if pays_back else sale.entered.tenders
    tendered = [_row(tender_name(language, tender.kind), tender.amount_cents) for tender in tenders]
    if pays_back and sums.rounding_cents:
        tendered.append(_row(text_in(language, "Cash rounding"), sums.rounding_cents))
    return CustomerView(
        stage="sale",
        language=language,
        lines=_lines(sale, language),
        total=_sum(text_in(language, "Total"), sale.total_cents),
        tendered=tuple(tendered),
        large=_change(language, sums.change_cents) if pays_back else _to_pay(language, sale.open_cents),
    )


def paid_view(receipt: Receipt, language: str) -> CustomerView:
    """The payment is recorded: what goes back, or else what was paid, and thanks."""
    paid, change = _sum(text_in(language, "Paid"), receipt.total_cents), _change(language, receipt.change_cents)
    tendered = [_row(tender_name(language, tender.kind), tender.amount_cents) for tender in receipt.tenders]
    if receipt.rounding_cents:
        tendered.append(_row(text_in(language, "Cash rounding"), receipt.rounding_cents))
    return CustomerView(
        stage="paid",
        language=language,
        total=paid if receipt.change_cents else WordsRow("", ""),
        tendered=tuple(tendered),
        large=change if receipt.change_cents else paid,
        thanks=text_in(language, "Thank you"),
    )


def account_words(language: str, number: str) -> str:
    """ "Account ending in 512-7": enough for its owner, nothing for anybody else."""
    return text_in(language, "Account ending in {ending}", ending=_ending(number))


def _lines(sale: Sale, language: str) -> tuple[WordsRow, ...]:
    lines = sale.lines
    if len(lines) <= LINES_MAX:
        return tuple(_line(line, sale.rules, language) for line in lines)
    shown = lines[-(LINES_MAX - 1) :]
    summed = lines[: -(LINES_MAX - 1)]
    more = text_in(language, "{count} more lines", count=len(summed))
    first = _row(more, sum(line.known_cents for line in summed))
    return (first, *(_line(line, sale.rules, language) for line in shown))


def _line(line: SaleLine, rules: SaleRules, language: str) -> WordsRow:
    amount = "" if line.amount_cents is None else format_cents(line.amount_cents)
    if line.account is not None:
        return WordsRow(_services(line, rules, language), amount, account_words(language, line.account.number))
    if line.kind == "pass":
        return WordsRow(choice_title(line.code, pass_rules(rules.policies, rules.business_date), language), amount)
    if line.kind == "miscellaneous":
        return WordsRow(dict(rules.ledger_accounts).get(line.code, text_in(language, "Other payment")), amount)
    return WordsRow(text_in(language, "Other payment"), amount)


def _services(line: SaleLine, rules: SaleRules, language: str) -> str:
    """ "Electric, Water": what the amount pays, without months; a fee of any kind is no service and is not named."""
    share = _share(line, rules)
    categories = dict.fromkeys(paid.service_category for paid in share.paid) if share is not None else {}
    named = [service_category(language, category) for category in categories if category != "other"]
    return ", ".join(named) or text_in(language, "Account payment")


def _share(line: SaleLine, rules: SaleRules) -> Allocation | None:
    if line.account is None:
        return None
    try:
        return preview.pays(line.account, line.known_cents, rules, line.directed)
    except Refused:  # the cashier's own screen says what is wrong
        return None


def _to_pay(language: str, cents: int) -> WordsRow:
    return _sum(text_in(language, "To pay"), cents)


def _change(language: str, cents: int) -> WordsRow:
    return _sum(text_in(language, "Change"), cents)


def _sum(title: str, cents: int) -> WordsRow:
    return WordsRow(title, f"${format_cents(cents)}")


def _row(title: str, cents: int) -> WordsRow:
    return WordsRow(title, format_cents(cents))


def _ending(number: str) -> str:
    """The last signs of a number, counted without its dashes, which stay where they stand."""
    shown, counted = "", 0
    for sign in reversed(number):
        if counted == _SHOWN_SIGNS:
            break
        shown, counted = sign + shown, counted + sign.isalnum()
    return shown
