"""What a workflow changed, as a typed record: the change feed tells open pages from it what to show anew."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Changed:
    """Kinds of fact, account keys and ledger accounts that a commit touched.

    `elsewhere`: facts of other workstations came, and any account may have moved.
    """

    kinds: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    ledger_accounts: frozenset[str] = frozenset()
    elsewhere: bool = False

    def __or__(self, other: "Changed") -> "Changed":
        """What both touched."""
        return Changed(
            self.kinds | other.kinds,
            self.accounts | other.accounts,
            self.ledger_accounts | other.ledger_accounts,
            self.elsewhere or other.elsewhere,
        )
