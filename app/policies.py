"""Rules that a city changes without a programmer: TOML files, effective-dated, each naming its source.

A file `resources/policies/<key>.toml` holds one or more `[[version]]` tables with `version`, `effective_on`,
`source` and the rule's own values. A city's folder may override a shipped file by the same name.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

SHIPPED = Path(__file__).parent.parent / "resources" / "policies"


@dataclass(frozen=True)
class Policy:
    """One version of a rule. `values` are as the file has them: integers (cents, days), text, lists, tables."""

    key: str
    version: int
    effective_on: date
    source: str
    values: Mapping[str, Any]

    @property
    def reference(self) -> str:
        """What a fact records of the rule that decided it: `key/version`."""
        return f"{self.key}/{self.version}"


class PolicyError(Exception):
    """A policy file is wrong; says which file and what to mend."""


class Policies:
    """Every rule by key and day. Files are read at first use."""

    def __init__(self, *folders: Path) -> None:
        self._folders = folders or (SHIPPED,)
        self._versions: dict[str, tuple[Policy, ...]] = {}

    def at(self, key: str, on: date) -> Policy:
        """The version of `key` in force on a day. Raises PolicyError if there is none."""
        if key not in self._versions:
            self._versions[key] = self._read(key)
        in_force = [policy for policy in self._versions[key] if policy.effective_on <= on]
        if not in_force:
            raise PolicyError(f"{key}.toml has no version in force on {on}; add one with an earlier effective_on")
        return in_force[-1]

    def _read(self, key: str) -> tuple[Policy, ...]:
        path = next(
            (folder / f"{key}.toml" for folder in reversed(self._folders) if (folder / f"{key}.toml").exists()), None
        )
        if path is None:
            raise PolicyError(f"there is no policy file {key}.toml")
        try:
            versions = tomllib.loads(path.read_text("utf-8"))["version"]
            policies = [_policy(key, dict(version)) for version in versions]
            if len({policy.version for policy in policies}) < len(policies):
                raise ValueError("two versions have one number")
        except (KeyError, TypeError, ValueError, OSError) as error:
            raise PolicyError(f"{path.name}: {error}") from error
        return tuple(sorted(policies, key=lambda policy: (policy.effective_on, policy.version)))


def _policy(key: str, values: dict[str, Any]) -> Policy:
    version, effective_on, source = values.pop("version"), values.pop("effective_on"), values.pop("source")
    if type(version) is not int or type(effective_on) is not date or not isinstance(source, str):
        raise TypeError("version is a whole number, effective_on a date, source a text")
    return Policy(key, version, effective_on, source, values)
