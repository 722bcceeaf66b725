"""The policies about people: the shipped ones are right, weaker ones are refused."""

from datetime import date
from pathlib import Path

import pytest

from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.identity.rules import FIRST_ADMINISTRATOR_ROLES, permissions_of, refuse_roles, roles, secret_rules
from app.policies import SHIPPED, Policies, PolicyError
from tests.factories.outcomes import refused

DAY = date(2026, 11, 20)


def changed(folder: Path, key: str, old: str, new: str) -> Policies:
    shipped = (SHIPPED / f"{key}.toml").read_text("utf-8")
    assert old in shipped
    (folder / f"{key}.toml").write_text(shipped.replace(old, new), "utf-8")
    return Policies(SHIPPED, folder)


def test_the_shipped_rules_are_at_their_floors() -> None:
    rules = secret_rules(Policies(), DAY)
    assert (rules.pin_digits_min, rules.failures_max) == (6, 10)
    assert (rules.argon2_memory_kib, rules.argon2_passes, rules.argon2_lanes) == (19 * 1024, 2, 1)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("pin_digits_min = 6", "pin_digits_min = 4", "pin_digits_min is 4; it must be 6 or more"),
        ("failures_max = 10", "failures_max = 11", "failures_max is 11; it must be 1 to 10"),
        ("failures_max = 10", "failures_max = 0", "failures_max is 0"),
        ("argon2_memory_kib = 19456", "argon2_memory_kib = 1024", "argon2_memory_kib"),
        ("argon2_passes = 2", "argon2_passes = 1", "argon2_passes"),
        ("password_length_min = 12", "password_length_min = 4", "password_length_min"),
        ("failures_max = 10", 'failures_max = "ten"', "identity.toml"),
        ("failures_max = 10", "", "failures_max"),
        ("failures_max = 10", "failures_max = 10\nfavourite_colour = 1", "favourite_colour"),
    ],
)
def test_weaker_or_broken_rules_are_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(PolicyError, match=said):
        secret_rules(changed(tmp_path, "identity", old, new), DAY)


def test_each_role_has_titles_and_somebody_may_do_everything() -> None:
    known = roles(Policies(), DAY)
    assert list(known) == [
        "cashier",
        "lead_cashier",
        "accounts_specialist",
        "supervisor",
        "transit_agent",
        "administrator",
    ]
    assert all(role.titles.keys() >= {"en", "es"} for role in known.values())
    assert permissions_of(FIRST_ADMINISTRATOR_ROLES, known) == frozenset(Permission)


def test_who_may_see_what_a_drawer_should_hold() -> None:
    may = {key for key, role in roles(Policies(), DAY).items() if Permission.DRAWER_SEE_EXPECTED in role.permissions}
    assert may == {"lead_cashier", "supervisor"}


def test_titles_fall_back_to_english() -> None:
    cashier = roles(Policies(), DAY)["cashier"]
    assert (cashier.title("es"), cashier.title("fr")) == ("Cajero", "Cashier")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"payment.take"', '"payment.steal"'),
        ('{ en = "Cashier", es', "{ es"),
        ("[version.roles.cashier]", '[version.roles."head cashier"]'),
        ("title = { en", "called = { en"),
    ],
)
def test_broken_roles_are_refused(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(PolicyError, match=r"roles\.toml"):
        roles(changed(tmp_path, "roles", old, new), DAY)


def test_a_role_that_is_gone_gives_nothing() -> None:
    assert permissions_of(("mayor",), roles(Policies(), DAY)) == frozenset()


def test_refusals_of_roles() -> None:
    known = roles(Policies(), DAY)
    assert refused(lambda: refuse_roles((), known)) is IdentityRefusal.ROLE_MISSING
    assert refused(lambda: refuse_roles(("cashier", "mayor"), known)) is IdentityRefusal.ROLE_UNKNOWN
    refuse_roles(("cashier", "supervisor"), known)
