"""What the page Bank deposits shows: shifts that are ready, deposits and where they are, and each one's receipts."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from app.drawers.bags import IN_THE_SAFE, bags_of_shift, held_in
from app.drawers.bank_deposit import POLICY
from app.drawers.bank_deposit_steps import VERIFY_KIND
from app.drawers.bank_deposits import BankDeposit, free_shifts, last_deposits, read_deposit
from app.drawers.count_drawer_facts import ByTender
from app.drawers.safe import POLICY as SAFE_POLICY
from app.drawers.safe_count import DIFFERENCE_KIND
from app.identity.approvals import approvers
from app.identity.permissions import Permission, Session, require
from app.identity.queries import person_name, today
from app.identity.types import Person
from app.payments.queries import ReceiptRow, last_receipts
from app.reports.safe_page import Choices, choices_of
from app.workplace import Services

RECEIPTS_SHOWN = 5000


@dataclass(frozen=True)
class ReadyShift:
    """An accepted shift that is in no deposit. `missing`: numbers of its bags that are not in the safe."""

    shift: str
    drawer: str
    cashier: str
    business_date: str
    held: ByTender
    missing: tuple[str, ...]


@dataclass(frozen=True)
class BankDepositsPage:
    """`names`: person id → name of those who prepared. `choices`: list of the policy → reasons."""

    time_zone: str
    on: date
    ready: tuple[ReadyShift, ...]
    deposits: tuple[BankDeposit, ...]
    names: dict[str, str]
    denominations_cents: tuple[int, ...]
    choices: dict[str, Choices]
    people: tuple[Person, ...]
    signers: tuple[Person, ...]


@dataclass(frozen=True)
class DepositedReceipts:
    """A shift in a deposit with its receipts, newest first."""

    shift: str
    drawer: str
    cashier: str
    business_date: str
    held: ByTender
    receipts: tuple[ReceiptRow, ...]


def bank_deposits_page(services: Services, session: Session) -> BankDepositsPage:
    """The page. Raises Refused(NOT_PERMITTED) without `bank_deposit.make`, or Unavailable."""
    require(session, Permission.BANK_DEPOSIT_MAKE)
    on = today(services)
    values = services.policies.at(POLICY, on).values
    with services.read_journal() as connection:
        deposits = tuple(last_deposits(connection))
        return BankDepositsPage(
            time_zone=services.device.time_zone,
            on=on,
            ready=_ready(connection),
            deposits=deposits,
            names={each.person: person_name(connection, each.person) for each in deposits},
            denominations_cents=tuple(services.policies.at(SAFE_POLICY, on).values["denominations_cents"]),
            choices={listed: choices_of(values[listed]) for listed in ("difference", "correction", "reject")},
            people=tuple(approvers(services, session, VERIFY_KIND)),
            signers=tuple(approvers(services, session, DIFFERENCE_KIND)),
        )


def deposited_receipts(services: Services, session: Session, deposit: str) -> tuple[DepositedReceipts, ...]:
    """From a deposit to each receipt: its shifts, and theirs. Raises Refused(NOT_PERMITTED), KeyError."""
    require(session, Permission.BANK_DEPOSIT_MAKE)
    with services.read_journal() as connection:
        return tuple(
            DepositedReceipts(
                part.shift,
                part.drawer,
                person_name(connection, part.cashier),
                part.business_date,
                part.held,
                tuple(last_receipts(connection, part.shift, RECEIPTS_SHOWN)),
            )
            for part in read_deposit(connection, services.kinds, deposit).shifts
        )


def _ready(connection: Connection) -> tuple[ReadyShift, ...]:
    """Those that gave something; an empty one has nothing to deposit."""
    found = []
    for shift in free_shifts(connection):
        bags = bags_of_shift(connection, shift.shift)
        missing = tuple(bag.name for bag in bags if bag.state not in IN_THE_SAFE)
        if bags:
            who = (shift.shift, shift.drawer, person_name(connection, shift.person), shift.business_date)
            found.append(ReadyShift(*who, held_in(bags), missing))
    return tuple(found)
