"""What should be in the safe: its postings by tender, sealed bags, the bank's bags not yet sent, and the loose rest.

Loose is what is neither in a sealed bag nor in a bank's bag: change, and the floats in their pouches. What the safe
held before the program knew of it is recorded by the first count; until then floats may stand below zero.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select, text

from app.drawers.bags import EXPECTED, IN_THE_SAFE, Bag, bags_here, held_in
from app.drawers.bank_deposits import BankDeposit, deposits_in_the_safe
from app.drawers.count_drawer_facts import ByTender
from app.drawers.safe_facts import SafeCounted, SafeMoved
from app.drawers.safe_tables import safe_count, safe_entry
from app.journal.fact import FactBody
from app.journal.kinds import Kinds
from app.journal.tables import OF_THE_SAFE, posting
from app.journal.tables import fact as fact_table
from app.ledger_accounts import TENDERS_HELD, safe


@dataclass(frozen=True)
class SafeContent:
    """`held`: the postings. `bags` lie in the safe, `expected` do not yet; `deposits` wait there for the bank."""

    held: ByTender
    bags: tuple[Bag, ...]
    expected: tuple[Bag, ...]
    deposits: tuple[BankDeposit, ...]

    @property
    def loose_cents(self) -> int:
        """The cash that is counted piece by piece."""
        in_bags = held_in(self.bags).cash_cents + sum(deposit.held.cash_cents for deposit in self.deposits)
        return self.held.cash_cents - in_bags


@dataclass(frozen=True)
class SafeCount:
    """A count of the safe's loose cash, its place in the chain, and what it found. Cents, instants UTC µs."""

    fact_id: str
    workstation: str
    generation: int
    sequence: int
    counted_at_us: int
    counted_cents: int
    expected_cents: int
    difference_cents: int
    first: bool


_SUMS = (
    select(posting.c.ledger_account, func.sum(posting.c.amount_cents))
    .where(text(OF_THE_SAFE))
    .group_by(posting.c.ledger_account)
)
_COUNT_COLUMNS = (
    safe_count.c.fact_id,
    safe_count.c.workstation,
    safe_count.c.generation,
    safe_count.c.sequence,
    safe_count.c.counted_at_us,
    safe_count.c.counted_cents,
    safe_count.c.expected_cents,
    safe_count.c.difference_cents,
    safe_count.c.first,
)


def safe_content(connection: Connection) -> SafeContent:
    """What should be there now."""
    bags = bags_here(connection)
    return SafeContent(
        held=safe_sums(connection),
        bags=tuple(bag for bag in bags if bag.state in IN_THE_SAFE),
        expected=tuple(bag for bag in bags if bag.state in EXPECTED),
        deposits=tuple(deposits_in_the_safe(connection)),
    )


def safe_sums(connection: Connection) -> ByTender:
    """What the postings say."""
    sums = {account: int(cents) for account, cents in connection.execute(_SUMS)}
    return ByTender(*(sums.get(safe(tender), 0) for tender in TENDERS_HELD))


def last_safe_count(connection: Connection) -> SafeCount | None:
    """The newest count; None before the first."""
    newest = select(*_COUNT_COLUMNS).order_by(safe_count.c.generation.desc(), safe_count.c.sequence.desc()).limit(1)
    row = connection.execute(newest).first()
    return SafeCount(*row[:-1], first=bool(row.first)) if row else None


def find_safe_count(connection: Connection, fact_id: str) -> SafeCount | None:
    """A count by its fact."""
    row = connection.execute(select(*_COUNT_COLUMNS).where(safe_count.c.fact_id == fact_id)).first()
    return SafeCount(*row[:-1], first=bool(row.first)) if row else None


def loose_pieces(connection: Connection, kinds: Kinds) -> dict[int, int]:
    """Value in cents → pieces, as the last count found and movements counted since; floats are not known by piece."""
    count = last_safe_count(connection)
    if count is None:
        return {}
    found = _read(connection, kinds, count.fact_id)
    pieces = {each.value_cents: each.count for each in found.denominations} if isinstance(found, SafeCounted) else {}
    later = (safe_entry.c.generation == count.generation) & (safe_entry.c.sequence > count.sequence)
    moved = select(safe_entry.c.fact_id).where(
        safe_entry.c.workstation == count.workstation, safe_entry.c.kind == SafeMoved.__name__, later
    )
    for fact_id in connection.scalars(moved).all():
        body = _read(connection, kinds, fact_id)
        if isinstance(body, SafeMoved) and body.ledger_account:
            for each in body.denominations:
                sign = 1 if body.amount_cents > 0 else -1
                pieces[each.value_cents] = pieces.get(each.value_cents, 0) + sign * each.count
    return {value: many for value, many in sorted(pieces.items(), reverse=True) if many}


def _read(connection: Connection, kinds: Kinds, fact_id: str) -> FactBody:
    stored = select(fact_table.c.envelope, fact_table.c.body).where(fact_table.c.fact_id == fact_id)
    row = connection.execute(stored).one()
    return kinds.read(row.envelope, row.body).body
