"""What the inbox calls kinds of action, what is to be known of them, what they change, and where a request stands.

A workflow that can be asked for adds its kind to `_kinds`, and its own codes to the tables below.
"""

from collections.abc import Callable
from dataclasses import dataclass

from app.approvals.facts import RequestEvent
from app.approvals.inbox import NamedAnswer
from app.approvals.queries import Request, RequestState
from app.drawers.reasons import name_in
from app.identity.approvable import Detail, Effect
from app.money import format_cents
from printing.payments.undo_slip import undo_reason
from resources.texts import current_language, text
from ui.accounts.words import capital, tender_words, void_reason
from ui.dates import time_words
from ui.widgets.tag import Tone

MINUTE_US = 60 * 1_000_000


@dataclass(frozen=True)
class KindWords:
    """One kind: in the list, as a title, on the button that approves it, over its table, and what its reasons mean.

    `columns`: over the three amounts of its table.
    """

    icon: str
    name: str
    title: Callable[[str], str]
    approve: str
    changes: str
    reason: Callable[[str], str]
    columns: Callable[[], tuple[str, str, str]] = lambda: (text("Now"), text("Change"), text("After"))


def _kinds() -> dict[str, KindWords]:
    return {
        "void": KindWords(
            icon="undo",
            name=text("Void a payment"),
            title=lambda subject: text("Void receipt {number}", number=subject),
            approve=text("Approve void"),
            changes=text("What the void changes"),
            reason=void_reason,
        ),
        "refund": KindWords(
            icon="undo",
            name=text("Refund"),
            title=lambda subject: text("Refund of {number}", number=subject),
            approve=text("Approve refund"),
            changes=text("What the refund changes"),
            reason=_undo_reason,
        ),
        "correct_account": _move(
            text("Other account"), lambda subject: text("Other account, {number}", number=subject)
        ),
        "pay_in": _pay(text("Pay in"), lambda of: text("Pay in, drawer {drawer}", drawer=of), icon="plus"),
        "pay_out": _pay(text("Pay out"), lambda of: text("Pay out, drawer {drawer}", drawer=of), icon="minus"),
        "over_short": KindWords(
            icon="scale",
            name=text("Difference at close"),
            title=lambda subject: text("Difference of drawer {drawer}", drawer=subject),
            approve=text("Sign"),
            changes=text("What was counted"),
            reason=_as_it_is,
            columns=lambda: (text("Expected"), text("Difference"), text("Counted")),
        ),
        "safe_difference": KindWords(
            icon="scale",
            name=text("Difference of the safe"),
            title=lambda _subject: text("Difference of the safe"),
            approve=text("Approve entry"),
            changes=text("What the entry changes"),
            reason=_as_it_is,
        ),
        "identify": _move(text("Identify a payment"), lambda subject: text("Identify {number}", number=subject)),
        "correct_tender": KindWords(
            icon="edit",
            name=text("Other tender"),
            title=lambda subject: text("Other tender, {number}", number=subject),
            approve=text("Approve correction"),
            changes=text("What the correction changes"),
            reason=_undo_reason,
        ),
    }


def _pay(name: str, title: Callable[[str], str], *, icon: str) -> KindWords:
    return KindWords(
        icon=icon,
        name=name,
        title=title,
        approve=text("Approve it"),
        changes=text("What it changes"),
        reason=_as_it_is,
    )


def _move(name: str, title: Callable[[str], str]) -> KindWords:
    return KindWords(
        icon="arrow-right",
        name=name,
        title=title,
        approve=text("Approve correction"),
        changes=text("What the correction changes"),
        reason=_undo_reason,
    )


def _undo_reason(code: str) -> str:
    return undo_reason(code, current_language())


def kind_words(kind: str) -> KindWords:
    """A kind's words; one of a newer program by its code."""
    name = capital(kind.replace("_", " "))
    plain = KindWords(
        "other", name, lambda subject: f"{name} {subject}", text("Approve"), text("What it changes"), _as_it_is
    )
    return _kinds().get(kind, plain)


def _as_it_is(code: str) -> str:
    return code.replace("_", " ")


def detail_words(detail: Detail, time_zone: str) -> tuple[str, str]:
    """(what it is called, its value)."""
    names = {
        "taken": text("Taken"),
        "paid_cash": text("Paid in cash"),
        "paid_check": text("Paid by check"),
        "paid_money_order": text("Paid by money order"),
        "paid_card": text("Paid by card"),
        "account": text("Account"),
        "drawer": text("Drawer"),
        "ledger_account": text("Ledger account"),
        "cashier": text("Cashier"),
        "over": text("Over"),
        "short": text("Short"),
        "sealed_bag": text("Sealed bag"),
        "goes_back_cash": text("Goes back in cash"),
        "goes_back_card": text("Goes back to the card"),
        "goes_back_check_request": text("Goes back by city check"),
        "from_account": text("From account"),
        "to_account": text("To account"),
        "entered_as": text("Entered as"),
        "truly_was": text("Truly was"),
        "number": text("Number"),
        "voids_in_shift": text("Voids in this shift"),
    }
    if detail.cents is not None:
        value = format_cents(detail.cents)
    elif detail.at_us is not None:
        value = time_words(detail.at_us, time_zone)
    elif detail.count is not None:
        value = str(detail.count)
    elif detail.tender:
        value = capital(tender_words(detail.tender))
    elif detail.what == "ledger_account" and detail.words == "safe":
        value = text("Safe")
    else:
        value = detail.words
    return names.get(detail.what, capital(_as_it_is(detail.what))), value


def effect_words(effect: Effect) -> str:
    """The row's head in the table of what changes."""
    names = {
        "balance": text("Balance of {of}", of=effect.of),
        "drawer_cash": text("Cash expected in drawer {of}", of=effect.of),
        "drawer_check": text("Checks expected in drawer {of}", of=effect.of),
        "drawer_money_order": text("Money orders expected in drawer {of}", of=effect.of),
        "drawer_card": text("Cards to be settled from drawer {of}", of=effect.of),
        "counted_cash": text("Cash of drawer {of}", of=effect.of),
        "counted_check": text("Checks of drawer {of}", of=effect.of),
        "counted_money_order": text("Money orders of drawer {of}", of=effect.of),
        "safe_cash": text("Cash in the safe"),
        "payments_in_shift": text("Payments in this shift at {of}", of=effect.of),
    }
    return names.get(effect.what, f"{capital(_as_it_is(effect.what))} {effect.of}".strip())


def amount_words(effect: Effect, value: int, *, signed: bool = False) -> str:
    """An amount, or how many; a change shows its sign."""
    words = str(abs(value)) if effect.counted else format_cents(abs(value))
    sign = "−" if value < 0 else "+" if signed and value > 0 else ""
    return f"{sign}{words}"


def check_words(code: str) -> str:
    """A check that passes, inside a sentence; or a doubt."""
    names = {
        "same_shift": text("the same shift"),
        "same_drawer": text("the same drawer"),
        "drawer_short": text("The drawer does not hold that much any more. Count before you sign."),
    }
    return names.get(code, _as_it_is(code))


def state_words(request: Request, now_us: int) -> tuple[str, Tone, str]:
    """(words, tone, icon) of where a request stands; while it waits, for how long."""
    minutes = max(now_us - request.asked_at_us, 0) // MINUTE_US
    waiting = text("Waiting {minutes} min", minutes=minutes) if minutes < 120 else text("Waiting")
    words: dict[RequestState, tuple[str, Tone, str]] = {
        RequestState.WAITING: (waiting, "warn", "clock"),
        RequestState.ASKED_BACK: (text("Asked back"), "warn", "help"),
        RequestState.UNSIGNED: (text("Not signed yet"), "warn", "warning"),
        RequestState.GIVEN: (text("Approved"), "good", "good"),
        RequestState.DONE: (text("Approved and done"), "good", "good"),
        RequestState.DECLINED: (text("Declined"), "bad", "bad"),
        RequestState.WITHDRAWN: (text("Withdrawn"), "plain", ""),
        RequestState.EXPIRED: (text("Expired with its shift"), "plain", ""),
    }
    return words[request.state]


def answer_words(answer: NamedAnswer, time_zone: str) -> str:
    """What somebody answered, in one line: who, when, what."""
    words = {
        RequestEvent.GIVEN: text("approved"),
        RequestEvent.DECLINED: text("declined"),
        RequestEvent.ASKED_BACK: text("asked back"),
        RequestEvent.ANSWERED: text("answered"),
        RequestEvent.WITHDRAWN: text("withdrew it"),
    }[answer.answer.event]
    at = time_words(answer.answer.at_us, time_zone)
    reason, note = name_in(answer.reason_names, current_language()), answer.answer.note or ""
    said = ". ".join(part for part in (reason, note) if part)
    line = text("{name} {did} at {time}", name=answer.person_name, did=words, time=at)
    return f"{line}: {said}" if said else line
