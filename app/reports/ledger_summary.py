"""The GL summary: debits and credits by ledger account over business dates; every account opens to its postings."""

from sqlalchemy import case, func

from app.journal.tables import posting
from app.reports.fact_papers import behind
from app.reports.report import (
    ReportKind,
    ReportRow,
    Section,
    code_column,
    moment_column,
    money_column,
    section,
    text_column,
)
from app.reports.report_scope import Scope

_ACCOUNTS = (text_column("ledger_account"), money_column("debits"), money_column("credits"), money_column("net"))
_POSTINGS = (
    text_column("entry"),
    moment_column("time"),
    code_column("kind"),
    text_column("person"),
    text_column("account"),
    money_column("debits"),
    money_column("credits"),
    money_column("net"),
)
_SUMS = (
    posting.c.ledger_account,
    func.sum(case((posting.c.amount_cents > 0, posting.c.amount_cents), else_=0)),
    func.sum(case((posting.c.amount_cents < 0, -posting.c.amount_cents), else_=0)),
)


def sections(scope: Scope) -> tuple[Section, ...]:
    """One section: the accounts by name; debits equal credits."""
    sums: dict[str, list[int]] = {}
    for account, debits, credits in scope.posting_sums(_SUMS, posting.c.ledger_account):
        so_far = sums.setdefault(account, [0, 0])
        so_far[0] += debits
        so_far[1] += credits
    narrowed = scope.question.narrowed
    rows = tuple(
        ReportRow(account, (account, debits, credits, debits - credits), narrowed(ReportKind.POSTINGS, of=account))
        for account, (debits, credits) in sorted(sums.items())
    )
    return (section("ledger", _ACCOUNTS, rows, narrowed(ReportKind.POSTINGS)),)


def posting_sections(scope: Scope) -> tuple[Section, ...]:
    """Every posting, of one ledger account where `of` names it; each opens to the paper of its fact."""
    key = (posting.c.workstation, posting.c.generation, posting.c.sequence)
    columns = (*key, posting.c.line, posting.c.ledger_account, posting.c.amount_cents, posting.c.account)
    found = list(scope.postings(*columns, account=scope.question.of))
    facts = scope.facts_at({(row.workstation, row.generation, row.sequence) for row in found})
    rows = []
    for row in found:
        fact = facts[row.workstation, row.generation, row.sequence]
        cents = row.amount_cents
        said = (fact.envelope.recorded_at_us, fact.envelope.kind, scope.name_of(fact.envelope.person or ""))
        account = row.account or "" if scope.question.of else row.ledger_account
        amounts = (max(cents, 0), max(-cents, 0), cents)
        entry = f"{row.workstation}-{row.generation}-{row.sequence}"
        rows.append(ReportRow(f"{entry}/{row.line}", (entry, *said, account, *amounts), behind(scope.question, fact)))
    return (section("postings", _POSTINGS, tuple(rows)),)
