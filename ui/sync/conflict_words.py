"""What counters did to each other, in words: what happened, what to do, what can be decided."""

from app.accounts.contact_details import StandingChange
from app.accounts.contact_facts import ContactField
from app.money import format_cents
from app.sync.conflicts import ConflictKind, Decision
from app.sync.exceptions_page import OpenConflict
from resources.texts import text
from ui.accounts.contact_words import field_name, value_words
from ui.dates import seen_words
from ui.widgets.figures import Figure
from ui.widgets.table_data import NOTHING, Row, money


def kind_words(kind: ConflictKind) -> str:
    """What happened, in a table."""
    return {
        ConflictKind.CHARGE_PAID_TWICE: text("Same charge paid twice"),
        ConflictKind.REFUND_TWICE: text("Refunded twice"),
        ConflictKind.CLOSED_ACCOUNT_PAID: text("Paid on a closed account"),
        ConflictKind.CONTACT_EDITED_TWICE: text("Contact edited twice"),
    }[kind]


def next_step(kind: ConflictKind) -> str:
    """What happened and what to do about it, in two sentences."""
    return {
        ConflictKind.CHARGE_PAID_TWICE: text(
            "Two counters took more for a charge than it is. The surplus stands as credit on the account: refund it, "
            "or leave it for the next bill."
        ),
        ConflictKind.REFUND_TWICE: text(
            "Two counters gave money back for the same line of a receipt. Claim the surplus back, or write it off."
        ),
        ConflictKind.CLOSED_ACCOUNT_PAID: text(
            "The city had closed this account when a counter took money for it. Refund it, or move it to the right "
            "account."
        ),
        ConflictKind.CONTACT_EDITED_TWICE: text(
            "Two counters changed the same detail of a customer without seeing each other. Settle opens the account: "
            "change the contact there and keep what holds."
        ),
    }[kind]


def decisions(kind: ConflictKind) -> tuple[tuple[Decision, str, str], ...]:
    """What a person may decide: decision, name, one line."""
    nothing = (Decision.NOT_A_CONFLICT, text("Nothing is wrong"), text("It was meant so"))
    refunded = (Decision.REFUNDED, text("It is refunded"), text("Record the refund first, with F6"))
    moved = (Decision.MOVED, text("It is moved"), text("Move the payment first, with F6"))
    return {
        ConflictKind.CHARGE_PAID_TWICE: (
            (Decision.LEFT_AS_CREDIT, text("Leave it as credit"), text("The next bill is paid from it")),
            refunded,
            moved,
            nothing,
        ),
        ConflictKind.REFUND_TWICE: (
            (Decision.CLAIMED_BACK, text("Claim it back"), text("The customer is asked to bring it back")),
            (Decision.WRITTEN_OFF, text("Write it off"), text("The city bears it")),
            nothing,
        ),
        ConflictKind.CLOSED_ACCOUNT_PAID: (refunded, moved, nothing),
        ConflictKind.CONTACT_EDITED_TWICE: (),
    }[kind]


def conflict_row(each: OpenConflict, time_zone: str, now_us: int) -> Row:
    """Since, what, account, where, amount."""
    since = seen_words(each.since_us, time_zone, now_us) if each.since_us is not None else NOTHING
    account = " ".join(part for part in (each.account_number, each.customer_name) if part) or NOTHING
    where = ", ".join(each.where)
    amount = money(each.conflict.amount_cents) if each.conflict.amount_cents else NOTHING
    cells = (since, kind_words(each.conflict.kind), account, where, amount)
    return Row(each.conflict.key, cells)


def part_figures(each: OpenConflict, time_zone: str, now_us: int) -> list[Figure]:
    """What made it, oldest first, then the amount in question; of a contact, what each counter wrote."""
    if each.conflict.kind is ConflictKind.CONTACT_EDITED_TWICE:
        field = ContactField(each.conflict.detail)
        return [_written(field, change, time_zone, now_us) for change in each.conflict.contact]
    found = [
        Figure(
            part.receipt_number or text("Workstation {code}", code=part.workstation),
            seen_words(part.at_us, time_zone, now_us) if part.at_us is not None else text("another office"),
        )
        for part in each.parts
    ]
    return [*found, Figure(text("In question"), format_cents(each.conflict.amount_cents), total=True)]


def _written(field: ContactField, change: StandingChange, time_zone: str, now_us: int) -> Figure:
    value = value_words(field, change.value) if change.value is not None else text("not here")
    when = seen_words(change.at_us, time_zone, now_us)
    return Figure(f"{field_name(field)}: {value}", f"{change.workstation} · {when}")
