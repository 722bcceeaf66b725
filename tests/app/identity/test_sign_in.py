"""Signing in: who gets a session, who is refused and why, and what remains on the disk."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path

import pytest

from app.bootstrap import open_services
from app.errors import Refused
from app.identity.access_log import Access, read_access_log
from app.identity.attempts import keep_secret
from app.identity.demo_people import DEMO_PEOPLE, OKAFOR, REYES, TRAN
from app.identity.lockout import reset_pin
from app.identity.people import change_person
from app.identity.permissions import Permission
from app.identity.queries import find_person, people_to_sign_in
from app.identity.refusals import IdentityRefusal
from app.identity.rules import secret_rules
from app.identity.sign_in import change_password, change_pin, set_pin, sign_in
from app.identity.types import ChangePerson
from app.identity.verifiers import make_verifier
from app.policies import SHIPPED, Policies
from tests.factories.outcomes import refused
from tests.factories.people import Office, open_office
from tests.factories.workstation import fake_edges
from tests.fakes.keys import FakeKeyStore

NEW_PIN = "840571"
NEW_PASSWORD = "a quite different one"


def failures(office: Office, person_id: str) -> int:
    with office.services.read_journal() as connection:
        person = find_person(connection, person_id)
    assert person is not None
    return person.failures


def test_the_pin_opens_a_session(office: Office) -> None:
    session = sign_in(office.services, office.id_of(REYES), REYES.pin)
    assert (session.display_name, session.initials, session.role_title) == ("M. Reyes", "MR", "Lead cashier")
    assert session.roles == ("lead_cashier",)
    assert Permission.PAYMENT_TAKE in session.permissions
    assert Permission.PERSON_MANAGE not in session.permissions
    assert session.signed_in_at_us > 0


def test_every_person_of_the_demo_city_signs_in(office: Office) -> None:
    for demo in DEMO_PEOPLE:
        assert sign_in(office.services, office.id_of(demo), demo.pin).display_name == demo.display_name


def sign_in_after_a_reset(office: Office) -> None:
    reset_pin(office.services, office.supervisor(), office.id_of(OKAFOR))
    sign_in(office.services, office.id_of(OKAFOR), OKAFOR.pin)


WRONG_SIGN_INS: dict[IdentityRefusal, Callable[[Office], object]] = {
    IdentityRefusal.PIN_NOT_SET: sign_in_after_a_reset,
    IdentityRefusal.LOCKED: lambda office: sign_in(office.fail(OKAFOR, 10).services, office.id_of(OKAFOR), OKAFOR.pin),
    IdentityRefusal.WRONG_PIN: lambda office: sign_in(office.services, office.id_of(OKAFOR), REYES.pin),
}


@pytest.mark.parametrize("code", WRONG_SIGN_INS)
def test_refusals_of_a_sign_in(office: Office, code: IdentityRefusal) -> None:
    assert refused(lambda: WRONG_SIGN_INS[code](office)) is code


@pytest.mark.parametrize(
    "pin", ["", "27491", "2749133", "274913 ", "２７４９１３", "274913\0", "\u202e274913", "\ud800", "9" * 10_000_000]
)
def test_whatever_is_typed_is_a_wrong_pin(office: Office, pin: str) -> None:
    assert refused(lambda: sign_in(office.services, office.id_of(REYES), pin)) is IdentityRefusal.WRONG_PIN
    assert failures(office, office.id_of(REYES)) == 1


def test_the_same_answer_for_nobody_and_for_somebody_who_left(office: Office) -> None:
    change_person(office.services, office.supervisor(), ChangePerson(office.id_of(TRAN), active=False))
    for person_id, pin in ((office.id_of(REYES), "111119"), ("nobody", REYES.pin), (office.id_of(TRAN), TRAN.pin)):
        with pytest.raises(Refused) as caught:
            sign_in(office.services, person_id, pin)
        assert (caught.value.code, caught.value.values) == (IdentityRefusal.WRONG_PIN, {})


def test_ten_wrong_pins_lock_and_the_right_one_no_longer_opens(office: Office) -> None:
    codes = [refused(lambda: sign_in(office.services, office.id_of(OKAFOR), "839165")) for _ in range(10)]
    assert codes == [IdentityRefusal.WRONG_PIN] * 9 + [IdentityRefusal.LOCKED]
    right = refused(lambda: sign_in(office.services, office.id_of(OKAFOR), OKAFOR.pin))
    assert right is IdentityRefusal.LOCKED
    assert (
        refused(lambda: set_pin(office.services, office.id_of(OKAFOR), OKAFOR.password, NEW_PIN))
        is IdentityRefusal.LOCKED
    )
    assert [person.display_name for person in people_to_sign_in(office.services) if person.locked] == ["J. Okafor"]
    sign_in(office.services, office.id_of(REYES), REYES.pin)


def test_the_right_pin_at_the_tenth_try_sets_the_count_back(office: Office) -> None:
    office.fail(OKAFOR, 9)
    sign_in(office.services, office.id_of(OKAFOR), OKAFOR.pin)
    assert failures(office, office.id_of(OKAFOR)) == 0


def test_failures_and_locks_survive_a_restart(tmp_path: Path) -> None:
    office = open_office(tmp_path)
    office.fail(OKAFOR, 8)
    refused(lambda: sign_in(office.services, office.id_of(OKAFOR), "839165"))
    key = office.services.keys.load()
    office.services.close()
    edges = fake_edges(2)
    again = open_services(tmp_path, type(edges)(edges.clock, edges.ids, edges.policies, FakeKeyStore(key)))
    try:
        assert refused(lambda: sign_in(again, office.id_of(OKAFOR), "839165")) is IdentityRefusal.LOCKED
    finally:
        again.close()


def test_a_try_is_counted_before_the_secret_is_compared(office: Office) -> None:
    slow = replace(secret_rules(office.services.policies, date(2026, 11, 20)), argon2_passes=40)
    verifier = make_verifier(office.services, OKAFOR.pin, slow)
    with office.services.plain_work() as work:
        keep_secret(work.connection, office.id_of(OKAFOR), pin_verifier=verifier)
        work.commit()
    comparing = office.services.lanes.read(lambda: sign_in(office.services, office.id_of(OKAFOR), "839165"))
    while not failures(office, office.id_of(OKAFOR)):
        time.sleep(0.001)
    assert not comparing.future.done()
    assert refused(comparing.future.result) is IdentityRefusal.WRONG_PIN


def test_many_lanes_at_once_get_no_more_than_ten_tries(office: Office) -> None:
    def attempt() -> StrEnum:
        return refused(lambda: sign_in(office.services, office.id_of(OKAFOR), "839165"))

    tasks = [office.services.lanes.read(attempt) for _ in range(14)]
    codes = [task.future.result(30) for task in tasks]
    assert codes.count(IdentityRefusal.WRONG_PIN) <= 9
    assert failures(office, office.id_of(OKAFOR)) == 10


def test_a_sign_in_never_runs_on_the_writer_lane(office: Office) -> None:
    task = office.services.lanes.write(lambda: sign_in(office.services, office.id_of(REYES), REYES.pin))
    with pytest.raises(RuntimeError, match="writer lane"):
        task.future.result(10)


def test_costlier_rules_make_the_verifier_anew_at_the_next_sign_in(tmp_path: Path) -> None:
    stricter = tmp_path / "city"
    stricter.mkdir()
    shipped = (SHIPPED / "identity.toml").read_text("utf-8")
    (stricter / "identity.toml").write_text(shipped.replace("argon2_passes = 2", "argon2_passes = 3"), "utf-8")
    office = open_office(tmp_path / "data", Policies(SHIPPED, stricter))
    try:
        sign_in(office.services, office.id_of(REYES), REYES.pin)
        with office.services.read_journal() as connection:
            person = find_person(connection, office.id_of(REYES))
        assert person is not None and person.pin_verifier is not None
        assert ",t=3," in person.pin_verifier
        assert sign_in(office.services, office.id_of(REYES), REYES.pin)
    finally:
        office.services.close()


def test_the_password_gives_a_pin(office: Office) -> None:
    reset_pin(office.services, office.supervisor(), office.id_of(OKAFOR))
    set_pin(office.services, office.id_of(OKAFOR), OKAFOR.password, NEW_PIN)
    assert sign_in(office.services, office.id_of(OKAFOR), NEW_PIN)
    assert refused(lambda: sign_in(office.services, office.id_of(OKAFOR), OKAFOR.pin)) is IdentityRefusal.WRONG_PIN


def test_a_pin_rule_is_said_before_the_password_is_tried(office: Office) -> None:
    code = refused(lambda: set_pin(office.services, office.id_of(OKAFOR), "wrong", "123456"))
    assert code is IdentityRefusal.PIN_TOO_COMMON
    assert failures(office, office.id_of(OKAFOR)) == 0


@pytest.mark.parametrize("password", ["", "wrong", OKAFOR.password + " ", OKAFOR.password.lower(), "\ud800" * 12])
def test_a_wrong_password_counts_as_a_failure(office: Office, password: str) -> None:
    code = refused(lambda: set_pin(office.services, office.id_of(OKAFOR), password, NEW_PIN))
    assert code is IdentityRefusal.WRONG_PASSWORD
    assert failures(office, office.id_of(OKAFOR)) == 1


def test_a_password_matches_however_the_keyboard_composes_it(office: Office) -> None:
    change_password(office.services, office.id_of(OKAFOR), OKAFOR.password, "café à la crème")
    set_pin(office.services, office.id_of(OKAFOR), "cafe\u0301 a\u0300 la cre\u0300me", NEW_PIN)


def test_change_pin(office: Office) -> None:
    person_id = office.id_of(OKAFOR)
    unchanged = refused(lambda: change_pin(office.services, person_id, OKAFOR.pin, OKAFOR.pin))
    assert unchanged is IdentityRefusal.PIN_UNCHANGED
    assert refused(lambda: change_pin(office.services, person_id, "839165", NEW_PIN)) is IdentityRefusal.WRONG_PIN
    change_pin(office.services, person_id, OKAFOR.pin, NEW_PIN)
    assert sign_in(office.services, person_id, NEW_PIN)


def test_change_password(office: Office) -> None:
    person_id = office.id_of(OKAFOR)
    wrong = refused(lambda: change_password(office.services, person_id, "wrong", NEW_PASSWORD))
    assert wrong is IdentityRefusal.WRONG_PASSWORD
    short = refused(lambda: change_password(office.services, person_id, OKAFOR.password, "short"))
    assert short is IdentityRefusal.PASSWORD_TOO_SHORT
    change_password(office.services, person_id, OKAFOR.password, NEW_PASSWORD)
    set_pin(office.services, person_id, NEW_PASSWORD, NEW_PIN)


def test_the_access_log_tells_what_happened_without_the_secrets(office: Office) -> None:
    sign_in(office.services, office.id_of(REYES), REYES.pin)
    office.fail(OKAFOR, 9)
    refused(lambda: sign_in(office.services, office.id_of(OKAFOR), "839165"))
    refused(lambda: sign_in(office.services, "nobody", "839165"))
    entries = read_access_log(office.services, office.supervisor())
    assert [(entry.action, entry.person, entry.subject_key) for entry in entries] == [
        (Access.SIGN_IN_FAILED, None, "unknown"),
        (Access.LOCKED, None, office.id_of(OKAFOR)),
        (Access.SIGN_IN_FAILED, None, office.id_of(OKAFOR)),
        (Access.SIGNED_IN, office.id_of(REYES), office.id_of(REYES)),
    ]


def test_neither_secrets_nor_names_show_in_what_may_be_logged(office: Office) -> None:
    session = sign_in(office.services, office.id_of(REYES), REYES.pin)
    with pytest.raises(Refused) as caught:
        sign_in(office.services, office.id_of(REYES), "839165")
    with office.services.read_journal() as connection:
        person = find_person(connection, office.id_of(REYES))
    said = " ".join(
        [repr(session), str(caught.value), repr(caught.value), repr(person), repr(people_to_sign_in(office.services))]
    )
    for canary in (REYES.pin, "839165", "Reyes", "argon2"):
        assert canary not in said
