"""What the tour saw in the window, handed to the second process, which asks database and paper whether it is so.

Amounts in integer cents. A *paper* is one job that went to the printer.
"""

from typing import Any

import msgspec

FILE = "expected.json"
FIRST_DAY = "2026-11-20"


class ExpectedReceipt(msgspec.Struct, frozen=True):
    """A receipt by its spoken number: `tenders` (kind, cents) and `lines` (account number or kind, cents), in order."""

    number: str
    total_cents: int
    change_cents: int
    lines: tuple[tuple[str, int], ...]
    tenders: tuple[tuple[str, int], ...]
    language: str = "en"
    copies: int = 0
    voided: bool = False
    book_number: str = ""
    business_date: str = FIRST_DAY


class ExpectedPaper(msgspec.Struct, frozen=True):
    """One job: its `kind` as in `app.print_jobs.types.JobKind`, and what must be read on it."""

    kind: str
    words: tuple[str, ...] = ()


class ExpectedClose(msgspec.Struct, frozen=True):
    """A close of the drawer: its Z number, its sealed bag, counted less expected in cents."""

    number: int
    bag: str
    difference_cents: int


class ExpectedDeposit(msgspec.Struct, frozen=True):
    """What went to the bank, in cents by tender, and the bank's bag."""

    name: str
    bag: str
    cash_cents: int
    check_cents: int
    money_order_cents: int


class ExpectedStorm(msgspec.Struct, frozen=True):
    """A shift of at least `hours` that keeps its business date; its close waited for a signature in the inbox.

    `bagged_cents`: what lies in its sealed bag, which is not at the bank yet; `signer`: who signed for the difference.
    """

    business_date: str
    hours: int
    bag: str
    bagged_cents: int
    difference_cents: int
    signer: str


class Expected(msgspec.Struct):
    """Everything at the end of the tour. `drawer`: tender → cents, as the drawer page showed it.

    `moved_cents`: cash that went into the drawer without a receipt, below zero where it went out; `dropped_cents` of
    that lies in sealed bags. `corrected`: cents by tender that a correction moved. `safe_cents`: loose, as counted
    there. `storm`: the shift after all of that. `pdfs`: name of a saved paper → what must be read in it.
    """

    receipts: dict[str, ExpectedReceipt] = {}
    papers: list[ExpectedPaper] = []
    drawer: dict[str, int] = {}
    moved_cents: int = 0
    corrected: dict[str, int] = {}
    float_cents: int = 0
    dropped_cents: int = 0
    safe_cents: int = 0
    closes: list[ExpectedClose] = []
    deposit: ExpectedDeposit | None = None
    storm: ExpectedStorm | None = None
    pdfs: dict[str, tuple[str, ...]] = {}
    notes: dict[str, str] = {}

    def receipt(self, receipt: ExpectedReceipt, *words: str, kick: bool) -> None:
        """A payment was recorded: its paper, and the drawer's opening before it where cash came in."""
        self.receipts[receipt.number] = receipt
        if kick:
            self.papers.append(ExpectedPaper("kick"))
        self.papers.append(ExpectedPaper("receipt", (receipt.number, *words)))

    def change(self, number: str, **changes: Any) -> None:
        """Something happened to a receipt later."""
        if number in self.receipts:
            self.receipts[number] = msgspec.structs.replace(self.receipts[number], **changes)
