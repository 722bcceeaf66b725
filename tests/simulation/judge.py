"""What must hold after each step of a random day, judged against the model and by the program's own invariants."""

from datetime import date

from sqlalchemy import select

from app.bootstrap import check
from app.drawers.queries import SHIFTS, drawer_content, shift_of
from app.payments.account_lines import account_lines
from app.payments.tables import receipt
from app.reports.make_report import make_report
from app.reports.report import Question, Report, ReportKind
from tests.factories.counter import SUPERVISOR
from tests.factories.ledger import ledger
from tests.factories.policies import ON
from tests.factories.reports import part, total
from tests.simulation.books import CARDS, CUSTOMERS
from tests.simulation.day import SETTLED, Day

FIRST, LAST = date(2026, 11, 1), date(2027, 10, 30)


def judge(day: Day, *, thorough: bool) -> None:
    """No cent is lost or doubled; every drawer holds what the model says; closed ones hold nothing."""
    _judge_ledger(day)
    _judge_drawers(day)
    _judge_accounts(day)
    findings = check(day.services, thorough=thorough)
    assert findings == (), findings
    if thorough:
        judge_reports(day)


def _judge_ledger(day: Day) -> None:
    posted = ledger(day.services)
    assert sum(posted.values()) == 0, "the ledger does not sum to zero"
    owed = [name for name in posted if name.startswith("receivable/") or name == "customer_credit"]
    found = {name: cents for name, cents in posted.items() if name not in owed}
    found[CUSTOMERS] = sum(posted[name] for name in owed)
    modelled = day.books.sums
    off = {n: (found.get(n, 0), modelled[n]) for n in {*found, *modelled} if found.get(n, 0) != modelled[n]}
    assert not off, f"ledger and model differ (posted, modelled): {off}"


def _judge_drawers(day: Day) -> None:
    with day.services.read_journal() as journal:
        shifts = [shift_of(row) for row in journal.execute(SHIFTS)]
        contents = {shift.shift: drawer_content(journal, shift) for shift in shifts}
        receipts = journal.execute(select(receipt.c.fact_id)).scalars().all()
    assert set(contents) == set(day.books.tills) and sorted(receipts) == sorted(day.books.sales)
    for shift in shifts:
        content, held = contents[shift.shift], day.books.tills[shift.shift].held
        found = (content.cash_cents, content.check_cents, content.money_order_cents, content.card_cents)
        assert found == tuple(held[kind] for kind in ("cash", "check", "money_order", "card")), shift
        assert shift.state not in SETTLED or found[:3] == (0, 0, 0), f"a closed drawer is not empty: {shift}"
    assert ledger(day.services).get(CARDS, 0) == day.books.sums[CARDS]


def _judge_accounts(day: Day) -> None:
    with day.services.read_journal() as journal:
        lines = account_lines(journal, day.services.reference, list(day.books.owes), ON)
    found = {account: line.balance_cents for account, line in lines.items()}
    assert found == dict(day.books.owes), "an account owes what the model does not say"


def judge_reports(day: Day) -> None:
    """Reports tie to the postings and to each other."""
    books = ledger(day.services)
    rows = part(_asked(day, ReportKind.LEDGER), "ledger").rows
    net = {str(row.cells[0]): row.cells[3] for row in rows if row.cells[3]}
    assert net == books, "the ledger report is not the postings"
    tenders = total(part(_asked(day, ReportKind.TENDER_LIST), "tenders"), "amount")
    receipts = total(part(_asked(day, ReportKind.CASHIER_LIST), "receipts"), "amount")
    standing = [sale for sale in day.books.sales.values() if not sale.voided]
    handed = sum(handed.cents for sale in standing for handed in sale.handed)
    assert tenders == handed, f"tender list {tenders}, handed over {handed}"
    assert receipts == sum(sale.total_cents for sale in standing)
    over_short = _asked(day, ReportKind.OVER_SHORT)
    found = [total(each, "difference") for each in over_short.sections if each.name in ("closes", "elsewhere")]
    assert sum(cents for cents in found if isinstance(cents, int)) == -books.get("over_short", 0)


def _asked(day: Day, kind: ReportKind) -> Report:
    return make_report(day.services, SUPERVISOR, Question(kind, FIRST, LAST))
