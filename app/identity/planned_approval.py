"""An `Approvable` made of a plan: what the workflow's rules gave when it may be done. Every kind of action is one.

A workflow says how its plan is made (its own refusals, in its order), what it moves, what to know of it, and how it is
appended; asking, describing and carrying out are the same for all of them.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar, Generic, TypeVar

from sqlalchemy import Connection

from app.errors import Refused
from app.identity.approvable import AskedAction, Described, Effect
from app.identity.approvals import Approval
from app.identity.permissions import Permission, Session
from app.journal.append import JournalWork, is_recorded
from app.workplace import Services

P = TypeVar("P")
DRAWER = "drawer_"
"""Codes of effects on what a drawer holds begin so."""


class PlannedApproval(ABC, Generic[P]):
    """`passed`: codes of the checks that hold whenever there is a plan."""

    needs: Permission = Permission.PAYMENT_TAKE
    of_shift: bool = True
    blind: bool = False
    passed: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def plan(self, services: Services, connection: Connection, asked: AskedAction) -> P:
        """What the action needs. Raises the workflow's own refusals."""

    @abstractmethod
    def amount_cents(self, plan: P) -> int:
        """What limits speak of."""

    @abstractmethod
    def known(self, services: Services, connection: Connection, asked: AskedAction) -> Described:
        """Subject, details and reason, also of what is done or can no longer be."""

    @abstractmethod
    def effects(self, services: Services, connection: Connection, plan: P) -> tuple[Effect, ...]:
        """What it changes."""

    @abstractmethod
    def append(self, services: Services, work: JournalWork, asked: AskedAction, plan: P, approval: Approval) -> object:
        """Appends the action's fact as `asked.action`; gives what the workflow tells its own page."""

    def check(self, services: Services, connection: Connection, asked: AskedAction) -> int:
        """The amount in cents. Raises the workflow's own refusals."""
        return self.amount_cents(self.plan(services, connection, asked))

    def describe(self, services: Services, connection: Connection, asked: AskedAction) -> Described:
        """What is known of it, with what it changes while it is still to be done."""
        known = self.known(services, connection, asked)
        if is_recorded(connection, asked.action):
            return known
        try:
            plan = self.plan(services, connection, asked)
        except Refused as refusal:
            return replace(known, refusal=refusal)
        effects = self.effects(services, connection, plan)
        return replace(known, effects=effects, passed=self.passed, doubts=doubts_of(effects))

    def refuse_signer(self, connection: Connection, asked: AskedAction, signer: Session) -> None:
        """Permission and limit are enough, unless the workflow says otherwise."""

    def perform(self, services: Services, work: JournalWork, asked: AskedAction, approval: Approval) -> object:
        """Checks again and appends. Raises the workflow's own refusals."""
        return self.append(services, work, asked, self.plan(services, work.connection, asked), approval)


def doubts_of(effects: Sequence[Effect]) -> tuple[str, ...]:
    """Cash or papers that the drawer no longer holds."""
    return ("drawer_short",) if any(each.after < 0 for each in effects if each.what.startswith(DRAWER)) else ()
