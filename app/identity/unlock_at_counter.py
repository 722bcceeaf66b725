"""A supervisor steps up to the counter and unlocks a person with their own PIN; nobody's session is changed by it."""

from app.identity.lockout import unlock
from app.identity.permissions import Permission
from app.identity.queries import people_to_sign_in, today
from app.identity.rules import permissions_of, roles
from app.identity.sign_in import sign_in
from app.identity.types import Person
from app.workplace import Services


def unlock_at_counter(services: Services, supervisor_id: str, pin: str, person_id: str) -> None:
    """Unlocks `person_id` by the PIN of somebody who may. Not on the writer lane.

    Raises Refused: those of signing in for the supervisor, then NOT_PERMITTED, PERSON_UNKNOWN, NOT_LOCKED, OWN_LOCK.
    """
    unlock(services, sign_in(services, supervisor_id, pin), person_id)


def who_can_unlock(services: Services, person_id: str) -> list[Person]:
    """Those who may unlock this person here and now: with the permission, a PIN, and not locked themselves."""
    known = roles(services.policies, today(services))
    return [
        one
        for one in people_to_sign_in(services)
        if one.person_id != person_id
        and one.pin_set
        and not one.locked
        and Permission.PERSON_UNLOCK in permissions_of(one.roles, known)
    ]
