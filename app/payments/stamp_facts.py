"""The fact that a paper was given to the printer to be stamped, and the row it gives."""

from collections.abc import Iterator
from typing import Literal

from app.journal.fact import Fact, FactBody
from app.journal.kinds import Kind, Row
from app.payments import stamp_tables as tables

StampKind = Literal["endorsement", "validation"]
ENDORSEMENT: StampKind = "endorsement"
VALIDATION: StampKind = "validation"


class StampOrdered(FactBody, frozen=True, kw_only=True):
    """Somebody put a check or a stub into the printer and had it stamped; what became of it is its print job's state.

    `place`: of the tender (endorsement) or the line (validation) on the receipt, from 1. `reference`: the check's
    number or the account's. `cashier`: who took the payment. `restriction` and `account_last_four`: of an endorsement.
    """

    language: str

    receipt: str
    receipt_number: str
    stamp: StampKind
    place: int
    times: int
    reference: str
    amount_cents: int
    drawer: str
    cashier: str
    paid_on: str
    restriction: str = ""
    account_last_four: str = ""
    policies: tuple[str, ...] = ()


def _rows(fact: Fact) -> Iterator[Row]:
    body = fact.body
    if not isinstance(body, StampOrdered):
        raise TypeError(f"{fact.envelope.kind} is not a StampOrdered")
    yield tables.paper_stamp, (body.receipt, body.stamp, body.place, body.times, fact.envelope.fact_id)


KINDS = (Kind(StampOrdered, project=_rows),)
