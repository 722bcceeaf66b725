"""What a signed-in person may do. Roles give permissions (resources/policies/roles.toml); rules ask for one by name."""

from dataclasses import dataclass, field
from enum import StrEnum

from app.errors import Refused
from app.identity.refusals import IdentityRefusal


class Permission(StrEnum):
    """Everything that needs leave. The values stand in the roles policy."""

    PAYMENT_TAKE = "payment.take"
    PAYMENT_BACK_ENTRY = "payment.back_entry"
    PAYMENT_MISC = "payment.misc"
    PAYMENT_VOID = "payment.void"
    PAYMENT_REFUND = "payment.refund"
    PAYMENT_CORRECT = "payment.correct"
    PAYMENT_RETURN = "payment.return"
    PAYMENT_IDENTIFY = "payment.identify"
    TRANSIT_SELL = "transit.sell"
    DRAWER_OPEN_SHIFT = "drawer.open_shift"
    DRAWER_OPEN_WITHOUT_SALE = "drawer.open_without_sale"
    DRAWER_SEE_EXPECTED = "drawer.see_expected"
    DRAWER_PAY_IN_OUT = "drawer.pay_in_out"
    DRAWER_DROP = "drawer.drop"
    DRAWER_ACCEPT = "drawer.accept"
    DRAWER_SEE_ALL = "drawer.see_all"
    SAFE_USE = "safe.use"
    BANK_DEPOSIT_MAKE = "bank_deposit.make"
    BANK_DEPOSIT_SETTLE = "bank_deposit.settle"
    APPROVAL_GIVE = "approval.give"
    REPORT_SEE = "report.see"
    TAPE_SEE = "tape.see"
    RECEIPT_REPRINT = "receipt.reprint"
    ACCOUNT_SEE = "account.see"
    ACCOUNT_NOTE = "account.note"
    ACCOUNT_CONTACT = "account.contact"
    ACCOUNT_ERASE = "account.erase"
    PERSON_MANAGE = "person.manage"
    PERSON_UNLOCK = "person.unlock"
    OFFICE_CHANGE = "office.change"
    SETTINGS_CHANGE = "settings.change"
    EXPORT_MAKE = "export.make"
    TRANSIT_ALERT = "transit.alert"
    ACCESS_LOG_SEE = "access_log.see"


@dataclass(frozen=True)
class Session:
    """Who is signed in. The page keeps it while the person works; `signed_in_at_us` UTC microseconds."""

    person_id: str
    display_name: str = field(repr=False)
    initials: str = field(repr=False)
    role_title: str
    roles: tuple[str, ...]
    permissions: frozenset[Permission] = field(repr=False)
    signed_in_at_us: int


def may(session: Session, permission: Permission) -> bool:
    """Has this person the permission? For what a page shows; a rule calls `require`."""
    return permission in session.permissions


def require(session: Session, permission: Permission) -> None:
    """Raises Refused(NOT_PERMITTED) unless the person has the permission."""
    if not may(session, permission):
        raise Refused(IdentityRefusal.NOT_PERMITTED, permission=permission.value)
