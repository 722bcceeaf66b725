"""The sentences of what is refused about people and the second person (`ui.error_messages`)."""

from collections.abc import Callable

from app.identity.approvals import ApprovalRefusal
from app.identity.refusals import IdentityRefusal
from resources.texts import text

Wordings = dict[str, str]


def _identity() -> Wordings:
    code = IdentityRefusal
    return {
        code.NOT_PERMITTED: text("Your role does not allow this. Ask a lead cashier or a supervisor to do it."),
        code.ALREADY_SET_UP: text("Somebody works here already. Sign in instead."),
        code.PERSON_UNKNOWN: text("This person is not known here. Choose from the list."),
        code.NAME_MISSING: text("Type the name that receipts and lists show."),
        code.NAME_TOO_LONG: text("A name has {limit} characters at most. Shorten it."),
        code.NAME_CHARACTERS: text("This name holds signs that do not print. Type it by hand."),
        code.NAME_TAKEN: text("Somebody here has this name already. Add an initial."),
        code.ROLE_MISSING: text("Choose at least one role."),
        code.ROLE_UNKNOWN: text("The city's roles no longer have {role}. Choose another."),
        code.LAST_ADMINISTRATOR: text("Somebody must be able to manage people. Give that role to another first."),
        code.PASSWORD_TOO_LONG: text("That password is too long. Choose a shorter one."),
        code.PASSWORD_TOO_SHORT: text("That password is too short. Put a few words together."),
        code.PASSWORD_CHARACTERS: text("A password takes letters, digits, signs and spaces. Type it by hand."),
        code.PASSWORD_TOO_SIMPLE: text("That password is easy to guess. Put a few words together."),
        code.PIN_TOO_LONG: text("That PIN is too long. Choose a shorter one."),
        code.PIN_NOT_DIGITS: text("A PIN has digits only."),
        code.PIN_TOO_SHORT: text("That PIN is too short. Choose six digits or more."),
        code.PIN_TOO_COMMON: text("That PIN is easy to guess. Choose digits without a pattern."),
        code.PIN_UNCHANGED: text("That is the PIN you have. Choose another."),
        code.PIN_NOT_SET: text("This person has no PIN on this counter yet. They choose one with their password."),
        code.LOCKED: text("Too many wrong tries. A supervisor unlocks this person."),
        code.WRONG_PIN: text("That PIN is not right. Try again."),
        code.WRONG_PASSWORD: text("That password is not right. Try again."),
        code.NOT_LOCKED: text("This person is not locked. They can sign in."),
        code.OWN_LOCK: text("Nobody unlocks themselves. Ask a colleague who may."),
        code.NO_RECOVERY_CODE: text("This counter has no recovery code. Ask whoever manages people."),
        code.CHALLENGE_GONE: text("That code is no longer valid. Ask for a new one."),
        code.WRONG_RESPONSE: text("That answer does not fit. Have it read out again."),
    }


def _approval() -> Wordings:
    code = ApprovalRefusal
    return {
        code.SECOND_PERSON_MISSING: text("This needs a second person. They choose their name and type a PIN."),
        code.SECOND_PERSON_IS_THE_SAME: text("The second person must be somebody else. Ask a colleague."),
        code.SECOND_PERSON_MAY_NOT: text("{person} may not approve this. Ask a lead cashier or a supervisor."),
        code.OVER_LIMIT: text("{person} approves up to {limit_cents}. Ask somebody with a higher limit."),
        code.OVER_PENDING_LIMIT: text(
            "With nobody present this goes up to {limit_cents} only. Ask for an approval and wait for it."
        ),
    }


WORDINGS: dict[str, Callable[[], Wordings]] = {
    IdentityRefusal.__name__: _identity,
    ApprovalRefusal.__name__: _approval,
}
