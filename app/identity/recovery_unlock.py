"""The last person locked out: a challenge code read by telephone to whoever holds the city's recovery code.

The workstation keeps only a key derived from the recovery code (app/store/recovery.py), so opening its file does not
give the code away. The office computes the response with `civic-counter unlock-code`; challenge and response are eight
signs without look-alikes.
"""

import hmac
from typing import Any

from sqlalchemy import Connection, Row, select, update
from sqlalchemy.dialects.sqlite import insert

from app.clock import MICROSECONDS
from app.errors import Refused
from app.identity.lockout import known_person, record_unlock, refuse_unlocked
from app.identity.queries import today
from app.identity.refusals import IdentityRefusal
from app.identity.rules import secret_rules
from app.identity.tables import recovery_unlock
from app.store.recovery import RecoveryCode, derived_key
from app.workplace import Services

CODE_LENGTH = 8
WRONG_RESPONSES_MAX = 5
"""After these a challenge is gone and another one must be read out: 40 bits are never guessed in five tries."""
_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_TAG = b"civic-counter unlock 1"


def keep_unlock_key(connection: Connection, workstation: str, recovery_code: str) -> None:
    """Stores what checks responses, when the recovery code is made; the caller commits, on the writer lane."""
    row = {"only": 1, "unlock_key": _unlock_key(workstation, recovery_code), "failures": 0}
    connection.execute(insert(recovery_unlock).values(row).on_conflict_do_update(index_elements=["only"], set_=row))


def unlock_challenge(services: Services, person_id: str) -> str:
    """A new code to read out for a locked person, such as "K7QF-3MWD"; it replaces an earlier one.

    Raises Refused: PERSON_UNKNOWN, NOT_LOCKED, NO_RECOVERY_CODE.
    """
    challenge = _signs(services.ids.random_bytes(CODE_LENGTH))

    def record() -> None:
        with services.unit_of_work() as work:
            refuse_unlocked(services, known_person(work, person_id))
            _kept(work.connection)
            work.connection.execute(
                update(recovery_unlock).values(
                    challenge=challenge, person=person_id, made_at_us=services.clock.now_us(), failures=0
                )
            )
            work.commit()

    services.lanes.write_now(record)
    return _grouped(challenge)


def unlock_with_response(services: Services, challenge: str, response: str) -> None:
    """Unlocks the challenge's person. Raises Refused: NO_RECOVERY_CODE, CHALLENGE_GONE, WRONG_RESPONSE."""
    if not services.lanes.write_now(lambda: _answer(services, plain_code(challenge), plain_code(response))):
        raise Refused(IdentityRefusal.WRONG_RESPONSE)


def unlock_response(recovery_code: str, workstation: str, challenge: str) -> str:
    """What the holder of the recovery code reads back, such as "9TRE-W4KA". For `civic-counter unlock-code`.

    Raises Refused(RecoveryRefusal) for a mistyped recovery code.
    """
    return _grouped(_response(_unlock_key(workstation, recovery_code), plain_code(challenge)))


def plain_code(typed: str) -> str:
    """A code as it is compared: without spaces and hyphens, in capitals."""
    return "".join(sign for sign in typed[:200].upper() if sign.isalnum())


def _answer(services: Services, challenge: str, response: str) -> bool:
    """Unlocks, or counts a wrong response; either way it is durable before anybody hears of it."""
    with services.unit_of_work() as work:
        kept = _kept(work.connection)
        hours = secret_rules(services.policies, today(services)).unlock_challenge_hours
        gone_us = services.clock.now_us() - hours * 3600 * MICROSECONDS
        open_now = kept.challenge is not None and kept.failures < WRONG_RESPONSES_MAX and kept.made_at_us > gone_us
        if not open_now or not hmac.compare_digest(kept.challenge.encode(), challenge.encode()):
            raise Refused(IdentityRefusal.CHALLENGE_GONE)
        right = hmac.compare_digest(_response(kept.unlock_key, challenge).encode(), response.encode())
        if right:
            record_unlock(work, kept.person, "recovery_code", None)
        after = {"challenge": None} if right else {"failures": kept.failures + 1}
        work.connection.execute(update(recovery_unlock).values(after))
        work.commit()
    return right


def _kept(connection: Connection) -> Row[Any]:
    found = connection.execute(select(recovery_unlock)).first()
    if found is None:
        raise Refused(IdentityRefusal.NO_RECOVERY_CODE)
    return found


def _unlock_key(workstation: str, recovery_code: str) -> bytes:
    return derived_key(RecoveryCode.parse(recovery_code).secret, workstation.encode(), _TAG)


def _response(unlock_key: bytes, challenge: str) -> str:
    return _signs(hmac.digest(unlock_key, challenge.encode(), "sha256")[:CODE_LENGTH])


def _signs(chosen: bytes) -> str:
    return "".join(_SIGNS[byte % len(_SIGNS)] for byte in chosen)


def _grouped(code: str) -> str:
    return f"{code[:4]}-{code[4:]}"
