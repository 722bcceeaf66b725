"""What a sale comes to while it is being entered: what a line pays, what is missing, what goes back. Reads only.

Uses the very functions by which `take_payment` decides, with the policies of the shift's business date, so that what
the page shows is what will be recorded. Amounts are integer cents.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.errors import Refused
from app.identity.approvals import ApprovalRule, approval_rule
from app.payments.account_lines import AccountLine, account_lines
from app.payments.allocate import Allocation, Payable, allocate
from app.payments.take_payment import PaymentRefusal, refuse_text
from app.payments.tenders import (
    Tender,
    TenderRefusal,
    cash_that_settles,
    pieces_of,
    refuse_card_number,
    refuse_tenders,
    round_cash,
    suggest_cash,
)
from app.payments.void_receipt import VOID_KIND
from app.policies import Policies, Policy
from app.workplace import Services


@dataclass(frozen=True)
class SaleRules:
    """The policies of a business date that a sale is entered by; loaded once, then asked at each key."""

    business_date: date
    tenders: Policy
    allocation: Policy
    rounding: Policy
    ledger: Policy
    void: Policy
    void_rule: ApprovalRule
    policies: Policies

    @property
    def ledger_accounts(self) -> tuple[tuple[str, str], ...]:
        """(code, name) of what a miscellaneous receipt may be for."""
        return tuple((account["code"], account["name"]) for account in self.ledger.values["accounts"])

    @property
    def void_reasons(self) -> tuple[str, ...]:
        """Codes of the reasons to void a receipt."""
        return tuple(self.void.values["reasons"])

    def void_needs_second_person(self, total_cents: int) -> bool:
        """Dual control of voids."""
        return self.void_rule.needs_second_person(total_cents)

    def void_may_wait(self, total_cents: int) -> bool:
        """Whether a receipt may be voided with nobody present, to be signed for afterwards."""
        return self.void_needs_second_person(total_cents) and total_cents <= self.void_rule.pending_cents_max

    @property
    def text_length_max(self) -> int:
        """Characters that a payor's name or a description may have."""
        return int(self.tenders.values["text_length_max"])

    def refuses_for_cash_only(self, kind: str) -> bool:
        """Is this tender refused while an account is cash only?"""
        return kind in self.tenders.values["cash_only_refuses"]


@dataclass(frozen=True)
class SaleSum:
    """Where the tenders stand against the total. All are ≥ 0 but `rounding_cents` (> 0 is the city's gain).

    `over_cents`: what the tenders that give no change exceed the total by.
    """

    total_cents: int
    tendered_cents: int
    remaining_cents: int
    change_cents: int
    rounding_cents: int
    over_cents: int

    @property
    def complete(self) -> bool:
        """Nothing is missing and nothing is too much."""
        return self.total_cents > 0 and not self.remaining_cents and not self.over_cents


def sale_rules(policies: Policies, on: date) -> SaleRules:
    """The rules in force on a business date."""
    keys = ("tenders", "allocation", "cash_rounding", "miscellaneous_receipts", "void")
    tenders, allocation, rounding, ledger, void = (policies.at(key, on) for key in keys)
    return SaleRules(on, tenders, allocation, rounding, ledger, void, approval_rule(policies, VOID_KIND, on), policies)


def find_line(services: Services, account: str, on: date) -> AccountLine:
    """An account as a line of the sale. Raises Refused(ACCOUNT_UNKNOWN), Unavailable."""
    found = find_lines(services, (account,), on)
    if account not in found:
        raise Refused(PaymentRefusal.ACCOUNT_UNKNOWN, account=account)
    return found[account]


def find_lines(services: Services, accounts: Sequence[str], on: date) -> dict[str, AccountLine]:
    """Accounts by key; one that the city's data no longer has is left out. Raises Unavailable."""
    if not accounts:
        return {}
    with services.read_journal() as journal:
        return account_lines(journal, services.reference, accounts, on)


def pays(line: AccountLine, amount_cents: int, rules: SaleRules, directed: Mapping[str, int]) -> Allocation:
    """What an amount pays on an account, as it would be recorded. Raises Refused(AllocationRefusal)."""
    return allocate(amount_cents, line.payables, rules.allocation, directed)


def in_paying_order(line: AccountLine, rules: SaleRules) -> list[Payable]:
    """The open charges, first to be paid first; those that are only paid when directed stand among them."""
    everything = {payable.charge: payable.open_cents for payable in line.payables}
    share = allocate(sum(everything.values()), line.payables, rules.allocation, everything)
    by_charge = {payable.charge: payable for payable in line.payables}
    return [by_charge[paid.charge] for paid in share.paid]


def sale_sum(total_cents: int, tenders: Sequence[Tender], rules: SaleRules, *, in_full: bool) -> SaleSum:
    """Where the sale stands. `in_full`: every line pays all that is due, so that cash may be rounded."""
    cash_cents = sum(tender.amount_cents for tender in tenders if tender.kind == "cash")
    other_cents = sum(tender.amount_cents for tender in tenders if tender.kind != "cash")
    cash_due = total_cents - other_cents
    rounded = cash_that_settles(cash_due, cash_cents, rules.rounding, in_full=in_full and cash_due > 0)
    enough = cash_cents >= rounded
    return SaleSum(
        total_cents=total_cents,
        tendered_cents=cash_cents + other_cents,
        remaining_cents=max(0, rounded - cash_cents),
        change_cents=max(0, cash_cents - max(0, rounded)),
        rounding_cents=rounded - cash_due if enough else 0,
        over_cents=max(0, -cash_due),
    )


def cash_wanted(total_cents: int, tenders: Sequence[Tender], rules: SaleRules, *, in_full: bool) -> int:
    """The cash that would complete the sale exactly, after the tenders so far."""
    other_cents = sum(tender.amount_cents for tender in tenders if tender.kind != "cash")
    cash_cents = sum(tender.amount_cents for tender in tenders if tender.kind == "cash")
    cash_due = max(0, total_cents - other_cents)
    rounded = round_cash(cash_due, rules.rounding) if in_full else cash_due
    return max(0, rounded - cash_cents)


def quick_cash(due_cents: int, rules: SaleRules) -> list[int]:
    """Four amounts that a customer is likely to hand over, rising; none when nothing is due."""
    return suggest_cash(due_cents, rules.tenders) if due_cents > 0 else []


def change_pieces(change_cents: int, rules: SaleRules) -> list[tuple[int, int]]:
    """Notes and coins to give back: [(value in cents, how many)], largest first."""
    return pieces_of(change_cents, rules.tenders)


def refuse_tender(tender: Tender, remaining_cents: int, rules: SaleRules) -> None:
    """Raises Refused(TenderRefusal) for a tender that could not be recorded in this sale.

    A card may still be without its attempt: that is stored next.
    """
    refuse_tenders((tender,), rules.tenders)
    if tender.kind != "cash" and tender.amount_cents > remaining_cents:
        raise Refused(TenderRefusal.NON_CASH_OVER_TOTAL, over_cents=tender.amount_cents - remaining_cents)


def refuse_words(words: str, rules: SaleRules) -> None:
    """Raises Refused for a payor or description that a receipt could not carry: TEXT_NOT_PLAIN, CARD_NUMBER_TYPED."""
    refuse_text(words, rules.text_length_max)
    try:
        refuse_card_number(words)
    except Refused as refusal:
        raise Refused(PaymentRefusal.CARD_NUMBER_TYPED) from refusal
