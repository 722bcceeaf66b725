"""The accounts that a person looked at last, from their own lines of the access log: where work usually goes on."""

import msgspec
from sqlalchemy import bindparam, select

from app.accounts import queries
from app.identity.access_log import Access
from app.identity.permissions import Permission, Session, require
from app.identity.tables import access_log
from app.workplace import Services

LIMIT = 8
_LOOKS_READ = 1_000
"""So many of the newest lines are read at most, however long the log."""


class RecentAccount(msgspec.Struct, frozen=True):
    """One account; `account` is its key as text; `at_us` the last look, UTC µs."""

    account: str
    number: str
    name: str
    address: str
    at_us: int


_NEWEST = select(access_log).order_by(access_log.c.entry.desc()).limit(_LOOKS_READ).subquery()
_LOOKS = (
    select(_NEWEST.c.subject_key, _NEWEST.c.at_us)
    .where(
        _NEWEST.c.person == bindparam("person"),
        _NEWEST.c.action == Access.LOOKED.value,
        _NEWEST.c.subject_kind == "account",
    )
    .order_by(_NEWEST.c.entry.desc())
)


def recent_accounts(services: Services, session: Session, limit: int = LIMIT) -> list[RecentAccount]:
    """The newest first; accounts that the city's data no longer has are left out. Raises Refused(NOT_PERMITTED)."""
    require(session, Permission.ACCOUNT_SEE)
    with services.read() as reading:
        found: dict[str, RecentAccount] = {}
        for account, at_us in reading.journal.execute(_LOOKS, {"person": session.person_id}):
            if account in found:
                continue
            account_id = queries.find_account(reading.reference, queries.account_key(account))
            if account_id is not None:
                summary = queries.account_summary(reading.reference, account_id)
                address = ", ".join(part for part in (summary.street_address, summary.unit) if part)
                found[account] = RecentAccount(account, summary.number, summary.customer_name, address, at_us)
            if len(found) == limit:
                break
        return list(found.values())
