"""What a day leaves: every fact, posting, balance, drawer and receipt as the database has them at its end."""

from typing import Any

from sqlalchemy import Connection, Select, select

from app.day.state import Day
from app.drawers.counts import COUNTS
from app.drawers.queries import SHIFTS, drawer_content, open_shift, shift_of
from app.identity.queries import today
from app.journal.tables import fact, posting
from app.payments import card_attempt
from app.payments.account_lines import account_lines
from app.payments.queries import read_receipt
from app.payments.tables import receipt


def results(day: Day) -> dict[str, Any]:
    """File name → content."""
    with day.services.read_journal() as journal:
        facts = _rows(journal, select(fact.c.sequence, fact.c.fact_id, fact.c.kind, fact.c.hash).order_by("sequence"))
        postings = _rows(journal, select(posting).order_by("sequence", "line"))
        ids = journal.scalars(select(receipt.c.fact_id).order_by(receipt.c.number)).all()
        return {
            "facts": [row | {"hash": row["hash"].hex()} for row in facts],
            "postings": postings,
            "balances": {"ledger": _sums(postings, "ledger_account"), "accounts": _accounts(day, journal, postings)},
            "drawers": _drawers(day, journal),
            "receipts": [read_receipt(journal, day.services.kinds, fact_id) for fact_id in ids],
            "answers": day.answers,
            "refusals": day.refusals,
        }


def _rows(journal: Connection, statement: Select[Any]) -> list[dict[str, Any]]:
    return [dict(row._mapping) for row in journal.execute(statement)]


def _sums(postings: list[dict[str, Any]], column: str) -> dict[str, int]:
    sums: dict[str, int] = {}
    for row in postings:
        if row[column] is not None:
            sums[row[column]] = sums.get(row[column], 0) + row["amount_cents"]
    return dict(sorted(sums.items()))


def _accounts(day: Day, journal: Connection, postings: list[dict[str, Any]]) -> dict[str, Any]:
    """Every account that money touched: what our facts posted to it, and what it owes after them."""
    posted = _sums(postings, "account")
    lines = account_lines(journal, day.services.reference, tuple(posted), today(day.services))
    return {
        key: {
            "number": line.number,
            "posted_cents": posted[key],
            "balance_cents": line.balance_cents,
            "due_cents": line.due_cents,
        }
        for key, line in sorted(lines.items())
    }


def _drawers(day: Day, journal: Connection) -> dict[str, Any]:
    shifts = [shift_of(row) for row in journal.execute(SHIFTS.order_by("opened_at_us"))]
    shift = open_shift(journal, day.services.device.code)
    return {
        "open_shift": shift.shift if shift else None,
        "shifts": [{"shift": shift, "expected": drawer_content(journal, shift)} for shift in shifts],
        "counts": [_count(row) for row in _rows(journal, COUNTS.order_by("generation", "sequence"))],
        "open_card_attempts": [*card_attempt.unsettled(journal), *card_attempt.exceptions(journal)],
    }


def _count(row: dict[str, Any]) -> dict[str, Any]:
    """A count as the database has it; the bare amounts are those of cash."""
    cash = {"counted": row["cash_cents"], "expected": row["expected_cash_cents"]}
    named = {f"{name}_cents": cents for name, cents in {**cash, "difference": row["difference_cash_cents"]}.items()}
    return {**row, **named}
