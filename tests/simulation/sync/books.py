"""The reference model: a set of sales and a set of balances, and nothing about chains, batches or cursors."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from tests.simulation.sync.facts import words_of

NOBODY = "nobody's"
"""The account of what is no sale: a workstation's set-up."""


def erasing_id(fact_id: str) -> str:
    """The id of the one fact that erases what stands beside a sale."""
    return f"e{fact_id[1:]}"


@dataclass
class Books:
    """Every sale that was tried, and which of them a customer has a receipt for."""

    tried: dict[str, tuple[str, int]] = field(default_factory=dict)
    acknowledged: set[str] = field(default_factory=set)

    def try_sale(self, fact_id: str, account: str, cents: int) -> None:
        """Its intent exists; it may or may not come to stand."""
        self.tried[fact_id] = account, cents

    def acknowledge(self, fact_id: str) -> None:
        """The receipt is printed: it must stand everywhere in the end, once."""
        self.acknowledged.add(fact_id)

    def said(self, fact_id: str, standing: Collection[str]) -> list[str | None]:
        """The words that were typed with a sale; None once a fact stands that erases them."""
        words = words_of(fact_id) if self.tried.get(fact_id, (NOBODY, 0))[0] != NOBODY else ""
        return [None if erasing_id(fact_id) in standing else words] if words else []

    def balances(self, standing: Iterable[str]) -> Counter[str]:
        """What the accounts owe after these sales, from zero."""
        owed: Counter[str] = Counter()
        for fact_id in standing:
            account, cents = self.tried.get(fact_id, (NOBODY, 0))
            owed[account] -= cents
        return owed
