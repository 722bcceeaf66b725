"""The day close: all shifts of the office of a business date, whole, with everything that a supervisor signs for.

Receipts, tenders, the ledger, over and short, bank deposits, exceptions; every row opens what stands behind it.
"""

from sqlalchemy import ColumnElement, or_, select

from app.drawers.bank_deposit_tables import bank_deposit, bank_deposit_shift
from app.drawers.bank_deposits import BankDeposit, find_deposit
from app.reports import exceptions, ledger_summary, tender_list
from app.reports.receipts_listed import tenders_in
from app.reports.report import (
    Paper,
    PaperKind,
    ReportRow,
    Section,
    code_column,
    money_column,
    section,
    text_column,
)
from app.reports.report_scope import Scope
from app.reports.shift_report import shifts_section

_DEPOSITS = (
    text_column("deposit"),
    code_column("deposit_state"),
    text_column("bag"),
    text_column("person"),
    money_column("cash"),
    money_column("checks"),
    money_column("money_orders"),
    money_column("amount"),
)


def sections(scope: Scope) -> tuple[Section, ...]:
    """In the order in which a supervisor goes through them."""
    return (
        shifts_section(scope, scope.shifts),
        tender_list.sums(scope, tenders_in(scope)),
        _deposits(scope),
        exceptions.sums(scope, exceptions.exceptions_in(scope)),
        *ledger_summary.sections(scope),
    )


def _deposits(scope: Scope) -> Section:
    """Those that have one of the shifts, and those that were prepared on these days."""
    shifts = [chained.shift.shift for chained in scope.shifts]
    having = select(bank_deposit_shift.c.deposit).where(bank_deposit_shift.c.shift.in_(shifts))
    where: ColumnElement[bool] = bank_deposit.c.fact_id.in_(having)
    if scope.beyond_shifts:
        days = (scope.question.from_on.isoformat(), scope.question.to_on.isoformat())
        where = or_(where, bank_deposit.c.business_date.between(*days))
    ids = scope.connection.scalars(select(bank_deposit.c.fact_id).where(where).order_by(bank_deposit.c.prepared_at_us))
    found = [find_deposit(scope.connection, fact_id) for fact_id in ids.all()]
    return section("deposits", _DEPOSITS, tuple(_row(scope, each) for each in found if each is not None))


def _row(scope: Scope, each: BankDeposit) -> ReportRow:
    held = each.held
    who = (each.name, each.state.value, each.bag, scope.name_of(each.person))
    cells = (*who, held.cash_cents, held.check_cents, held.money_order_cents, held.held_cents)
    return ReportRow(each.fact_id, cells, Paper(PaperKind.BANK_DEPOSIT, each.fact_id))
