"""Frozen commands and results about people. Their reprs show neither secrets nor names, so no log can hold one."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Person:
    """A person as the sign-in page and the people page show them; `pin_set` and `locked` are this device's."""

    person_id: str
    display_name: str = field(repr=False)
    initials: str = field(repr=False)
    role_title: str
    roles: tuple[str, ...]
    active: bool
    pin_set: bool
    locked: bool


@dataclass(frozen=True)
class AddPerson:
    """A new person with the first password, which they need once to choose a PIN on each device."""

    display_name: str = field(repr=False)
    roles: tuple[str, ...]
    password: str = field(repr=False)


@dataclass(frozen=True)
class AddFirstAdministrator:
    """The person that the first-run wizard makes: PIN and password at once."""

    display_name: str = field(repr=False)
    password: str = field(repr=False)
    pin: str = field(repr=False)


@dataclass(frozen=True)
class ChangePerson:
    """What a person is from now on; None leaves a part as it is."""

    person_id: str
    display_name: str | None = field(default=None, repr=False)
    roles: tuple[str, ...] | None = None
    active: bool | None = None
