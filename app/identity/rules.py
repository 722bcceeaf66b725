"""The city's rules about people, read from the policies `identity` and `roles` and held to their floors."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.errors import Refused
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.policies import Policies, PolicyError

ADMINISTRATOR = "administrator"
FIRST_ADMINISTRATOR_ROLES = (ADMINISTRATOR, "supervisor")
"""A new workstation has one person, who must be able to try everything; the city takes away what it does not want."""


@dataclass(frozen=True)
class SecretRules:
    """The policy `identity`: lengths in characters, `argon2_memory_kib` in KiB."""

    pin_digits_min: int
    pin_digits_max: int
    pin_blocklist: frozenset[str]
    failures_max: int
    password_length_min: int
    password_length_max: int
    argon2_memory_kib: int
    argon2_passes: int
    argon2_lanes: int
    unlock_challenge_hours: int


@dataclass(frozen=True)
class Role:
    """One role: its titles by language, and what it may do."""

    key: str
    titles: Mapping[str, str]
    permissions: frozenset[Permission]

    def title(self, language: str) -> str:
        """What the role is called, in English where the language has no title."""
        return self.titles.get(language, self.titles["en"])


_FLOORS = {
    "pin_digits_min": 6,
    "password_length_min": 8,
    "argon2_memory_kib": 19 * 1024,
    "argon2_passes": 2,
    "argon2_lanes": 1,
}
_CEILINGS = {"failures_max": 10, "pin_digits_max": 20, "password_length_max": 1024}


def secret_rules(policies: Policies, on: date) -> SecretRules:
    """The rules in force on a day. Raises PolicyError where the file is weaker than its floors."""
    values = policies.at("identity", on).values
    try:
        _hold(values)
        return SecretRules(**{**values, "pin_blocklist": frozenset(values["pin_blocklist"])})
    except (KeyError, TypeError) as error:
        raise PolicyError(f"identity.toml: {error}") from error


def roles(policies: Policies, on: date) -> dict[str, Role]:
    """Every role by its key. Raises PolicyError for a permission that this program does not know."""
    try:
        return {key: _role(key, values) for key, values in policies.at("roles", on).values["roles"].items()}
    except (KeyError, TypeError, ValueError) as error:
        raise PolicyError(f"roles.toml: {error}") from error


def permissions_of(role_keys: tuple[str, ...], known: Mapping[str, Role]) -> frozenset[Permission]:
    """What several roles may do together; a role that the policy no longer has gives nothing."""
    return frozenset(permission for key in role_keys if key in known for permission in known[key].permissions)


def refuse_roles(role_keys: tuple[str, ...], known: Mapping[str, Role]) -> None:
    """Raises Refused for no role at all, or for one that the policy does not have."""
    if not role_keys:
        raise Refused(IdentityRefusal.ROLE_MISSING)
    for key in role_keys:
        if key not in known:
            raise Refused(IdentityRefusal.ROLE_UNKNOWN, role=key[:40])


def _hold(values: Mapping[str, Any]) -> None:
    for key, least in _FLOORS.items():
        if values[key] < least:
            raise PolicyError(f"identity.toml: {key} is {values[key]}; it must be {least} or more")
    for key, most in _CEILINGS.items():
        if not 0 < values[key] <= most:
            raise PolicyError(f"identity.toml: {key} is {values[key]}; it must be 1 to {most}")


def _role(key: str, values: Mapping[str, Any]) -> Role:
    titles = dict(values["title"])
    if "en" not in titles or " " in key:
        raise ValueError(f"role {key!r} needs a key without spaces and a title in English")
    return Role(key, titles, frozenset(Permission(name) for name in values["permissions"]))
