"""What is true of a pass, in one sentence and what to do next."""

from dataclasses import dataclass

from app.transit.passes import Denied
from app.transit.verify_pass import PassCheck, Verdict
from resources.texts import text
from ui.dates import day_words
from ui.widgets.tag import Tone


@dataclass(frozen=True)
class VerdictWords:
    """The sentence, what to do next, and its tone."""

    tone: Tone
    sentence: str
    step: str


def verdict_words(check: PassCheck) -> VerdictWords:
    """The words for a pass that somebody scanned or typed."""
    if check.verdict is Verdict.DENIED and check.denied is not None:
        return VerdictWords("bad", *_denied(check.denied))
    return _words(check)


def _words(check: PassCheck) -> VerdictWords:
    first = day_words(check.first_on) if check.first_on is not None else ""
    last = day_words(check.last_on) if check.last_on is not None else ""
    return {
        Verdict.NOT_ONE: VerdictWords(
            "warn", text("This is no pass."), text("Scan the square code on the pass, or type the number under it.")
        ),
        Verdict.UNKNOWN: VerdictWords(
            "warn",
            text("This counter does not know the number."),
            text("Another office may have sold it. Scan its code: that can be verified without the sale."),
        ),
        Verdict.WRONG_KEY: VerdictWords(
            "bad",
            text("Wrong key: no counter known here signed this pass."),
            text("Another city's, an invented one, or of an office that is not known here. Ask where it is from."),
        ),
        Verdict.ALTERED: VerdictWords(
            "bad",
            text("Altered: the pass that was sold says something else."),
            text("Do not accept it. What was sold under its number stands below."),
        ),
        Verdict.FORGED: VerdictWords(
            "bad",
            text("Forged: the counter that it names did not sign it."),
            text("Do not accept it. Keep a note of who showed it, and tell a supervisor."),
        ),
        Verdict.NOT_YET: VerdictWords(
            "warn",
            text("Not active yet: it begins on {day}.", day=first),
            text("It is genuine. Until then it takes nobody."),
        ),
        Verdict.EXPIRED: VerdictWords(
            "bad", text("Expired: its last day was {day}.", day=last), text("It was genuine. A new one is sold at F9.")
        ),
        Verdict.VALID: VerdictWords(
            "good", text("Valid until {day}.", day=last), text("Genuine, and on no deny list known here.")
        ),
    }[check.verdict]


def _denied(reason: Denied) -> tuple[str, str]:
    return {
        Denied.VOIDED: (text("Denied: its receipt is void."), text("The money went back. Do not accept it.")),
        Denied.REFUNDED: (text("Denied: it was refunded."), text("The money went back. Do not accept it.")),
        Denied.REPLACED: (
            text("Denied: it was reported lost and replaced."),
            text("Only the new paper holds. Whoever shows this one may have found it."),
        ),
        Denied.RETURNED: (
            text("Denied: the bank returned its payment."),
            text("Do not accept it. The receipt says what is owed."),
        ),
    }[reason]
