"""Facts in plain words: what happened, what each value of a body is called, and the values as people read them.

A kind or a name that nobody worded, of a newer program perhaps, is shown as it is written. A way such as
`lines.2.amount_cents` is "Line 2 · Amount".
"""

from datetime import date
from functools import cache

from app.clock import local_time
from app.money import format_cents
from printing.payments.receipt import tender_name
from printing.reports.fact_names import field_names
from resources.texts import locale_of, text_in

_TENDERS = ("cash", "check", "money_order", "card")


def kind_words(kind: str, language: str) -> str:
    """What happened."""
    return _kinds(language).get(kind, kind)


def way_words(way: str, language: str) -> str:
    """What a value of a body is called."""
    names = field_names(language)
    parts: list[str] = []
    for name in way.split("."):
        if name.isdigit() and parts:
            parts[-1] = f"{parts[-1]} {name}"
        else:
            parts.append(names.get(name, name.removesuffix("_cents").replace("_", " ").capitalize()))
    return " · ".join(parts)


def value_words(way: str, value: str | int | bool | None, language: str, time_zone: str) -> str:
    """A value as people read it; "" for nothing."""
    name = next((part for part in reversed(way.split(".")) if not part.isdigit()), "")
    if value is None:
        return ""
    if isinstance(value, bool):
        return text_in(language, "yes") if value else text_in(language, "no")
    if isinstance(value, int):
        if name.endswith("_us"):
            return f"{local_time(value, time_zone):%Y-%m-%d %H:%M:%S}"
        return format_cents(value) if name.endswith("_cents") else str(value)
    if name.endswith("_on"):
        return _day(value, language)
    return tender_name(language, value) if name in ("kind", "method") and value in _TENDERS else value


def _day(value: str, language: str) -> str:
    from babel.dates import format_date

    try:
        return format_date(date.fromisoformat(value), "d MMM y", locale=locale_of(language))
    except ValueError:
        return value


def check_words(check: str, language: str, *, holds: bool) -> str:
    """What a check of the chain found, by its name (`app.journal.verify_nearby.ChainCheck`)."""
    right, wrong = {
        "content": (
            text_in(language, "Its content gives its hash."),
            text_in(language, "Its content does not give its hash: it was changed after it was recorded."),
        ),
        "before": (
            text_in(language, "It names the hash of the fact before it."),
            text_in(
                language, "It does not name the hash of the fact before it: one of the two was changed or taken out."
            ),
        ),
        "after": (
            text_in(language, "The fact after it names its hash."),
            text_in(language, "The fact after it names another hash: one of the two was changed."),
        ),
        "signature": (
            text_in(language, "The device of its chain signed it."),
            text_in(language, "The signature is not that of the device of its chain."),
        ),
        "labels": (
            text_in(language, "It stands in its own place."),
            text_in(language, "It stands in a place that is not its own."),
        ),
        "postings": (
            text_in(language, "The books hold its postings."),
            text_in(language, "The books hold other postings than it says."),
        ),
    }[check]
    return right if holds else wrong


def newest_words(language: str) -> str:
    """Instead of what the fact after it says, where there is none."""
    return text_in(language, "It is the newest of its chain: no fact names its hash yet.")


@cache
def _kinds(language: str) -> dict[str, str]:
    return {
        "WorkstationSetUp": text_in(language, "Workstation set up"),
        "OfficeChanged": text_in(language, "Office changed"),
        "PersonAdded": text_in(language, "Person added"),
        "PersonChanged": text_in(language, "Person changed"),
        "PersonUnlocked": text_in(language, "Person let in again"),
        "NoteAdded": text_in(language, "Note written"),
        "ServiceAlertGiven": text_in(language, "Service alert given out"),
        "ServiceAlertEnded": text_in(language, "Service alert ended"),
        "ContactDetailsChanged": text_in(language, "Contact details changed"),
        "ValuesErased": text_in(language, "Words erased"),
        "ShiftOpened": text_in(language, "Shift opened"),
        "ShiftClosed": text_in(language, "Shift closed"),
        "ShiftRejected": text_in(language, "Close sent back"),
        "ShiftReopened": text_in(language, "Shift reopened"),
        "ShiftAccepted": text_in(language, "Accepted"),
        "ShiftHandedOver": text_in(language, "Handed over"),
        "ShiftSuspended": text_in(language, "Suspended"),
        "ShiftResumed": text_in(language, "Resumed"),
        "PaidIn": text_in(language, "Paid in"),
        "PaidOut": text_in(language, "Paid out"),
        "SafeDropped": text_in(language, "Safe drop"),
        "DrawerOpenedWithoutSale": text_in(language, "Opened without a sale"),
        "DrawerCounted": text_in(language, "Drawer counted"),
        "DrawerExpected": text_in(language, "What the count should find"),
        "CountDifference": text_in(language, "Difference of a count"),
        "SafeBagsReceived": text_in(language, "Bags into the safe"),
        "SafeBagsGivenBack": text_in(language, "Bags given back"),
        "SafeMoved": text_in(language, "Cash of the safe moved"),
        "SafeCounted": text_in(language, "Safe counted"),
        "SafeDiscrepancyRecorded": text_in(language, "Difference of the safe"),
        "BankDepositPrepared": text_in(language, "Bank deposit prepared"),
        "BankDepositVerified": text_in(language, "Bank deposit verified"),
        "BankDepositSent": text_in(language, "Bank deposit sent"),
        "BankDepositConfirmed": text_in(language, "Bank deposit confirmed"),
        "BankDepositRejected": text_in(language, "Bank deposit rejected"),
        "ApprovalRequested": text_in(language, "Approval asked for"),
        "ApprovalGiven": text_in(language, "Approval given"),
        "ApprovalDeclined": text_in(language, "Approval declined"),
        "ApprovalAskedBack": text_in(language, "Question about an approval"),
        "ApprovalAnswered": text_in(language, "Answer about an approval"),
        "ApprovalWithdrawn": text_in(language, "Approval not wanted any more"),
        "PaymentTaken": text_in(language, "Receipt"),
        "PaymentVoided": text_in(language, "Voided receipt"),
        "ReceiptCopied": text_in(language, "Receipt printed again"),
        "StampOrdered": text_in(language, "Check or stub stamped"),
        "PaymentReturned": text_in(language, "Returned payment"),
        "ReturnLetterSent": text_in(language, "Letter about a return sent"),
        "CashOnlyLifted": text_in(language, "Cash only ended early"),
        "SlipCopied": text_in(language, "Slip printed again"),
        "ReturnFileLoaded": text_in(language, "Bank's return file loaded"),
        "PaymentRefunded": text_in(language, "Refund"),
        "PaymentMoved": text_in(language, "Moved to another account"),
        "TenderCorrected": text_in(language, "Tender put right"),
        "BatchExported": text_in(language, "Batch exported"),
        "IdentityMapped": text_in(language, "Own people and accounts compared with the city's"),
        "ConflictSettled": text_in(language, "Conflict between counters settled"),
    }
