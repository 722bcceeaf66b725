"""Which papers of a receipt can be endorsed or validated, which were, and what such a stamp says. Read-only."""

from dataclasses import dataclass
from datetime import date

import msgspec
from sqlalchemy import Connection, bindparam, select

from app.identity.queries import person_name
from app.identity.workstation import place_at
from app.journal.kinds import Kinds
from app.journal.tables import fact as fact_table
from app.payments.receipt import Receipt
from app.payments.stamp_facts import ENDORSEMENT, VALIDATION, StampKind, StampOrdered
from app.payments.stamp_rules import StampMode, StampRules, stamp_rules
from app.payments.stamp_tables import paper_stamp
from app.print_jobs.printer_choice import PrinterChoice, Station, station_of
from app.print_jobs.queries import find_job
from app.print_jobs.types import JobKind, JobRow, fact_of
from app.workplace import Services

_ORDERED = select(paper_stamp).where(paper_stamp.c.receipt == bindparam("receipt")).order_by(paper_stamp.c.times)
_BODY = select(fact_table.c.envelope, fact_table.c.body).where(fact_table.c.fact_id == bindparam("fact_id"))


class Stamp(msgspec.Struct, frozen=True, kw_only=True):
    """What is printed on a check or a stub. Amounts in cents; `paid_on` the payment's business date, ISO."""

    stamp: StampKind
    language: str
    city: str
    drawer: str
    cashier: str
    receipt_number: str
    reference: str
    paid_on: str
    amount_cents: int
    times: int
    restriction: str = ""
    account_last_four: str = ""


@dataclass(frozen=True)
class StampPlace:
    """One paper: `kind` of its tender, or "account" for a stub; `times` it was ordered; `job` of the last time."""

    stamp: StampKind
    place: int
    kind: str
    reference: str
    amount_cents: int
    times: int
    job: JobRow | None

    @property
    def key(self) -> tuple[StampKind, int]:
        """Which paper of the receipt it is."""
        return self.stamp, self.place


@dataclass(frozen=True)
class StampOffer:
    """The papers of a receipt, checks first. `begins`: the first of them is to be asked for by itself."""

    places: tuple[StampPlace, ...] = ()
    begins: bool = False
    station: Station = Station.NONE


NO_STAMPS = StampOffer()


def stamp_offer(journal: Connection, services: Services, receipt: Receipt, choice: PrinterChoice) -> StampOffer:
    """What can be stamped of a receipt here; nothing of a voided one, whose check went back."""
    rules = stamp_rules(services, date.fromisoformat(receipt.business_date))
    papers = [] if receipt.voided else list(_papers(receipt, rules))
    if not papers:
        return StampOffer(station=station_of(choice))
    last: dict[tuple[str, int], tuple[int, str]] = {}
    for row in journal.execute(_ORDERED, {"receipt": receipt.fact_id}):
        last[row.stamp, row.place] = (row.times, row.fact_id)
    places = []
    for paper in papers:
        times, fact_id = last.get(paper.key, (0, ""))
        job = find_job(journal, f"{fact_id}/{JobKind.STAMP}") if fact_id else None
        places.append(StampPlace(*paper.key, paper.kind, paper.reference, paper.amount_cents, times, job))
    begins = any(rules.mode(place.stamp) is StampMode.AFTER_PAYMENT for place in places)
    return StampOffer(tuple(places), begins, station_of(choice))


def find_paper(receipt: Receipt, rules: StampRules, stamp: str, place: int) -> StampPlace | None:
    """One paper of a receipt; None where it has no such or its kind is not stamped here."""
    return next((paper for paper in _papers(receipt, rules) if paper.key == (stamp, place)), None)


def orders_of(journal: Connection, receipt: str, stamp: StampKind, place: int) -> list[str]:
    """The facts by which a paper was ordered to be stamped, oldest first."""
    rows = journal.execute(_ORDERED, {"receipt": receipt})
    return [row.fact_id for row in rows if (row.stamp, row.place) == (stamp, place)]


def read_stamp(journal: Connection, kinds: Kinds, fact_id: str) -> Stamp:
    """What a stamp says, from its fact. Raises KeyError for a fact of another kind."""
    stored = journal.execute(_BODY, {"fact_id": fact_id}).first()
    fact = kinds.read(stored.envelope, stored.body) if stored else None
    if fact is None or not isinstance(fact.body, StampOrdered):
        raise KeyError(fact_id)
    body, envelope = fact.body, fact.envelope
    return Stamp(
        stamp=body.stamp,
        language=body.language,
        city=place_at(journal, envelope).city,
        drawer=body.drawer,
        cashier=person_name(journal, body.cashier),
        receipt_number=body.receipt_number,
        reference=body.reference,
        paid_on=body.paid_on,
        amount_cents=body.amount_cents,
        times=body.times,
        restriction=body.restriction,
        account_last_four=body.account_last_four,
    )


def stamp_of_job(services: Services, job_id: str) -> Stamp:
    """What a print job puts on its paper, read from the fact as it prints."""
    with services.read_journal() as journal:
        return read_stamp(journal, services.kinds, fact_of(job_id) or "")


def preview_stamp(services: Services, receipt: Receipt, place: StampPlace) -> Stamp:
    """What is printed on a paper the next time, before anybody orders it."""
    rules = stamp_rules(services, date.fromisoformat(receipt.business_date))
    endorsed = place.stamp == ENDORSEMENT
    return Stamp(
        stamp=place.stamp,
        language=stamp_language(place.stamp, receipt),
        city=receipt.city,
        drawer=receipt.full_number.partition("-")[0],
        cashier=receipt.cashier,
        receipt_number=receipt.number,
        reference=place.reference,
        paid_on=receipt.business_date,
        amount_cents=place.amount_cents,
        times=place.times + 1,
        restriction=rules.restriction if endorsed else "",
        account_last_four=rules.account_last_four if endorsed else "",
    )


def stamp_language(stamp: StampKind, receipt: Receipt) -> str:
    """A check goes to the bank, a stub back to the customer."""
    return "en" if stamp == ENDORSEMENT else receipt.language


def _papers(receipt: Receipt, rules: StampRules) -> list[StampPlace]:
    checks, stubs = [], []
    if rules.endorse is not StampMode.OFF:
        for n, tender in enumerate(receipt.tenders, 1):
            if tender.kind in rules.endorses:
                number = tender.reference or ""
                checks.append(StampPlace(ENDORSEMENT, n, tender.kind, number, tender.amount_cents, 0, None))
    if rules.validate is not StampMode.OFF:
        for n, line in enumerate(receipt.lines, 1):
            if line.account_number:
                stubs.append(StampPlace(VALIDATION, n, line.kind, line.account_number, line.amount_cents, 0, None))
    return [*checks, *stubs]
