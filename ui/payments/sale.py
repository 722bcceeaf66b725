"""The sale on the screen: lines, tenders, payor, language. What is entered is one frozen value, so that it can be
undone, parked and taken up again as a whole.

Holds no rule: sums and refusals come from `app.payments.preview`. Amounts are integer cents; None is an amount that
cannot be read yet.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Signal

from app.payments import preview
from app.payments.account_lines import AccountLine
from app.payments.parked_sale import Draft, DraftLine
from app.payments.preview import SaleRules, SaleSum
from app.payments.tenders import Tender
from app.payments.types import (
    AccountPayment,
    BackEntry,
    Line,
    MiscellaneousReceipt,
    ProductSale,
    TakePayment,
    UnidentifiedPayment,
)

LANGUAGES = ("en", "es")


@dataclass(frozen=True)
class SaleLine:
    """One line. `key` is unique in the sale: the account's own key, or a made-up one. `kind` as in `DraftLine`."""

    key: str
    kind: str
    amount_cents: int | None
    account: AccountLine | None = None
    code: str = ""
    description: str = ""
    directed: Mapping[str, int] = field(default_factory=dict)

    @property
    def known_cents(self) -> int:
        """The amount, nothing while it cannot be read."""
        return self.amount_cents or 0


@dataclass(frozen=True)
class Entered:
    """All that was entered. `intent` is the id of the payment-to-be; `cash_cents` stands in the cash field."""

    intent: str
    lines: tuple[SaleLine, ...] = ()
    tenders: tuple[Tender, ...] = ()
    cash_cents: int | None = None
    payor_name: str = ""
    language: str = ""
    selected: str = ""


class Sale(QObject):
    """`lines_changed`: lines came, went or another one is selected. `changed`: anything, after it."""

    changed = Signal()
    lines_changed = Signal()

    def __init__(self, rules: SaleRules, paper_language: str, intent: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rules, self._paper_language = rules, paper_language
        self._entered = Entered(intent)
        self._made = 0

    # -- what there is

    @property
    def entered(self) -> Entered:
        """All of it, frozen."""
        return self._entered

    @property
    def intent(self) -> str:
        """The id of the payment-to-be."""
        return self._entered.intent

    @property
    def lines(self) -> tuple[SaleLine, ...]:
        """In the order in which they came."""
        return self._entered.lines

    @property
    def is_empty(self) -> bool:
        """No line and no tender: nothing would be lost."""
        return not self._entered.lines and not self._entered.tenders

    @property
    def selected(self) -> SaleLine | None:
        """The line whose details show."""
        return self.line(self._entered.selected)

    def line(self, key: str) -> SaleLine | None:
        """A line by its key."""
        return next((line for line in self._entered.lines if line.key == key), None)

    @property
    def language(self) -> str:
        """Of the receipt: as chosen, else the first account's own, else the counter's."""
        if self._entered.language:
            return self._entered.language
        first = next((line.account for line in self.lines if line.account is not None), None)
        return first.language if first is not None and first.language in LANGUAGES else self._paper_language

    @property
    def total_cents(self) -> int:
        """Σ of the lines that can be read."""
        return sum(line.known_cents for line in self.lines)

    @property
    def in_full(self) -> bool:
        """Every account pays all that is due."""
        return all(line.known_cents >= line.account.due_cents for line in self.lines if line.account is not None)

    @property
    def cash_only(self) -> bool:
        """An account in the sale refuses checks and cards."""
        return any(line.account.cash_only for line in self.lines if line.account is not None)

    @property
    def holds_card(self) -> bool:
        """A card was taken already: the sale cannot simply be put away."""
        return any(tender.kind == "card" for tender in self._entered.tenders)

    @property
    def tenders(self) -> tuple[Tender, ...]:
        """What was handed over, the cash that stands in its field included."""
        cash = self._entered.cash_cents
        pending = (Tender(kind="cash", amount_cents=cash),) if cash else ()
        return (*self._entered.tenders, *pending)

    @property
    def sums(self) -> SaleSum:
        """Where tenders and total stand."""
        return preview.sale_sum(self.total_cents, self.tenders, self.rules, in_full=self.in_full)

    @property
    def open_cents(self) -> int:
        """What the tenders so far leave, without the cash in its field: what the next tender may be."""
        sums = preview.sale_sum(self.total_cents, self._entered.tenders, self.rules, in_full=self.in_full)
        return sums.remaining_cents

    @property
    def cash_wanted_cents(self) -> int:
        """The exact cash for what is open."""
        return preview.cash_wanted(self.total_cents, self._entered.tenders, self.rules, in_full=self.in_full)

    # -- changing it

    def add_account(self, account: AccountLine) -> bool:
        """Adds an account with its amount due, or selects its line. True when it is new."""
        known = self.line(account.account)
        if known is not None:
            self.select(known.key)
            return False
        self._add(SaleLine(account.account, "account", account.due_cents, account))
        return True

    def add_other(self, kind: str, amount_cents: int, code: str, description: str) -> None:
        """Adds a miscellaneous receipt (`code`: its ledger account), a pass (what was chosen), or "suspense"."""
        self._made += 1
        self._add(SaleLine(f"other-{self._made}", kind, amount_cents, code=code, description=description))

    def set_amount(self, key: str, amount_cents: int | None) -> None:
        """Another amount. What was directed beyond it is shown as refused, never dropped."""
        self._change_line(key, amount_cents=amount_cents)

    def direct(self, key: str, directed: Mapping[str, int]) -> None:
        """Directs a line's payment by hand; empty is the city's order."""
        self._change_line(key, directed=dict(directed))

    def renew(self, account: AccountLine) -> None:
        """Shows what an account owes now; an amount that was not changed follows what is due."""
        line = self.line(account.account)
        if line is None or line.account is None or line.account == account:
            return
        follows = line.amount_cents == line.account.due_cents
        self._change_line(line.key, account=account, amount_cents=account.due_cents if follows else line.amount_cents)
        self.lines_changed.emit()

    def remove(self, key: str) -> None:
        """Takes a line out; the one before it is selected."""
        keys = [line.key for line in self.lines]
        if key not in keys:
            return
        lines = tuple(line for line in self.lines if line.key != key)
        near = lines[max(0, keys.index(key) - 1)].key if lines else ""
        selected = near if self._entered.selected == key else self._entered.selected
        self._put(replace(self._entered, lines=lines, selected=selected), lines=True)

    def select(self, key: str) -> None:
        """Shows the details of a line."""
        if key != self._entered.selected and self.line(key) is not None:
            self._put(replace(self._entered, selected=key), lines=True)

    def select_next(self, step: int) -> None:
        """Selects the next (1) or previous (-1) line, around the ends."""
        keys = [line.key for line in self.lines]
        if keys:
            place = keys.index(self._entered.selected) if self._entered.selected in keys else 0
            self.select(keys[(place + step) % len(keys)])

    def set_cash(self, cents: int | None) -> None:
        """What stands in the cash field."""
        if cents != self._entered.cash_cents:
            self._put(replace(self._entered, cash_cents=cents))

    def add_tender(self, tender: Tender) -> None:
        """Something was handed over; the cash field starts anew."""
        self._put(replace(self._entered, tenders=(*self._entered.tenders, tender), cash_cents=None))

    def remove_tender(self, number: int) -> None:
        """Gives a tender back."""
        tenders = self._entered.tenders
        self._put(replace(self._entered, tenders=(*tenders[:number], *tenders[number + 1 :])))

    def set_payor(self, name: str) -> None:
        """Who pays, where it is not the customer."""
        self._put(replace(self._entered, payor_name=name))

    def set_language(self, language: str) -> None:
        """The receipt's language, "en" or "es"."""
        self._put(replace(self._entered, language=language))

    def put(self, entered: Entered) -> None:
        """Puts a whole sale here: a new one, one that was cleared, parked or interrupted."""
        self._put(entered, lines=True)

    def use_rules(self, rules: SaleRules, paper_language: str) -> None:
        """The rules of the shift that is open now."""
        self.rules, self._paper_language = rules, paper_language
        self.changed.emit()

    # -- handing it on

    def command(self, back_entry: BackEntry | None = None) -> TakePayment:
        """The payment as it is submitted."""
        lines = tuple(_line(line) for line in self.lines)
        return TakePayment(
            self.intent, lines, self.tenders, self._entered.payor_name.strip(), self.language, back_entry
        )

    def draft(self) -> Draft:
        """What survives a crash."""
        lines = tuple(
            DraftLine(
                kind=line.kind,
                amount_cents=line.known_cents,
                key=line.account.account if line.account is not None else line.code,
                description=line.description,
                directed=dict(line.directed),
            )
            for line in self.lines
        )
        return Draft(lines, self.label, self._entered.payor_name)

    @property
    def label(self) -> str:
        """How lists name this sale: its first account."""
        accounts = [line.account for line in self.lines if line.account is not None]
        if accounts:
            return f"{accounts[0].number}  {accounts[0].name}"
        return self.lines[0].description if self.lines else ""

    def entered_of(self, intent: str, draft: Draft, accounts: Mapping[str, AccountLine]) -> Entered:
        """A draft as it can be gone on with; accounts that the city no longer has are left out."""
        lines = []
        for number, line in enumerate(draft.lines):
            account = accounts.get(line.key) if line.kind == "account" else None
            if line.kind == "account" and account is None:
                continue
            key = line.key if account is not None else f"draft-{intent}-{number}"
            code = "" if account is not None else line.key
            lines.append(
                SaleLine(key, line.kind, line.amount_cents, account, code, line.description, dict(line.directed))
            )
        selected = lines[0].key if lines else ""
        return Entered(intent, tuple(lines), payor_name=draft.payor_name, selected=selected)

    # -- inside

    def _add(self, line: SaleLine) -> None:
        self._put(replace(self._entered, lines=(*self._entered.lines, line), selected=line.key), lines=True)

    def _change_line(self, key: str, **changes: object) -> None:
        lines = tuple(
            replace(line, **changes) if line.key == key else line  # type: ignore[arg-type]  # fields by name
            for line in self.lines
        )
        if lines != self.lines:
            self._put(replace(self._entered, lines=lines))

    def _put(self, entered: Entered, *, lines: bool = False) -> None:
        self._entered = entered
        if lines:
            self.lines_changed.emit()
        self.changed.emit()


def _line(line: SaleLine) -> Line:
    if line.account is not None:
        return AccountPayment(line.account.account, line.known_cents, line.directed)
    if line.kind == "pass":
        return ProductSale(line.kind, line.code, line.known_cents)
    if line.kind == "miscellaneous":
        return MiscellaneousReceipt(line.code, line.known_cents, line.description)
    return UnidentifiedPayment(line.known_cents, line.description)
