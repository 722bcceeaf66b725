"""What a deposit slip and its check list say, frozen data from the facts; who looks at it is logged.

Of a check's routing number only the last digits are shown, as many as policy `bank_deposit` says: bank details are
private data. Which receipt a check came with leads back to everything else.
"""

from enum import StrEnum

import msgspec
from sqlalchemy import Connection, select

from app.drawers.bank_deposit import POLICY
from app.drawers.bank_deposit_facts import BankDepositPrepared, BankDepositState, DepositedShift
from app.drawers.bank_deposit_tables import bank_deposit_event
from app.drawers.bank_deposits import BankDeposit, find_deposit, read_deposit
from app.drawers.count_drawer_facts import FoundPaper
from app.drawers.facts import Denomination
from app.errors import Refused
from app.identity.access_log import note_look
from app.identity.permissions import Permission, Session, require
from app.identity.queries import person_name, today
from app.identity.workstation import place_of_fact
from app.journal.kinds import Kinds
from app.journal.tables import private_data
from app.payments import receipt_numbers
from app.payments.facts import PaymentTaken
from app.payments.queries import read_payment
from app.workplace import Services

ROUTING_DIGITS = 9


class SlipRefusal(StrEnum):
    """Why there is no slip."""

    DEPOSIT_UNKNOWN = "deposit_unknown"


class SlipShift(msgspec.Struct, frozen=True):
    """A shift in the deposit, in cents by tender."""

    drawer: str
    cashier: str
    business_date: str
    cash_cents: int
    check_cents: int
    money_order_cents: int


class SlipPaper(msgspec.Struct, frozen=True):
    """A check or money order: its receipt, its number, the masked routing number ("" for none)."""

    tender: str
    receipt: str
    number: str
    routing: str
    amount_cents: int


class DepositSlip(msgspec.Struct, frozen=True):
    """Amounts in cents, instants UTC µs. `verified_by` and `sent_by`: "" while nobody has."""

    name: str
    state: str
    city: str
    office: str
    bank: str
    account_shown: str
    business_date: str
    time_zone: str
    prepared_at_us: int
    bag: str
    prepared_by: str
    verified_by: str
    sent_by: str
    denominations: tuple[Denomination, ...]
    cash_cents: int
    check_cents: int
    money_order_cents: int
    difference_cents: int
    shifts: tuple[SlipShift, ...]
    papers: tuple[SlipPaper, ...]

    @property
    def total_cents(self) -> int:
        """All that goes to the bank."""
        return self.cash_cents + self.check_cents + self.money_order_cents


def deposit_slip(services: Services, session: Session, deposit: str) -> DepositSlip:
    """The slip. Raises Refused(NOT_PERMITTED, SlipRefusal)."""
    require(session, Permission.BANK_DEPOSIT_MAKE)
    values = services.policies.at(POLICY, today(services)).values
    with services.read_journal() as connection:
        found = find_deposit(connection, deposit)
        if found is None:
            raise Refused(SlipRefusal.DEPOSIT_UNKNOWN)
        body = read_deposit(connection, services.kinds, deposit)
        shown: int = values["routing_digits_shown"]
        papers = tuple(_papers(connection, services.kinds, body, shown))
        slip = _slip(connection, found, body, papers, (values["bank"], values["account_shown"]))
    if papers:
        note_look(services, session, "deposit_check_list", deposit)
    return slip


def masked(routing: str, shown: int) -> str:
    """ "•••••0277" of a routing number; "" for none."""
    return "•" * (ROUTING_DIGITS - shown) + routing[-shown:] if routing and shown else "•" * len(routing)


def _slip(
    connection: Connection,
    deposit: BankDeposit,
    body: BankDepositPrepared,
    papers: tuple[SlipPaper, ...],
    bank: tuple[str, str],
) -> DepositSlip:
    place = place_of_fact(connection, deposit.fact_id)
    return DepositSlip(
        deposit.name,
        deposit.state.value,
        place.city,
        place.office_name,
        *bank,
        deposit.business_date,
        place.time_zone,
        deposit.prepared_at_us,
        deposit.bag,
        person_name(connection, deposit.person),
        _hands(connection, deposit, BankDepositState.VERIFIED),
        _hands(connection, deposit, BankDepositState.SENT),
        body.denominations,
        body.total.cash_cents,
        body.total.check_cents,
        body.total.money_order_cents,
        body.difference_cents,
        tuple(_shift(connection, part) for part in body.shifts),
        papers,
    )


def _shift(connection: Connection, part: DepositedShift) -> SlipShift:
    held = part.held
    cents = (held.cash_cents, held.check_cents, held.money_order_cents)
    return SlipShift(part.drawer, person_name(connection, part.cashier), part.business_date, *cents)


def _hands(connection: Connection, deposit: BankDeposit, state: BankDepositState) -> str:
    """Whose hands a step was: the second person of a verification, both of a sending."""
    event = bank_deposit_event.c
    asked = select(bank_deposit_event).where(event.deposit == deposit.fact_id, event.event == state.value)
    row = connection.execute(asked.order_by(event.sequence.desc())).first()
    if row is None:
        return ""
    people = (
        [row.second_person or row.person] if state is BankDepositState.VERIFIED else [row.person, row.second_person]
    )
    return ", ".join(person_name(connection, person) for person in people if person)


def _papers(connection: Connection, kinds: Kinds, body: BankDepositPrepared, shown: int) -> list[SlipPaper]:
    papers = [paper for part in body.shifts for paper in part.papers]
    return [_paper(connection, kinds, paper, shown) for paper in papers]


def _paper(connection: Connection, kinds: Kinds, paper: FoundPaper, shown: int) -> SlipPaper:
    """The check as its receipt's fact has it; one that is on no receipt is named by its amount alone."""
    fact = read_payment(connection, kinds, paper.receipt) if paper.receipt else None
    if fact is None or not isinstance(fact.body, PaymentTaken) or not 1 <= paper.line <= len(fact.body.tenders):
        return SlipPaper(paper.tender, "", "", "", paper.amount_cents)
    tender, place = fact.body.tenders[paper.line - 1], fact.envelope
    number = receipt_numbers.spoken(place.workstation, place.generation, fact.body.number)
    routing = _private(connection, paper.receipt, tender.routing_number)
    return SlipPaper(paper.tender, number, tender.number or "", masked(routing, shown), paper.amount_cents)


def _private(connection: Connection, fact_id: str, digest: str | None) -> str:
    if digest is None:
        return ""
    asked = select(private_data.c.value).where(private_data.c.fact_id == fact_id, private_data.c.digest == digest)
    return str(connection.scalar(asked) or "")
