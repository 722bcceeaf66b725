"""A supervisor steps up to the counter and unlocks a person with their own PIN; nobody's session is changed by it."""

from app.identity.lockout import unlock
from app.identity.sign_in import sign_in
from app.workplace import Services


def unlock_at_counter(services: Services, supervisor_id: str, pin: str, person_id: str) -> None:
    """Unlocks `person_id` by the PIN of somebody who may. Not on the writer lane.

    Raises Refused: those of signing in for the supervisor, then NOT_PERMITTED, PERSON_UNKNOWN, NOT_LOCKED, OWN_LOCK.
    """
    unlock(services, sign_in(services, supervisor_id, pin), person_id)
