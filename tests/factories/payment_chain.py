"""Chains of payments in the shape of real ones, sealed and signed, without a database: for the centre's benchmarks."""

from datetime import date, timedelta

import msgspec

from app.ids import SystemIds
from app.journal.append import seal
from app.journal.chain import GENESIS, Signer
from app.journal.fact import Envelope, Fact, Posting, SealedFact
from app.payments.allocate import Paid
from app.payments.facts import PaidLine, PaymentTaken
from app.payments.tenders import Tender

BEGUN_US = 1_795_000_000_000_000
BEGUN_ON = date(2026, 11, 20)
PAYMENTS_A_DAY = 400
ACCOUNTS = 5000
BILL = (("sewer", 3520), ("water", 2215), ("electric", 13104))
TOTAL_CENTS = sum(cents for _, cents in BILL)


def payment_chain(
    count: int, *, workstation: str = "A2", office: str = "main", signer: Signer | None = None
) -> list[SealedFact]:
    """So many facts of generation 1, dense from 1; each pays a bill of three charges in cash, with change."""
    signer, facts, previous = signer or Signer(bytes(32)), [], GENESIS
    template = Envelope(
        workstation=workstation,
        generation=1,
        sequence=0,
        fact_id="",
        kind="PaymentTaken",
        schema_version=1,
        recorded_at_us=BEGUN_US,
        office=office,
        person="019a0000-0000-7000-8000-0000000000c1",
        shift="019a0000-0000-7000-8000-00000000051f",
    )
    for number in range(1, count + 1):
        envelope = msgspec.structs.replace(
            template,
            sequence=number,
            fact_id=SystemIds().new_id(),
            recorded_at_us=BEGUN_US + number * 60_000_000,
            business_date=(BEGUN_ON + timedelta(number // PAYMENTS_A_DAY)).isoformat(),
        )
        facts.append(seal(Fact(envelope, payment(number)), previous, signer))
        previous = facts[-1].hash
    return facts


def payment(number: int) -> PaymentTaken:
    """Receipt `number`: the bill of one of 5,000 accounts."""
    account = f"cis/{100_000_000 + number * 7919 % ACCOUNTS}"
    paid = tuple(
        Paid(f"cis/B{number}-2026-10/{line}", category, "2026-10-23", cents, "2026-10")
        for line, (category, cents) in enumerate(BILL)
    )
    receivables = tuple(
        Posting(
            ledger_account=f"receivable/{line.service_category}",
            amount_cents=-line.amount_cents,
            account=account,
            charge=line.charge,
            service_category=line.service_category,
            due_on=line.due_on,
        )
        for line in paid
    )
    line = PaidLine(
        kind="account",
        amount_cents=TOTAL_CENTS,
        account=account,
        account_number=f"10-{number % ACCOUNTS:06d}-0",
        service_address=f"{number:064x}",
        paid=paid,
        balance_before_cents=2 * TOTAL_CENTS,
        reference_as_of_us=BEGUN_US,
    )
    return PaymentTaken(
        number=number,
        language="en",
        total_cents=TOTAL_CENTS,
        lines=(line,),
        tenders=(Tender(kind="cash", amount_cents=20_000),),
        change_cents=20_000 - TOTAL_CENTS,
        rounding_cents=0,
        policies=("allocation/1", "cash_rounding/1", "miscellaneous_receipts/1", "tenders/1"),
        postings=(Posting(ledger_account=f"drawer/{number % 9}/cash", amount_cents=TOTAL_CENTS), *receivables),
    )
