"""The last person locked out, a telephone and the recovery code."""

from collections.abc import Callable
from functools import partial

import pytest

from app.identity.demo_people import BRANDT, OKAFOR
from app.identity.recovery_unlock import keep_unlock_key, unlock_challenge, unlock_response, unlock_with_response
from app.identity.refusals import IdentityRefusal
from app.identity.sign_in import sign_in
from app.store.recovery import RecoveryCode, RecoveryRefusal
from tests.factories.outcomes import refused
from tests.factories.people import Office

RECOVERY_CODE = RecoveryCode(bytes(range(20))).text
ANOTHER_CODE = RecoveryCode(bytes(range(1, 21))).text


@pytest.fixture
def locked(office: Office) -> Office:
    office.fail(BRANDT, 10)
    with office.services.plain_work() as work:
        keep_unlock_key(work.connection, "A2", RECOVERY_CODE)
        work.commit()
    return office


def test_the_response_unlocks_once(locked: Office) -> None:
    challenge = unlock_challenge(locked.services, locked.id_of(BRANDT))
    assert len(challenge) == 9
    response = unlock_response(RECOVERY_CODE, "A2", challenge)
    unlock_with_response(locked.services, challenge, response)
    assert sign_in(locked.services, locked.id_of(BRANDT), BRANDT.pin)
    again = refused(lambda: unlock_with_response(locked.services, challenge, response))
    assert again is IdentityRefusal.CHALLENGE_GONE


def test_codes_may_be_typed_as_people_type_them(locked: Office) -> None:
    challenge = unlock_challenge(locked.services, locked.id_of(BRANDT)).lower().replace("-", " ")
    response = unlock_response(RECOVERY_CODE.lower().replace("-", " "), "A2", challenge)
    unlock_with_response(locked.services, f" {challenge} ", response.lower())


def test_the_response_belongs_to_code_workstation_and_challenge() -> None:
    right = unlock_response(RECOVERY_CODE, "A2", "K7QF-3MWD")
    assert len({
        right,
        unlock_response(ANOTHER_CODE, "A2", "K7QF-3MWD"),
        unlock_response(RECOVERY_CODE, "B1", "K7QF-3MWD"),
        unlock_response(RECOVERY_CODE, "A2", "K7QF-3MWE"),
    }) == 4  # fmt: skip


def test_five_wrong_responses_end_a_challenge(locked: Office) -> None:
    challenge = unlock_challenge(locked.services, locked.id_of(BRANDT))
    for wrong in ("", "ABCD-EFGH", "\0" * 8, "é" * 8, "x" * 10_000_000):
        code = refused(partial(unlock_with_response, locked.services, challenge, wrong))
        assert code is IdentityRefusal.WRONG_RESPONSE
    right = unlock_response(RECOVERY_CODE, "A2", challenge)
    gone = refused(lambda: unlock_with_response(locked.services, challenge, right))
    assert gone is IdentityRefusal.CHALLENGE_GONE


def test_a_challenge_ends_after_a_day_and_with_the_next_one(locked: Office) -> None:
    first = unlock_challenge(locked.services, locked.id_of(BRANDT))
    second = unlock_challenge(locked.services, locked.id_of(BRANDT))
    for challenge in (first, second):
        locked.clock.advance(0 if challenge is first else 24 * 3600)
        response = unlock_response(RECOVERY_CODE, "A2", challenge)
        code = refused(partial(unlock_with_response, locked.services, challenge, response))
        assert code is IdentityRefusal.CHALLENGE_GONE


def test_a_mistyped_recovery_code_is_said() -> None:
    mistyped = RECOVERY_CODE[:-1] + ("0" if RECOVERY_CODE[-1] != "0" else "1")
    assert refused(lambda: unlock_response(mistyped, "A2", "K7QF-3MWD")) is RecoveryRefusal.CODE_MISTYPED


WRONG_CHALLENGES: dict[IdentityRefusal, Callable[[Office], object]] = {
    IdentityRefusal.PERSON_UNKNOWN: lambda office: unlock_challenge(office.services, "nobody"),
    IdentityRefusal.NOT_LOCKED: lambda office: unlock_challenge(office.services, office.id_of(OKAFOR)),
    IdentityRefusal.NO_RECOVERY_CODE: lambda office: unlock_challenge(
        office.fail(OKAFOR, 10).services, office.id_of(OKAFOR)
    ),
}


@pytest.mark.parametrize("code", WRONG_CHALLENGES)
def test_refusals_of_a_challenge(office: Office, code: IdentityRefusal) -> None:
    assert refused(lambda: WRONG_CHALLENGES[code](office)) is code


def test_without_a_recovery_code_no_response_is_right(office: Office) -> None:
    code = refused(lambda: unlock_with_response(office.services, "K7QF-3MWD", "K7QF-3MWD"))
    assert code is IdentityRefusal.NO_RECOVERY_CODE


def test_without_a_challenge_no_response_is_right(locked: Office) -> None:
    code = refused(lambda: unlock_with_response(locked.services, "", unlock_response(RECOVERY_CODE, "A2", "")))
    assert code is IdentityRefusal.CHALLENGE_GONE
