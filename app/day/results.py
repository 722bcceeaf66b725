"""What a day leaves: every fact, posting, balance, drawer and receipt as the database has them at its end."""

from typing import Any

from sqlalchemy import Connection, Select, select

from app.day.state import Day
from app.drawers.queries import drawer_content, open_shift
from app.drawers.tables import shift_count
from app.journal.tables import fact, posting
from app.payments.queries import read_receipt
from app.payments.tables import receipt


def results(day: Day) -> dict[str, Any]:
    """File name → content."""
    with day.services.read_journal() as journal:
        facts = journal.execute(
            select(fact.c.sequence, fact.c.fact_id, fact.c.kind, fact.c.hash).order_by(fact.c.sequence)
        )
        rows = [
            dict(row._mapping) for row in journal.execute(select(posting).order_by(posting.c.sequence, posting.c.line))
        ]
        shift = open_shift(journal, day.services.device.code)
        ids = journal.scalars(select(receipt.c.fact_id).order_by(receipt.c.number)).all()
        return {
            "facts": [
                {"sequence": r.sequence, "fact_id": r.fact_id, "kind": r.kind, "hash": r.hash.hex()} for r in facts
            ],
            "postings": rows,
            "balances": _sums(rows, "ledger_account") | {"accounts": _sums(rows, "account")},
            "drawers": {
                "open_shift": shift,
                "expected": drawer_content(journal, shift) if shift else None,
                "counts": _rows(journal, select(shift_count)),
            },
            "receipts": [read_receipt(journal, day.services.kinds, fact_id) for fact_id in ids],
            "answers": day.answers,
            "refusals": day.refusals,
        }


_FACTS = select(fact.c.sequence, fact.c.fact_id, fact.c.kind, fact.c.hash).order_by(fact.c.sequence)


def _rows(journal: Connection, statement: Select[Any]) -> list[dict[str, Any]]:
    return [dict(row._mapping) for row in journal.execute(statement)]


def _sums(postings: list[dict[str, Any]], column: str) -> dict[str, Any]:
    sums: dict[str, int] = {}
    for row in postings:
        if row[column] is not None:
            sums[row[column]] = sums.get(row[column], 0) + row["amount_cents"]
    return dict(sorted(sums.items()))
