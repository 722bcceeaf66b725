"""The story of the demo's office with two workstations in this process, a real centre, and cables that are pulled."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import pytest

from app.accounts.demo_city.people import account_number
from app.clock import SystemClock
from app.demo import COUNTER_A2, DemoChoices
from app.demo_office import OFFICE_PACE, SEATS, Paid, Seat, look, make_seat, office_faults, seat_session
from app.identity.demo_people import DEMO_PEOPLE
from app.identity.permissions import Session
from app.identity.queries import people_to_sign_in, today
from app.ids import SystemIds
from app.payments import take_payment
from app.payments.account_lines import AccountLine
from app.payments.preview import find_lines
from app.payments.tenders import Tender
from app.payments.types import AccountPayment, TakePayment
from app.sync.central.audit import audit
from app.sync.central.cable import Cable
from app.sync.central.demo_centre import centre_holds
from app.sync.central.enrol import make_enrolment
from app.sync.enrol import JoinCentre, kept_centre
from app.sync.postgres import PostgresLink
from app.sync.replica import JournalReplica
from app.sync.standing import standing
from app.sync.worker import SyncWorker
from app.workplace import Services
from tests.factories.central import Central

ACCOUNTS = [f"cis/{account_number(sequence).replace('-', '')}" for sequence in range(1, 12)]


@dataclass
class At:
    """A workstation of the office, who works there, its cable and its worker, which works when the test says so."""

    services: Services
    session: Session
    cable: Cable
    worker: SyncWorker
    paid: list[Paid] = field(default_factory=list)

    def exchange(self) -> bool:
        """One round; did the centre answer?"""
        self.worker.exchange_now()
        self.worker.work()
        return self.worker.connection.answered

    def line(self, account: str) -> AccountLine:
        """How the account stands, as this workstation knows it."""
        return find_lines(self.services, [account], today(self.services))[account]

    def pay(self, account: str, cents: int) -> None:
        """In cash."""
        command = TakePayment(
            SystemIds().new_id(), (AccountPayment(account, cents),), (Tender(kind="cash", amount_cents=cents),)
        )
        receipt = take_payment.record(self.services, self.session, command).receipt
        self.paid.append(Paid(receipt.number, account, cents))


def open_seat(stack: ExitStack, central: Central, seat: Seat, folder: Path) -> At:
    """Made as the demo makes it, with a small city."""
    cable = Cable(central.cluster.port)
    stack.callback(cable.pull)
    cable.plug_in()
    code = make_enrolment(central.dsn, COUNTER_A2.office, seat.code, SystemIds()).code.text
    joining = JoinCentre(f"127.0.0.1:{cable.port}/{central.database}", code)
    services = make_seat(folder, seat, joining, DemoChoices(accounts=12))
    stack.callback(services.close)
    with services.read_journal() as connection:
        centre = kept_centre(connection)
    assert centre is not None
    link = PostgresLink(lambda: centre.dsn(services.folder))
    stack.callback(link.close)
    worker = SyncWorker(JournalReplica(services), link, SystemClock(), SystemIds(), OFFICE_PACE)
    return At(services, seat_session(services, seat), cable, worker)


@pytest.fixture
def office(central: Central, tmp_path: Path) -> Iterator[tuple[At, At]]:
    """Counters A2 and A3."""
    with ExitStack() as stack:
        a2, a3 = (open_seat(stack, central, seat, tmp_path / seat.code) for seat in SEATS[:2])
        yield a2, a3


def test_apart_and_together_again(central: Central, office: tuple[At, At]) -> None:
    """One test, as each workstation costs a second: seen at once, cut, paid on both sides, everything everywhere."""
    a2, a3 = office
    owing = [account for account in ACCOUNTS if 5_000 <= a2.line(account).due_cents == a2.line(account).balance_cents]
    shared, twice, yours = owing[:3]
    due_cents = a2.line(twice).due_cents
    before = {account: a2.line(account).balance_cents for account in ACCOUNTS}
    assert before == {account: a3.line(account).balance_cents for account in ACCOUNTS}
    a2.pay(shared, 5_000)
    assert a2.exchange() and a3.exchange()
    assert a3.line(shared).balance_cents == before[shared] - 5_000
    for at in office:
        at.cable.pull()
    a2.pay(twice, due_cents)
    a3.pay(yours, 2_500)
    a3.pay(twice, due_cents)
    assert not a2.exchange() and not a3.exchange()
    assert [standing(at.services).status.waiting for at in office] == [1, 2]
    assert a2.line(yours).balance_cents == before[yours]
    for at in office:
        at.cable.plug_in()
    assert all(at.exchange() for at in (a2, a3, a2))
    assert audit(central.dsn).findings == ()
    paid, sights = [*a2.paid, *a3.paid], [look(at.services, ACCOUNTS) for at in office]
    holds = centre_holds(central.dsn)
    assert set(office_faults(before, paid, sights, holds).values()) == {""}
    assert [sight.conflicts for sight in sights] == [{twice: due_cents}] * 2
    assert [len(people_to_sign_in(at.services)) for at in office] == [len(DEMO_PEOPLE)] * 2

    lost = office_faults(before, paid[1:], sights, holds)
    assert [name for name, fault in lost.items() if fault] == [
        "each receipt is there once, everywhere",
        "every balance is what was owed less what was paid",
        "the center moved each account by what was paid",
    ]
    behind = [msgspec.structs.replace(sights[0], waiting=1, heads={}, findings=["chains_verify"]), sights[1]]
    wrong = office_faults(before, paid, behind, holds)
    assert wrong["nothing waits anywhere"] == "A2 has 1; expected 0"
    assert wrong["every journal holds"] == "A2 has ['chains_verify']; expected []"
    assert wrong["everybody holds the same facts as the center"].startswith("A2 has {}")
