"""What the window calls services, kinds of account, alerts, channels and what happened; one place for all."""

from dataclasses import dataclass

from app.accounts.types import (
    AccountClass,
    AccountStatus,
    AccountSummary,
    Alert,
    AlertKind,
    ChargeKind,
    ReceiptChannel,
    ServiceCategory,
)
from app.payments.account_activity import Activity, ActivityKind
from printing.payments.receipt import service_category, tender_name
from printing.payments.undo_slip import undo_reason
from resources.texts import current_language, text
from ui.dates import day_words
from ui.widgets.tag import Tone


@dataclass(frozen=True)
class AlertWords:
    """How an alert stands on the page: the fact in its colour, the rest beside it."""

    tone: Tone
    icon: str
    fact: str
    rest: str


def service_name(category: ServiceCategory) -> str:
    """ "Electric", "Solid waste" …, as on paper."""
    return text("Other") if category is ServiceCategory.OTHER else service_category(current_language(), category)


def tender_words(kind: str) -> str:
    """ "cash", "money order" …, inside a sentence."""
    name = tender_name(current_language(), kind)
    return name[:1].lower() + name[1:]


def class_name(account_class: AccountClass) -> str:
    """ "Residential" …"""
    return {
        AccountClass.RESIDENTIAL: text("Residential"),
        AccountClass.COMMERCIAL: text("Commercial"),
        AccountClass.MULTI_UNIT: text("Multi-unit"),
    }[account_class]


def status_words(summary: AccountSummary) -> tuple[str, Tone]:
    """What stands beside the name, and its tone: "Active since 2019"."""
    opened = summary.opened_on.year if summary.opened_on else None
    if summary.status is AccountStatus.ACTIVE:
        return (text("Active since {year}", year=opened) if opened else text("Active")), "good"
    if summary.status is AccountStatus.PENDING:
        return text("Not active yet"), "plain"
    if summary.status is AccountStatus.FINAL:
        return text("Final bill"), "warn"
    closed = day_words(summary.closed_on) if summary.closed_on else ""
    return (text("Closed {day}", day=closed) if closed else text("Closed")), "plain"


_ALERT_LOOKS: dict[AlertKind, tuple[Tone, str]] = {
    AlertKind.CASH_ONLY: ("warn", "warning"),
    AlertKind.BANKRUPTCY_STAY: ("bad", "scale"),
    AlertKind.LIFE_SUPPORT: ("bad", "heart"),
    AlertKind.CUT_ORDER: ("bad", "bad"),
    AlertKind.DISPUTE: ("warn", "scale"),
    AlertKind.SAFETY: ("warn", "warning"),
    AlertKind.IDENTITY: ("warn", "user"),
    AlertKind.RETURNED_PAYMENT: ("warn", "undo"),
}


def alert_words(alert: Alert) -> AlertWords:
    """How an alert in force is said."""
    tone, icon = _ALERT_LOOKS[alert.kind]
    return AlertWords(tone, icon, _alert_fact(alert), alert.detail or _followed(alert))


def _followed(alert: Alert) -> str:
    """What followed a payment that was returned here."""
    parts = []
    if alert.letter_on is not None:
        parts.append(text("Letter sent {day}.", day=day_words(alert.letter_on)))
    if alert.lifted_on is not None:
        parts.append(text("Cash only ended early, {day}.", day=day_words(alert.lifted_on)))
    return " ".join(parts)


def _alert_fact(alert: Alert) -> str:
    until = day_words(alert.ends_on) if alert.ends_on else ""
    match alert.kind:
        case AlertKind.CASH_ONLY:
            return text("Cash only until {day}.", day=until) if until else text("Cash only.")
        case AlertKind.BANKRUPTCY_STAY:
            return text("Bankruptcy stay since {day}.", day=day_words(alert.starts_on))
        case AlertKind.LIFE_SUPPORT:
            return text("Life support at this address.")
        case AlertKind.CUT_ORDER:
            return text("Cut order since {day}.", day=day_words(alert.starts_on))
        case AlertKind.DISPUTE:
            return text("In dispute since {day}.", day=day_words(alert.starts_on))
        case AlertKind.SAFETY:
            return text("Take care at this address.")
        case AlertKind.IDENTITY:
            return text("Check who this is.")
        case AlertKind.RETURNED_PAYMENT:
            return text("A payment was returned on {day}.", day=day_words(alert.starts_on))


def channel_name(channel: ReceiptChannel) -> str:
    """Where a payment was taken that this program did not take."""
    return {
        ReceiptChannel.WEB: text("Web"),
        ReceiptChannel.MAIL: text("Mail"),
        ReceiptChannel.LOCKBOX: text("Lockbox"),
        ReceiptChannel.BANK: text("Bank"),
        ReceiptChannel.PHONE: text("Telephone"),
        ReceiptChannel.COUNTER: text("A city counter"),
    }[channel]


def charge_name(kind: ChargeKind, category: ServiceCategory, description: str) -> str:
    """What a line of a bill is called."""
    if description:
        return description
    service = service_name(category)
    match kind:
        case ChargeKind.CHARGE:
            return service
        case ChargeKind.FEE:
            return text("{service}, fee", service=service)
        case ChargeKind.LOAN:
            return text("{service}, loan", service=service)
        case ChargeKind.DEPOSIT:
            return text("Deposit")
        case ChargeKind.CORRECTION:
            return text("{service}, correction", service=service)
        case ChargeKind.PREVIOUS_BALANCE:
            return text("Balance before, not counted again")


def void_reason(reason: str) -> str:
    """Why a receipt was undone."""
    known = {
        "wrong_account": text("wrong account"),
        "wrong_amount": text("wrong amount"),
        "wrong_tender": text("wrong tender"),
        "customer_changed_mind": text("customer changed their mind"),
        "entered_twice": text("entered twice"),
    }
    return known.get(reason, reason.replace("_", " "))


def undo_words(reason: str) -> str:
    """Why a payment was given back or put right, inside a sentence."""
    words = undo_reason(reason, current_language())
    return words[:1].lower() + words[1:]


def activity_words(row: Activity) -> str:
    """What happened: "Payment, cash"."""
    match row.kind:
        case ActivityKind.OPENING:
            return text("Balance brought forward")
        case ActivityKind.BILL:
            return text("Bill")
        case ActivityKind.OUTSIDE_RECEIPT:
            return text("Paid, came back") if row.undone else text("Payment")
        case ActivityKind.OUTSIDE_RETURN:
            return text("Payment returned")
        case ActivityKind.PAYMENT:
            tenders = ", ".join(tender_words(kind) for kind in row.tenders)
            if row.undone:
                return text("Voided, {tenders}", tenders=tenders)
            return text("Payment, {tenders}", tenders=tenders)
        case ActivityKind.VOID:
            return text("Void, {reason}", reason=void_reason(row.reason))
        case ActivityKind.RETURN:
            return text("Payment returned, {reason}", reason=row.reason.replace("_", " "))
        case ActivityKind.REFUND:
            return text("Refund, {reason}", reason=undo_words(row.reason))
        case ActivityKind.MOVE:
            if row.amount_cents < 0:
                return text("Payment moved here, {reason}", reason=undo_words(row.reason))
            return text("Payment moved away, {reason}", reason=undo_words(row.reason))
        case ActivityKind.OTHER:
            return text("Entry of a newer version")


def capital(words: str) -> str:
    """With a capital at the beginning: a choice, a cell."""
    return words[:1].upper() + words[1:]
