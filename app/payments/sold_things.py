"""What a higher capability sells at the counter as a line of the same payment, such as a transit pass.

Payments take the money and know no passes. A capability that sells something gives a *seller*, which says what a
chosen thing costs and is, and when its money may go back; `bootstrap` lists sellers by the kind of their lines. What a
line handed over is its `Issued`: it stands in the payment's own fact, so that money and pass are one commit, and a
receipt that is void voids what it issued.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import Connection

from app.identity.permissions import Permission
from app.journal.append import JournalWork
from app.payments.issued import Issued
from app.policies import Policies

if TYPE_CHECKING:
    from app.payments.facts import PaidLine


@dataclass(frozen=True)
class Wanted:
    """A thing as the sale has it: what was chosen in the seller's own words, for how much, and its number if sold."""

    choice: str
    amount_cents: int
    serial: str
    on: date


@dataclass(frozen=True)
class Sold:
    """What is recorded of it: the general-ledger account of its money with its name then, the thing, the policies."""

    code: str
    ledger_name: str
    issued: Issued
    policies: tuple[str, ...]


class Seller(Protocol):
    """What a capability gives for its kind of line. Refusals are codes of its own."""

    permission: Permission

    def sell(self, work: JournalWork, policies: Policies, wanted: Wanted) -> Sold:
        """The thing as it is handed over. Raises Refused."""
        ...

    def refuse_refund(self, journal: Connection, line: "PaidLine", amount_cents: int, on: date) -> None:
        """Raises Refused where the money of a line may not go back."""
        ...


class Sellers:
    """The sellers by the kind of their lines, each made when somebody first asks for it."""

    def __init__(self, makers: Mapping[str, Callable[[], Seller]]) -> None:
        self._makers = dict(makers)

    def of(self, kind: str) -> Seller | None:
        """Who sells this kind of line; None for what nobody sells here."""
        maker = self._makers.get(kind)
        return maker() if maker is not None else None
