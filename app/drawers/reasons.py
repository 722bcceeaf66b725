"""Typed reasons of a policy: a code that facts keep, and what people read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.errors import Refused


@dataclass(frozen=True)
class Reason:
    """One reason. `names`: language → words; `values`: whatever else the policy says of it."""

    code: str
    names: dict[str, str]
    values: dict[str, Any]

    def name(self, language: str) -> str:
        """What people read; English where the policy lacks the language."""
        return name_in(self.names, language)


def name_in(names: Mapping[str, str], language: str) -> str:
    """The words in a language, else in English, else nothing."""
    return names.get(language) or names.get("en", "")


def reasons(listed: Iterable[dict[str, Any]]) -> tuple[Reason, ...]:
    """The reasons of a policy's list, in its order."""
    return tuple(Reason(each["code"], dict(each["name"]), dict(each)) for each in listed)


def find_reason(listed: Iterable[dict[str, Any]], code: str, unknown: StrEnum) -> Reason:
    """The reason of a code. Raises Refused with the caller's own code when the policy does not list it."""
    found = next((reason for reason in reasons(listed) if reason.code == code), None)
    if found is None:
        raise Refused(unknown, entered=code[:40])
    return found


def names_of(listed: Iterable[dict[str, Any]], code: str) -> dict[str, str]:
    """What the policy calls a reason by language; nothing for a code that it does not list (any more)."""
    return next((dict(each["name"]) for each in listed if each["code"] == code), {})
