"""The model that a random day is judged against: sums in plain dictionaries, with nothing of the program in them.

It is told what somebody did, in cents, and knows where money then is: drawers by shift, sealed bags, the safe, what is
under way to the bank, and what each account owes. What customers owe is one sum here; the program's allocation to
charges has tests of its own.
"""

from collections import Counter
from dataclasses import dataclass, field

HELD = ("cash", "check", "money_order")
CUSTOMERS = "customers"
"""Everything receivable from customers, with their credit taken off."""
CARDS = "card_clearing"


@dataclass
class Line:
    """A line of a receipt: the account or ledger account it stands on, what it paid, what went back and where."""

    place: str
    cents: int
    refunds: list[tuple[str, int]] = field(default_factory=list)
    stood: list[tuple[str, int]] = field(default_factory=list)

    @property
    def left_cents(self) -> int:
        """What may still go back."""
        return self.cents - sum(cents for _, cents in self.refunds)

    @property
    def paid(self) -> list[tuple[str, int]]:
        """Where all of it stood since it was moved last: a check that comes back is owed there, from the end on."""
        return self.stood or [(self.place, self.cents)]


@dataclass
class Handed:
    """A tender as it was in truth: kind, cents that stayed (change taken off), number."""

    kind: str
    cents: int
    number: str = ""


@dataclass
class Sale:
    """A receipt. `returned`: places of tenders that the bank gave back; `owed_again`: what they restored, by place."""

    fact_id: str
    shift: str
    lines: list[Line]
    handed: list[Handed]
    voided: bool = False
    returned: set[int] = field(default_factory=set)
    owed_again: Counter[str] = field(default_factory=Counter)

    @property
    def total_cents(self) -> int:
        """What it paid."""
        return sum(line.cents for line in self.lines)


@dataclass
class Till:
    """A shift's drawer. `held`: by tender, with cards; `came`: everything else than receipts that moved its cash."""

    shift: str
    float_cents: int
    held: Counter[str] = field(default_factory=Counter)
    came_cents: int = 0
    bagged: dict[str, Counter[str]] = field(default_factory=dict)
    closed: dict[str, int] | None = None
    found_off: Counter[str] = field(default_factory=Counter)


@dataclass
class Bag:
    """A sealed bag: whose shift's, what is in it, where it is ("way", "safe", "opened")."""

    shift: str
    held: Counter[str]
    where: str = "way"


@dataclass
class Deposit:
    """A bank deposit: its bags, what goes to the bank, and everything that it posted so far."""

    bags: list[str]
    held: Counter[str]
    posted: Counter[str] = field(default_factory=Counter)
    state: str = "prepared"


@dataclass
class Books:
    """Everything that money is in. Keys of `sums` are the program's ledger accounts, but for `CUSTOMERS`."""

    sums: Counter[str] = field(default_factory=Counter)
    owes: Counter[str] = field(default_factory=Counter)
    sales: dict[str, Sale] = field(default_factory=dict)
    tills: dict[str, Till] = field(default_factory=dict)
    bags: dict[str, Bag] = field(default_factory=dict)
    deposits: dict[str, Deposit] = field(default_factory=dict)
    safe_counted: bool = False

    def post(self, moves: dict[str, int]) -> None:
        """Cents that come (+) or go (−) at places; a place with a `/` and a number is a customer's account."""
        if sum(moves.values()):
            raise AssertionError(f"the model itself is off by {sum(moves.values())}")
        for place, cents in moves.items():
            if place.startswith("cis/"):
                self.owes[place] += cents
                place = CUSTOMERS
            self.sums[place] += cents

    def hold(self, till: Till, kind: str, cents: int) -> dict[str, int]:
        """Puts cents into a drawer, or a card's into clearing; gives the move."""
        till.held[kind] += cents
        return {CARDS if kind == "card" else f"drawer/A2/{kind}": cents}

    # -- receipts

    def sell(self, sale: Sale, rounding_cents: int) -> None:
        """A sale; what rounding gained is the city's."""
        self.sales[sale.fact_id] = sale
        moves = Counter({"cash_rounding": -rounding_cents})
        for line in sale.lines:
            moves[line.place] -= line.cents
        for handed in sale.handed:
            moves.update(self.hold(self.tills[sale.shift], handed.kind, handed.cents))
        self.post(moves)

    def void(self, sale: Sale) -> None:
        """The whole sale backwards."""
        sale.voided = True
        moves: Counter[str] = Counter()
        for line in sale.lines:
            moves[line.place] += line.cents
        for handed in sale.handed:
            moves.update(self.hold(self.tills[sale.shift], handed.kind, -handed.cents))
        moves["cash_rounding"] -= sum(moves.values())
        self.post(moves)

    def refund(self, sale: Sale, amounts: dict[int, int], method: str, till: Till | None) -> None:
        """Parts of lines go back: out of a drawer, on the terminal, or by a check that accounts payable writes."""
        moves: Counter[str] = Counter()
        for place, cents in amounts.items():
            line = sale.lines[place - 1]
            line.refunds.append((line.place, cents))
            moves[line.place] += cents
        total = sum(amounts.values())
        if method == "check_request":
            moves["general_ledger/202-0000"] -= total
        elif till is not None:
            moves.update(self.hold(till, method, -total))
            till.came_cents -= total if method == "cash" else 0
        else:
            moves[CARDS] -= total
        self.post(moves)

    def move(self, sale: Sale, place: int, to: str) -> None:
        """What stands of a line goes to another account."""
        line = sale.lines[place - 1]
        self.post({line.place: line.left_cents, to: -line.left_cents})
        line.stood = [*line.refunds, (to, line.left_cents)]
        line.place = to

    def correct(self, sale: Sale, place: int, kind: str, number: str) -> None:
        """A tender was of another kind in truth."""
        till, handed = self.tills[sale.shift], sale.handed[place - 1]
        moves = self.hold(till, handed.kind, -handed.cents) | self.hold(till, kind, handed.cents)
        self.post(moves)
        sale.handed[place - 1] = Handed(kind, handed.cents, number)

    def give_back(self, sale: Sale, place: int, fee: bool, bank_fee_cents: int) -> None:
        """The bank gives a check back: lines owe again from the last on; the account that owes most pays the fees."""
        cents, again = sale.handed[place - 1].cents, Counter[str]()
        gone = Counter(sale.owed_again)
        for stood, paid_cents in reversed([part for line in sale.lines for part in line.paid]):
            taken = min(paid_cents, gone[stood])
            gone[stood] -= taken
            part = min(paid_cents - taken, cents - again.total())
            if part:
                again[stood] += part
        sale.returned.add(place)
        sale.owed_again += again
        self.post(dict(again) | {"bank": -cents, "cash_rounding": cents - again.total()})
        accounts = [place for place in again if place.startswith("cis/")]
        if accounts:
            self._fees(max(accounts, key=lambda account: again[account]), cents if fee else 0, bank_fee_cents)

    def _fees(self, account: str, face_cents: int, bank_fee_cents: int) -> None:
        """25, 30 or 40 dollars by what the check was of, or 5 % of it (Fla. Stat. 68.065); and what the bank took."""
        tier = 2500 if face_cents <= 5000 else 3000 if face_cents <= 30000 else 4000
        fee = max(tier, (face_cents * 5 + 50) // 100) if face_cents else 0
        self.post({account: fee, "general_ledger/369-9000": -fee})
        self.post({account: bank_fee_cents, "bank": -bank_fee_cents})

    # -- drawers

    def bring(self, till: Till, cents: int, place: str) -> None:
        """Cash comes into a drawer from a place, or goes there (cents < 0)."""
        till.came_cents += cents
        self.post(self.hold(till, "cash", cents) | {place: -cents})

    def drop(self, till: Till, bag: str, cents: int) -> None:
        """Notes go from a drawer into a bag."""
        self.bags[bag] = Bag(till.shift, Counter(cash=cents))
        till.bagged[bag] = Counter(cash=cents)
        self.post(self.hold(till, "cash", -cents) | {"sealed_bags/cash": cents})

    def close(self, till: Till, close: str, found: dict[str, int]) -> None:
        """A drawer is emptied on what was found in it: the float into the safe, the rest into a bag."""
        kept = max(min(till.float_cents, found["cash"]), 0)
        bagged = Counter(found)
        bagged["cash"] -= kept
        moves = {f"drawer/A2/{kind}": -till.held[kind] for kind in HELD}
        moves |= {f"sealed_bags/{kind}": bagged[kind] for kind in HELD} | {"safe": kept}
        moves["over_short"] = sum(till.held[kind] - found[kind] for kind in HELD)
        till.found_off = Counter({kind: found[kind] - till.held[kind] for kind in HELD})
        till.closed = moves
        till.held = Counter({"card": till.held["card"]})
        if any(bagged.values()):
            self.bags[close] = Bag(till.shift, bagged)
            till.bagged[close] = bagged
        self.post(moves)

    def undo_close(self, till: Till, close: str) -> None:
        """A close is rejected or reopened: all of it backwards."""
        moves = {place: -cents for place, cents in (till.closed or {}).items()}
        for kind in HELD:
            till.held[kind] += moves[f"drawer/A2/{kind}"]
        till.closed, till.found_off = None, Counter()
        for bags in (self.bags, till.bagged):
            bags.pop(close, None)
        self.post(moves)

    # -- the safe and the bank

    def put(self, bags: list[str], where: str) -> None:
        """Bags come into the safe, or leave it to be counted again."""
        sign = 1 if where == "safe" else -1
        moves: Counter[str] = Counter()
        for bag in bags:
            self.bags[bag].where = where
            for kind, cents in self.bags[bag].held.items():
                moves[f"sealed_bags/{kind}"] -= sign * cents
                moves[in_safe(kind)] += sign * cents
        self.post(moves)

    def count_safe(self, difference_cents: int) -> None:
        """The first count says what was there; later ones move nothing."""
        if not self.safe_counted:
            self.post({"safe": difference_cents, "change_fund": -difference_cents})
        self.safe_counted = True

    def prepare(self, name: str, bags: list[str], off_cents: int) -> Deposit:
        """Bags are opened for the bank; cash that is not what was written on them is over or short."""
        deposit = self.deposits[name] = Deposit(bags, sum((self.bags[bag].held for bag in bags), Counter()))
        deposit.held["cash"] += off_cents
        self._of(deposit, {"safe": off_cents, "over_short": -off_cents})
        for bag in bags:
            self.bags[bag].where = "opened"
        return deposit

    def send(self, deposit: Deposit) -> None:
        """The bank's bag leaves the safe."""
        deposit.state = "sent"
        out = {in_safe(kind): -deposit.held[kind] for kind in HELD}
        self._of(deposit, out | {f"in_transit/{kind}": deposit.held[kind] for kind in HELD})

    def confirm(self, deposit: Deposit, cents: int) -> None:
        """The bank says what it found."""
        deposit.state = "confirmed"
        arrived = {f"in_transit/{kind}": -deposit.held[kind] for kind in HELD}
        self._of(deposit, arrived | {"bank": cents, "over_short": sum(deposit.held.values()) - cents})

    def reject(self, deposit: Deposit) -> None:
        """It came back: everything that it posted backwards, its bags lie in the safe."""
        deposit.state = "rejected"
        self.post({place: -cents for place, cents in deposit.posted.items()})
        for bag in deposit.bags:
            self.bags[bag].where = "safe"

    def _of(self, deposit: Deposit, moves: dict[str, int]) -> None:
        for place, cents in moves.items():
            deposit.posted[place] += cents
        self.post(moves)

    # -- two ways to one sum

    def gave(self, till: Till) -> Counter[str]:
        """What a closed shift must bring to the bank, from its receipts and not from what was bagged."""
        found = Counter({kind: till.found_off[kind] for kind in HELD})
        for sale in self.sales.values():
            if sale.shift == till.shift and not sale.voided:
                for handed in sale.handed:
                    found[handed.kind] += handed.cents
        found["cash"] += till.came_cents + till.float_cents - (till.closed or {}).get("safe", 0)
        return Counter({kind: found[kind] for kind in HELD})


def in_safe(kind: str) -> str:
    """The safe's account of a tender."""
    return "safe" if kind == "cash" else f"safe/{kind}"
