"""What reports are called on screen, paper and in files: titles, sections, columns, codes and cells.

Codes that nobody worded are shown as they are, so that a fact of a newer program can still be read.
"""

from datetime import date

from app.clock import local_time
from app.money import format_cents
from app.reports.report import Cell, ColumnKind, Question, ReportColumn, ReportKind
from printing.payments.receipt import tender_name
from printing.payments.undo_slip import undo_reason
from printing.reports.fact_words import kind_words
from printing.reports.ledger_words import ledger_words
from resources.texts import locale_of, text_in


def report_title(kind: ReportKind, language: str) -> str:
    """What a report is called."""
    return {
        ReportKind.X: text_in(language, "X report"),
        ReportKind.Z: text_in(language, "Z report"),
        ReportKind.DAY_CLOSE: text_in(language, "Day close"),
        ReportKind.CASHIER_LIST: text_in(language, "Cashier's list"),
        ReportKind.OVER_SHORT: text_in(language, "Over and short"),
        ReportKind.TENDER_LIST: text_in(language, "Tender list"),
        ReportKind.LEDGER: text_in(language, "GL summary"),
        ReportKind.EXCEPTIONS: text_in(language, "Exceptions"),
        ReportKind.POSTINGS: text_in(language, "Postings"),
        ReportKind.ENTRY: text_in(language, "Entry"),
    }[kind]


def section_title(name: str, language: str) -> str:
    """What a section is called."""
    return {
        "by_cashier": text_in(language, "By cashier and day"),
        "receipts": text_in(language, "Receipts"),
        "by_tender": text_in(language, "By tender"),
        "tenders": text_in(language, "Tenders"),
        "ledger": text_in(language, "By ledger account"),
        "postings": text_in(language, "Postings"),
        "by_exception": text_in(language, "Exceptions by kind"),
        "exceptions": text_in(language, "Exceptions"),
        "by_person": text_in(language, "By cashier"),
        "by_drawer": text_in(language, "By drawer"),
        "closes": text_in(language, "Closes"),
        "elsewhere": text_in(language, "Over and short of no drawer"),
        "shifts": text_in(language, "Shifts"),
        "movements": text_in(language, "Between the receipts"),
        "expected": text_in(language, "Expected and counted"),
        "deposits": text_in(language, "Bank deposits"),
    }.get(name, name)


def column_title(name: str, language: str) -> str:
    """What a column or a figure of the head is called."""
    return {
        "account": text_in(language, "Account"),
        "amount": text_in(language, "Amount"),
        "bag": text_in(language, "Bag"),
        "business_date": text_in(language, "Business date"),
        "cash": text_in(language, "Cash"),
        "cashier": text_in(language, "Cashier"),
        "checks": text_in(language, "Checks"),
        "closed_by": text_in(language, "Closed by"),
        "closes": text_in(language, "Closes"),
        "concerns": text_in(language, "Concerns"),
        "counted": text_in(language, "Counted"),
        "credits": text_in(language, "Credits"),
        "debits": text_in(language, "Debits"),
        "deposit": text_in(language, "Bank deposit"),
        "deposit_state": text_in(language, "State"),
        "difference": text_in(language, "Difference"),
        "drawer": text_in(language, "Drawer"),
        "entry": text_in(language, "Entry"),
        "exception": text_in(language, "What"),
        "expected": text_in(language, "Expected"),
        "first_receipt": text_in(language, "First receipt"),
        "float": text_in(language, "Float at opening"),
        "float_back": text_in(language, "Float into its pouch"),
        "items": text_in(language, "How many"),
        "kind": text_in(language, "What"),
        "last_receipt": text_in(language, "Last receipt"),
        "ledger_account": text_in(language, "Ledger account"),
        "money_orders": text_in(language, "Money orders"),
        "net": text_in(language, "Net"),
        "number": text_in(language, "Number"),
        "opened": text_in(language, "Opened"),
        "over": text_in(language, "Over"),
        "paid_for": text_in(language, "For"),
        "person": text_in(language, "Who"),
        "reason": text_in(language, "Reason"),
        "receipt": text_in(language, "Receipt"),
        "receipts": text_in(language, "Receipts"),
        "short": text_in(language, "Short"),
        "state": text_in(language, "State"),
        "tender": text_in(language, "Tender"),
        "tenders": text_in(language, "Tenders"),
        "time": text_in(language, "Time"),
        "times_over": text_in(language, "Times over"),
        "times_short": text_in(language, "Times short"),
        "voided": text_in(language, "Voided"),
        "voids": text_in(language, "Voids"),
        "z_number": text_in(language, "Z report"),
    }.get(name, name)


def total_words(language: str) -> str:
    """What stands before a total."""
    return text_in(language, "Total")


def cell_words(column: ReportColumn, cell: Cell, language: str, time_zone: str) -> str:
    """A cell for people; "" for nothing."""
    if cell is None or cell == "":
        return ""
    match column.kind:
        case ColumnKind.MONEY:
            return format_cents(int(cell))
        case ColumnKind.DAY:
            return day_words(date.fromisoformat(str(cell)), language)
        case ColumnKind.MOMENT:
            return _moment(int(cell), language, time_zone)
        case ColumnKind.CODE:
            return code_words(column.name, str(cell), language)
        case _:
            return ledger_words(str(cell), language) if column.name == "ledger_account" else str(cell)


def day_words(day: date, language: str) -> str:
    """ "20 Nov 2026"."""
    from babel.dates import format_date

    return format_date(day, "d MMM y", locale=locale_of(language))


def dates_words(question: Question, language: str) -> str:
    """ "20 Nov 2026", or "1 Nov 2026 to 20 Nov 2026"."""
    first, last = day_words(question.from_on, language), day_words(question.to_on, language)
    return first if first == last else text_in(language, "{first} to {last}", first=first, last=last)


def of_words(question: Question, language: str) -> str:
    """What a question is narrowed to besides dates, drawer and person; "" for nothing."""
    match question.report:
        case ReportKind.TENDER_LIST:
            return tender_name(language, question.of) if question.of else ""
        case ReportKind.EXCEPTIONS:
            return code_words("exception", question.of, language) if question.of else ""
        case ReportKind.POSTINGS:
            return ledger_words(question.of, language)
        case _:
            return ""


def code_words(column: str, code: str, language: str) -> str:
    """A code of a column in words."""
    match column:
        case "tender":
            return tender_name(language, code)
        case "tenders":
            return ", ".join(tender_name(language, each) for each in code.split())
        case "paid_for":
            return ", ".join(_paid_for(each, language) for each in code.split(", "))
        case "reason":
            return _reason(code, language)
        case "kind":
            return kind_words(code, language)
    found = {"exception": _exceptions, "state": _states, "deposit_state": _deposit_states}
    return found[column](language).get(code, code) if column in found else code


def _paid_for(name: str, language: str) -> str:
    """An account's number or what the city calls it; money that nobody knew the account of has a code only."""
    return text_in(language, "Unidentified") if name == "suspense" else name


def _moment(at_us: int, language: str, time_zone: str) -> str:
    from babel.dates import format_datetime

    return format_datetime(local_time(at_us, time_zone), "d MMM HH:mm", locale=locale_of(language))


def _reason(code: str, language: str) -> str:
    words = {
        "change_wrong": text_in(language, "Change given wrongly"),
        "keyed_wrong": text_in(language, "Amount keyed wrongly"),
        "entered_twice": text_in(language, "Entered twice"),
        "not_in_hand": text_in(language, "Check or money order not found"),
        "counterfeit": text_in(language, "Counterfeit note kept"),
        "counted_wrong": text_in(language, "Counted wrongly"),
        "papers_missing": text_in(language, "A check or money order is missing"),
        "papers_found": text_in(language, "Something was found afterwards"),
        "closed_by_mistake": text_in(language, "Closed by mistake"),
        "give_change": text_in(language, "Change for a customer"),
        "check_content": text_in(language, "Look at what is in it"),
        "wrong_amount": text_in(language, "Wrong amount"),
        "customer_changed_mind": text_in(language, "The customer changed their mind"),
    }
    known = words.get(code) or undo_reason(code, language)
    return known[:1].upper() + known[1:]


def _exceptions(language: str) -> dict[str, str]:
    return {
        "void": text_in(language, "Voided receipt"),
        "refund": text_in(language, "Refund"),
        "account_corrected": text_in(language, "Moved to another account"),
        "tender_corrected": text_in(language, "Tender put right"),
        "no_sale": text_in(language, "Opened without a sale"),
        "back_entry": text_in(language, "Receipt entered afterwards"),
        "suspense": text_in(language, "Account unknown"),
        "card_unknown": text_in(language, "Card of unknown outcome"),
        "over_short": text_in(language, "Over or short"),
        "rejected": text_in(language, "Close sent back"),
        "reopened": text_in(language, "Shift reopened"),
        "approval_pending": text_in(language, "Difference not approved yet"),
        "late_arrival": text_in(language, "Late arrival"),
        "returned_payment": text_in(language, "Returned payment"),
        "unmatched_return": text_in(language, "Bank return without a check here"),
        "safe_discrepancy": text_in(language, "Difference of the safe"),
    }


def _states(language: str) -> dict[str, str]:
    return {
        "open": text_in(language, "Shift open"),
        "handed_over": text_in(language, "Shift open"),
        "resumed": text_in(language, "Shift open"),
        "suspended": text_in(language, "Suspended"),
        "closed": text_in(language, "To be accepted"),
        "rejected": text_in(language, "Sent back"),
        "reopened": text_in(language, "Reopened"),
        "accepted": text_in(language, "Accepted"),
    }


def _deposit_states(language: str) -> dict[str, str]:
    return {
        "prepared": text_in(language, "Prepared"),
        "verified": text_in(language, "Verified"),
        "sent": text_in(language, "Sent"),
        "confirmed": text_in(language, "Confirmed"),
        "rejected": text_in(language, "Rejected"),
    }
