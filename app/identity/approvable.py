"""What a kind of action gives, so that it can be asked for and approved from the inbox (`app.approvals`).

A workflow that needs a second person implements `Approvable` beside its rules; `app.bootstrap` lists it by its kind in
the policy `approvals`. The inbox knows no workflow, and a workflow knows no inbox.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Protocol, TypeVar

import msgspec
from sqlalchemy import Connection

from app.errors import Refused
from app.identity.approvals import Approval
from app.identity.permissions import Permission, Session
from app.journal.append import Author, JournalWork
from app.workplace import Services

S = TypeVar("S")


class ActionRefusal(StrEnum):
    """Why an action cannot be asked for at all, before the rules of its workflow."""

    ACTION_NOT_READABLE = "action_not_readable"
    ASKS_BY_ITSELF = "asks_by_itself"


@dataclass(frozen=True)
class Action:
    """What a form asks for. `action`: the fact id that it will have; `kind` of the policy `approvals`.

    `subject`: the fact or key that it concerns; `reason`: a code of the workflow's policy; `command`: whatever else the
    workflow wants to be told again, as plain data without floats; `private`: what must not stand in a fact for good.
    """

    kind: str
    action: str
    subject: str
    reason: str
    command: Mapping[str, Any] = field(default_factory=dict)
    private: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class AskedAction:
    """An action that somebody asks for, as `Action` with who asks, where and when. `asker`: a person's id.

    `shift` "" where it needs none; `note`: what was typed to it.
    """

    kind: str
    action: str
    subject: str
    reason: str
    asker: str
    shift: str
    business_date: str
    command: Mapping[str, Any]
    private: Mapping[str, str] = field(default_factory=dict)
    note: str = ""

    @property
    def on(self) -> date:
        """The business date, by which policies are chosen."""
        return date.fromisoformat(self.business_date)

    @property
    def author(self) -> Author:
        """The action is its asker's, in their shift."""
        return Author(self.asker, self.shift or None, self.business_date)

    def read(self, shape: type[S]) -> S:
        """The command in its workflow's own shape. Raises Refused(ACTION_NOT_READABLE): it came from elsewhere."""
        try:
            return msgspec.convert(self.command, shape, str_keys=True)
        except msgspec.ValidationError as error:
            raise Refused(ActionRefusal.ACTION_NOT_READABLE) from error


@dataclass(frozen=True)
class Effect:
    """One row of what the action changes. `what`: a code that the window words; `of`: an account number, a drawer.

    Cents, or how many where `counted`.
    """

    what: str
    of: str
    now: int
    change: int
    counted: bool = False

    @property
    def after(self) -> int:
        """When it is done."""
        return self.now + self.change


@dataclass(frozen=True)
class Detail:
    """Something to know before signing. `what`: a code; one of the others is given.

    `words` as they are, a `tender`'s kind, `cents`, `at_us` (UTC µs), `count`.
    """

    what: str
    words: str = ""
    tender: str = ""
    cents: int | None = None
    at_us: int | None = None
    count: int | None = None


@dataclass(frozen=True)
class Described:
    """What the page shows of an action. `subject` as people call it; `passed` and `doubts`: codes of checks.

    `reason_names`: what the reason is called by language, where its policy says so. `refusal`: why it cannot be done
    now, None when it can. What is done already is described as it was.
    """

    subject: str
    details: tuple[Detail, ...] = ()
    effects: tuple[Effect, ...] = ()
    passed: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    reason_names: Mapping[str, str] = field(default_factory=dict)
    refusal: Refused | None = None


class Approvable(Protocol):
    """A kind of action that the inbox can ask for, describe and carry out."""

    needs: Permission
    """What whoever asks must be allowed."""
    of_shift: bool
    """Whether it belongs to the open shift, and expires with it."""
    blind: bool
    """Whether its amounts say what a drawer should hold: not shown to an asker who counts blind."""

    def check(self, services: Services, connection: Connection, asked: AskedAction) -> int:
        """The workflow's own refusals, in its order; gives the amount in cents that limits speak of. Raises Refused."""

    def describe(self, services: Services, connection: Connection, asked: AskedAction) -> Described:
        """What somebody who is to sign should see. Reads only; knows also what is done already."""

    def refuse_signer(self, connection: Connection, asked: AskedAction, signer: Session) -> None:
        """What the workflow has against this person's signature, beside permission and limit. Raises Refused."""

    def perform(self, services: Services, work: JournalWork, asked: AskedAction, approval: Approval) -> object:
        """Checks again and appends the action's fact as `asked.action`, without committing. Raises Refused.

        Gives what the workflow tells its own page.
        """


class Signatures(Protocol):
    """What a workflow that goes ahead with nobody present asks of the inbox, which stands above it."""

    def wait(self, services: Services, work: JournalWork, asked: AskedAction, amount_cents: int) -> None:
        """Appends a request that the action, which stands already, be signed for."""

    def signed(self, connection: Connection, action: str) -> bool:
        """Whether somebody signed for an action (its fact id) since."""


class Approvables:
    """Every kind that can be asked for; each is made when it is first needed, so that a start does not read it."""

    def __init__(self, makers: Mapping[str, Callable[[], Approvable]], signatures: Callable[[], Signatures]) -> None:
        self._makers, self._signatures = dict(makers), signatures

    @property
    def signatures(self) -> Signatures:
        """The inbox, as a workflow sees it."""
        return self._signatures()

    def __contains__(self, kind: object) -> bool:
        """Whether this kind can be asked for."""
        return kind in self._makers

    def of(self, kind: str) -> Approvable:
        """Raises KeyError for a kind that nobody listed."""
        return self._makers[kind]()
