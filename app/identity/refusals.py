"""Why something about people is refused: one ordered list for sign-in, PINs, people and unlocking."""

from enum import StrEnum


class IdentityRefusal(StrEnum):
    """In the order in which they are tested.

    WRONG_PIN and WRONG_PASSWORD also stand for a person who is not there or no longer works here, so that the answer
    does not tell which.
    """

    NOT_PERMITTED = "not_permitted"
    ALREADY_SET_UP = "already_set_up"
    PERSON_UNKNOWN = "person_unknown"
    NAME_MISSING = "name_missing"
    NAME_TOO_LONG = "name_too_long"
    NAME_CHARACTERS = "name_characters"
    NAME_TAKEN = "name_taken"
    ROLE_MISSING = "role_missing"
    ROLE_UNKNOWN = "role_unknown"
    LAST_ADMINISTRATOR = "last_administrator"
    PASSWORD_TOO_LONG = "password_too_long"  # noqa: S105 - the name of a refusal
    PASSWORD_TOO_SHORT = "password_too_short"  # noqa: S105 - the name of a refusal
    PASSWORD_CHARACTERS = "password_characters"  # noqa: S105 - the name of a refusal
    PASSWORD_TOO_SIMPLE = "password_too_simple"  # noqa: S105 - the name of a refusal
    PIN_TOO_LONG = "pin_too_long"
    PIN_NOT_DIGITS = "pin_not_digits"
    PIN_TOO_SHORT = "pin_too_short"
    PIN_TOO_COMMON = "pin_too_common"
    PIN_UNCHANGED = "pin_unchanged"
    PIN_NOT_SET = "pin_not_set"
    LOCKED = "locked"
    WRONG_PIN = "wrong_pin"
    WRONG_PASSWORD = "wrong_password"  # noqa: S105 - the name of a refusal
    NOT_LOCKED = "not_locked"
    OWN_LOCK = "own_lock"
    NO_RECOVERY_CODE = "no_recovery_code"
    CHALLENGE_GONE = "challenge_gone"
    WRONG_RESPONSE = "wrong_response"
