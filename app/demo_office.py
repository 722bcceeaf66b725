"""The demo of an office: several workstations of one city, each with its own data, that meet at a centre of their own.

What a workstation knows of the office is a *sight*. After the reunion all sights and the centre must be the same, and
what they know must be what was paid: `office_faults` says where it is not.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from app.bootstrap import check, set_up
from app.clock import Clock, SystemClock
from app.demo import COUNTER_A2, FLOAT_PIECES, DemoChoices, demo_edges, load_city
from app.drawers import open_shift
from app.identity.demo_people import BRANDT, OKAFOR, REYES, TRAN, DemoPerson, add_demo_people
from app.identity.permissions import Session
from app.identity.queries import people_to_sign_in, today
from app.identity.set_up_workstation import SetUpWorkstation
from app.identity.sign_in import sign_in
from app.payments.preview import find_lines
from app.payments.receipt_list import search_receipts
from app.sync.central.demo_centre import CentreHolds
from app.sync.conflicts import open_conflicts
from app.sync.enrol import JoinCentre
from app.sync.queries import held_heads
from app.sync.standing import standing
from app.sync.types import Pace
from app.workplace import Services

OFFICE_PACE = Pace(poll_seconds=2.0, audit_seconds=20.0, retry_seconds_max=3.0)
"""Somebody looks on: they shall not wait a minute for what another counter did."""


@dataclass(frozen=True)
class Seat:
    """One workstation of the office and who works there; a supervisor has no drawer."""

    code: str
    counter: str
    person: DemoPerson
    has_drawer: bool = True

    @property
    def place(self) -> SetUpWorkstation:
        """As the wizard would set it up."""
        return replace(COUNTER_A2, code=self.code, counter=self.counter)


SEATS = (
    Seat("A2", "Counter A2", REYES),
    Seat("A3", "Counter A3", OKAFOR),
    Seat("B1", "Supervisor's desk", BRANDT, has_drawer=False),
    Seat("A4", "Counter A4", TRAN),
)
"""The first three make the office of the demo."""


class Sight(msgspec.Struct, frozen=True):
    """What one workstation knows.

    `heads`: (sequence, hash in hex) by chain, such as "A2-1". `receipts`: cents by number. `balances`: cents by key of
    account. `conflicts`: cents paid of charges beyond their amount, by key of account. `waiting`: facts that the
    centre has not confirmed. `findings`: where its journal does not hold.
    """

    workstation: str
    heads: dict[str, tuple[int, str]]
    receipts: dict[str, int]
    balances: dict[str, int]
    conflicts: dict[str, int]
    waiting: int
    findings: list[str] = []


class Paid(msgspec.Struct, frozen=True):
    """A payment that was taken: its number as people say it, account key, cents."""

    number: str
    account: str
    cents: int


def make_seat(
    folder: Path, seat: Seat, centre: JoinCentre, choices: DemoChoices | None = None, clock: Clock | None = None
) -> Services:
    """A new workstation in the empty `folder` that has come in at the centre; open. Raises Refused, Unavailable."""
    folder.mkdir(parents=True, exist_ok=True)
    services = set_up(folder, seat.place, demo_edges(folder, clock or SystemClock()), centre)
    services.sync.pace = OFFICE_PACE
    load_city(services, choices or DemoChoices())
    add_demo_people(services, of_office=True)
    if seat.has_drawer:
        opening = open_shift.OpenShift(services.ids.new_id(), FLOAT_PIECES)
        open_shift.record(services, seat_session(services, seat), opening)
    return services


def seat_session(services: Services, seat: Seat) -> Session:
    """Whoever works there, signed in with the PIN that everybody knows."""
    name = seat.person.display_name
    found = next(person for person in people_to_sign_in(services) if person.display_name == name)
    return sign_in(services, found.person_id, seat.person.pin)


def look(services: Services, accounts: Sequence[str]) -> Sight:
    """What this workstation knows now, of these accounts (keys); everything that its journal must hold is tested."""
    with services.read_journal() as connection:
        heads = {f"{chain.workstation}-{chain.generation}": held for chain, held in held_heads(connection).items()}
    return Sight(
        services.device.code,
        {chain: (sequence, digest.hex()) for chain, (sequence, digest) in heads.items()},
        {receipt.number: receipt.total_cents for receipt in search_receipts(services, "")},
        {key: line.balance_cents for key, line in find_lines(services, accounts, today(services)).items()},
        _paid_twice(services),
        standing(services).status.waiting,
        [str(finding) for finding in check(services, thorough=True)],
    )


def _paid_twice(services: Services) -> dict[str, int]:
    surplus: Counter[str] = Counter()
    with services.read() as reading:
        for conflict in open_conflicts(reading, services.kinds):
            surplus[conflict.account] += conflict.amount_cents
    return dict(surplus)


def office_faults(
    before: Mapping[str, int], paid: Sequence[Paid], sights: Sequence[Sight], centre: CentreHolds
) -> dict[str, str]:
    """Each thing that must hold after the reunion, with what is wrong about it, "" where nothing is.

    `before`: balances by account key before the first payment.
    """
    taken = {payment.number: payment.cents for payment in paid}
    moved: Counter[str] = Counter()
    for payment in paid:
        moved[payment.account] += payment.cents
    balances = {account: cents - moved[account] for account, cents in before.items()}
    at_centre = {account: -cents for account, cents in centre.moved.items()}
    return {
        "nothing waits anywhere": _differs(sights, lambda sight: sight.waiting, 0),
        "everybody holds the same facts as the center": _differs(sights, lambda sight: sight.heads, centre.heads),
        "each receipt is there once, everywhere": _differs(sights, lambda sight: sight.receipts, taken),
        "every balance is what was owed less what was paid": _differs(sights, lambda sight: sight.balances, balances),
        "everybody names the same conflicts": _differs(sights, lambda sight: sight.conflicts, sights[0].conflicts),
        "the center moved each account by what was paid": "" if at_centre == dict(moved) else f"{at_centre}",
        "every journal holds": _differs(sights, lambda sight: sight.findings, []),
    }


def _differs(sights: Sequence[Sight], part: Callable[[Sight], object], wanted: object) -> str:
    wrong = [f"{sight.workstation} has {part(sight)}" for sight in sights if part(sight) != wanted]
    return "; ".join([*wrong, f"expected {wanted}"]) if wrong else ""
